import { createHash, randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import Provider, { type KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { ROLES } from '../../../functions/runtime/caller.ts';
import { listenOnLoopback } from '../loopback-server.ts';
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
  mint(identity: Identity): Promise<string>;
  stop(): Promise<void>;
}

/** As long as Cognito's. */
const LIFETIME_SECONDS = 3600;
const CLIENT_ID = 'embedded-cloud';
const RESOURCE = 'urn:tawtheeq:api';

/**
 * An OpenID provider in the user pool's place: discovery, keys, and tokens by the client credentials grant, whose
 * only client is this process. `audience` is the one that the template's authorizer asks for.
 */
export async function startTokenIssuer(options: { directory: string; audience: string }): Promise<TokenIssuer> {
  const clientSecret = randomBytes(32).toString('base64url');
  let listener: RequestListener = (_, response) => void response.writeHead(503).end();
  const server = await listenOnLoopback((request, response) => listener(request, response));
  const provider = new Provider(server.url, {
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
    // The one parameter beyond the grant's own: whom the token is for.
    extraParams: [],
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
  listener = (request, response) => void handle(request, response);
  return {
    issuer: server.url,
    jwksUri: `${server.url}/jwks`,
    mint: (identity) => requestToken(server.url, clientSecret, identity),
    stop: () => server.stop(),
  };
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
  return identityShape.parse(JSON.parse(String(context?.oidc.body?.['identity'])));
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
  const hex = createHash('sha256').update(`${role}:${id ?? ''}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
