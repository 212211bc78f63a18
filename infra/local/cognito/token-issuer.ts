import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import Provider, { type Adapter, type KoaContextWithOIDC } from 'oidc-provider';
import * as z from 'zod';
import { grantText, ROLES, STAFF_ROLES } from '../../../functions/domain/staff/roles.ts';
import { signingJwks } from './signing-jwks.ts';

/** The holder of a token of the embedded cloud. */
export const identityShape = z.strictObject({
  role: z.enum(ROLES),
  /** Roles of staff that the holder has as well, for the same issuers. */
  furtherRoles: z.array(z.enum(STAFF_ROLES)).optional(),
  /** The volunteer's ID for a volunteer; an account name for the other roles. */
  id: z.string().min(1).max(64).optional(),
  /** The issuers that the holder acts for; absent: all. */
  issuers: z.array(z.string().min(1)).optional(),
  lifetimeSeconds: z.int().min(1).max(86_400).optional(),
});
export type Identity = z.infer<typeof identityShape>;

/** Issues access tokens in place of a user pool. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
  /** Returns a signed access token with the claims of the user pool's tokens. */
  readonly mint: (identity: Identity) => Promise<string>;
  /** Answers a request below `/_local/identity`. */
  readonly answer: (message: IncomingMessage, response: ServerResponse) => void;
}

/** Cognito's default lifetime of an access token. */
const LIFETIME_SECONDS = 3600;
const MOUNT = '/_local/identity';
const CLIENT_ID = 'embedded-cloud';
const RESOURCE = 'urn:tawtheeq:api';

/**
 * Creates an OpenID provider in place of the user pool: discovery, keys, and tokens by the client credentials grant,
 * whose only client is this process. `audience` is the audience that the template's authorizer requires.
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
      // Koa derives its mount path, and the provider its own addresses, from `originalUrl`.
      Object.assign(message, { originalUrl: message.url, url: message.url?.slice(MOUNT.length) });
      void handle(message, response);
    },
  };
}

/** Stores nothing: the provider's tokens are self-contained, and its only client is configured. */
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
  if (!answer.success) throw new Error(`The token issuer answered ${response.status}`);
  return answer.data.access_token;
}

function identityOf(context: KoaContextWithOIDC | undefined): Identity {
  return identityShape.parse(JSON.parse(String(context?.oidc.body?.identity)));
}

function claimsOf({ role, furtherRoles = [], id, issuers = ['*'] }: Identity) {
  const roles = role === 'volunteer' ? furtherRoles : [role, ...furtherRoles];
  return {
    'cognito:groups': issuers.flatMap((issuerId) => roles.map((held) => grantText({ issuerId, role: held }))),
    ...(role === 'volunteer' && id !== undefined ? { 'custom:volunteer_id': id } : {}),
  };
}

/** Returns a subject in the form of a UUID, as Cognito's are; the same identity always has the same one. */
function subjectOf({ role, furtherRoles = [], id }: Identity): string {
  const hex = createHash('sha256')
    .update(`${[role, ...furtherRoles].join('+')}:${id ?? ''}`)
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
