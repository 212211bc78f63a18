import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import Provider, { type Adapter, type KoaContextWithOIDC } from 'oidc-provider';
import * as z from 'zod';
import { ROLES } from '../../../functions/runtime/http/caller.ts';
import { signingJwks } from './signing-jwks.ts';

/** Whom a token of the embedded cloud is for. */
export const identityShape = z.strictObject({
  role: z.enum(ROLES),
  /** The volunteer's ID for a volunteer; the name of an account for the others. */
  id: z.string().min(1).max(64).optional(),
  /** Issuers the holder acts for; absent: all. */
  issuers: z.array(z.string().min(1)).optional(),
  lifetimeSeconds: z.int().min(1).max(86_400).optional(),
});
export type Identity = z.infer<typeof identityShape>;

export interface TokenIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
  /** A signed access token with the claims that the user pool's tokens carry. */
  readonly mint: (identity: Identity) => Promise<string>;
  /** Answers what is below `/_local/identity`. */
  readonly answer: (message: IncomingMessage, response: ServerResponse) => void;
}

/** As long as Cognito's. */
const LIFETIME_SECONDS = 3600;
const MOUNT = '/_local/identity';
const CLIENT_ID = 'embedded-cloud';
const RESOURCE = 'urn:tawtheeq:api';

/**
 * An OpenID provider in the user pool's place: discovery, keys, and tokens by the client credentials grant, whose
 * only client is this process. `audience` is the one that the template's authorizer asks for.
 */
export function tokenIssuer(options: {
  gatewayUrl: string;
  directory: string;
  audience: string;
}): TokenIssuer {
  const clientSecret = randomBytes(32).toString('base64url');
  const issuer = `${options.gatewayUrl}${MOUNT}`;
  const provider = new Provider(issuer, {
    adapter: StatelessAdapter,
    jwks: signingJwks(path.join(options.directory, 'signing-key.json')),
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: clientSecret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
    ],
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    ttl: { ClientCredentials: (context) => identityOf(context).lifetimeSeconds ?? LIFETIME_SECONDS },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: options.audience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    extraTokenClaims: (context) => claimsOf(identityOf(context)),
    formats: {
      customizers: {
        jwt: (context, _token, structured) => {
          structured.payload = { ...structured.payload, sub: subjectOf(identityOf(context)) };
        },
      },
    },
  });
  const handle = provider.callback();
  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    mint: (identity) => requestToken(issuer, clientSecret, identity),
    answer: (message, response) => {
      // Koa's way of saying where it is mounted; the provider's own addresses are made from it.
      Object.assign(message, { originalUrl: message.url, url: message.url?.slice(MOUNT.length) });
      void handle(message, response);
    },
  };
}

/** The provider's tokens are self-contained and its one client is configured: there is nothing to store. */
class StatelessAdapter implements Adapter {
  async upsert(): Promise<undefined> {}
  async find(): Promise<undefined> {}
  async findByUid(): Promise<undefined> {}
  async findByUserCode(): Promise<undefined> {}
  async consume(): Promise<undefined> {}
  async destroy(): Promise<undefined> {}
  async revokeByGrantId(): Promise<undefined> {}
}

async function requestToken(issuer: string, clientSecret: string, identity: Identity): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', identity: JSON.stringify(identity) }),
  });
  const answer = z.object({ access_token: z.string() }).safeParse(await response.json());
  if (!answer.success) throw new Error(`the token issuer answered ${response.status}`);
  return answer.data.access_token;
}

function identityOf(context: KoaContextWithOIDC | undefined): Identity {
  return identityShape.parse(JSON.parse(String(context?.oidc.body?.identity)));
}

function claimsOf({ role, id, issuers }: Identity): Record<string, string | string[]> {
  return {
    'cognito:groups': [role],
    ...(role === 'volunteer' && id !== undefined ? { 'custom:volunteer_id': id } : {}),
    ...(role === 'volunteer' ? {} : { 'custom:issuers': (issuers ?? ['*']).join(',') }),
  };
}

/** A UUID as the pool's subjects are, the same for the same identity. */
function subjectOf({ role, id }: Identity): string {
  const hex = createHash('sha256')
    .update(`${role}:${id ?? ''}`)
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
