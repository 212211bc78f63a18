import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import * as z from 'zod';
import { type Claims, claimsOf, type Identity, identityShape, subjectNamed, subjectOf } from './identity.ts';
import type { PeopleDirectory } from './people-directory.ts';
import { providerStorage } from './provider-storage.ts';
import { answerSignIn, INTERACTION_PATH } from './sign-in.ts';
import { signingJwks } from './signing-jwks.ts';
import type { RegisteredPools } from './user-pools.ts';

/** Issues access tokens in place of a user pool, and signs people in. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
  /** Returns a signed access token with the claims of the user pool's tokens. */
  readonly mint: (identity: Identity) => Promise<string>;
  /** Answers a request below `/_local/identity`. */
  readonly answer: (message: IncomingMessage, response: ServerResponse) => void;
}

export interface TokenIssuerOptions {
  readonly gatewayUrl: string;
  /** Where the signing key is kept. */
  readonly directory: string;
  /** Programs that people sign in to: the audiences that the template's authorizer takes. */
  readonly clients: RegisteredPools['clients'];
  /** Returns the claims that the pool's trigger adds to the token of an email address for a client. */
  readonly claimsOfAddress: (email: string, clientId: string) => Promise<Claims>;
  /** Who can be chosen on the sign-in page without typing an address. */
  readonly people: PeopleDirectory;
}

/** Returns the issuer's address in a cloud with this gateway. */
export const identityAddress = (gatewayUrl: string): string => `${gatewayUrl}${MOUNT}`;

/** Cognito's default lifetime of an access token. */
const LIFETIME_SECONDS = 3600;
/** How long somebody stays signed in. */
const SESSION_SECONDS = 12 * 3600;
const MOUNT = '/_local/identity';
/** The client by which this process itself asks for tokens. */
const OWN_CLIENT_ID = 'embedded-cloud';
const RESOURCE = 'urn:tawtheeq:api';

/**
 * Creates an OpenID provider in place of the user pool: discovery, keys, signing in by the authorization code flow with
 * PKCE for the pages, and tokens by the client credentials grant for this process.
 */
export function tokenIssuer(options: TokenIssuerOptions): TokenIssuer {
  const clientSecret = randomBytes(32).toString('base64url');
  const issuer = identityAddress(options.gatewayUrl);
  const provider = new Provider(issuer, configurationOf(options, clientSecret));
  const handle = provider.callback();
  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    mint: (identity) => requestToken(issuer, clientSecret, identity),
    answer: (message, response) => {
      // Koa derives its mount path, and the provider its own addresses, from `originalUrl`.
      Object.assign(message, { originalUrl: message.url, url: message.url?.slice(MOUNT.length) });
      if (message.url?.startsWith(INTERACTION_PATH))
        answerSignIn(message, response, provider, options).catch(() => {
          // A fault of one request ends neither the cloud nor the browser's wait.
          if (!response.headersSent) response.writeHead(500);
          response.end();
        });
      else void handle(message, response);
    },
  };
}

const configurationOf = (options: TokenIssuerOptions, clientSecret: string): Configuration => ({
  adapter: providerStorage(),
  jwks: signingJwks(path.join(options.directory, 'signing-key.json')),
  clients: [
    {
      client_id: OWN_CLIENT_ID,
      client_secret: clientSecret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    },
    ...options.clients.map(({ clientId, returnAddresses }) => ({
      client_id: clientId,
      token_endpoint_auth_method: 'none' as const,
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [...returnAddresses],
      post_logout_redirect_uris: [...returnAddresses],
      response_types: ['code' as const],
    })),
  ],
  claims: { openid: ['sub'], email: ['email'] },
  conformIdTokenClaims: false,
  cookies: { keys: [randomBytes(32).toString('base64url')] },
  ttl: {
    AccessToken: LIFETIME_SECONDS,
    IdToken: LIFETIME_SECONDS,
    RefreshToken: SESSION_SECONDS,
    Session: SESSION_SECONDS,
    Grant: SESSION_SECONDS,
    Interaction: LIFETIME_SECONDS,
    ClientCredentials: (context) => identityOf(context).lifetimeSeconds ?? LIFETIME_SECONDS,
  },
  interactions: { url: (_, { uid }) => `${MOUNT}${INTERACTION_PATH}${uid}` },
  findAccount: (_, email) => ({
    accountId: email,
    claims: () => ({ sub: subjectNamed(email), email }),
  }),
  // Pages of the gateway itself call the provider.
  clientBasedCORS: (_, origin) => origin === options.gatewayUrl,
  // A cluster's own pages need no consent.
  loadExistingGrant: grantEverything,
  // As Cognito does, without the scope `offline_access`.
  issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    revocation: {
      enabled: true,
      allowedPolicy: async (_, client, token) => token.clientId === client.clientId,
    },
    rpInitiatedLogout: { enabled: true, logoutSource },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: (_, __, client) => ({
        scope: 'openid email',
        audience: audienceOf(client.clientId, options),
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  extraTokenClaims: (context, token) =>
    'accountId' in token && typeof token.accountId === 'string'
      ? options.claimsOfAddress(token.accountId, token.clientId ?? '')
      : claimsOf(identityOf(context)),
  formats: {
    customizers: {
      jwt: (context, token, structured) => {
        const sub =
          'accountId' in token && typeof token.accountId === 'string'
            ? subjectNamed(token.accountId)
            : subjectOf(identityOf(context));
        structured.payload = { ...structured.payload, sub };
      },
    },
  },
});

/** Tokens that this process asks for itself are as those of the pages. */
const audienceOf = (clientId: string, { clients: [pages] }: TokenIssuerOptions): string =>
  clientId === OWN_CLIENT_ID ? pages.clientId : clientId;

async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grantId = session.grantIdFor(client.clientId);
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (known !== undefined) return known;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid email');
  grant.addResourceScope(RESOURCE, 'openid email');
  await grant.save();
  return grant;
}

/** Signs out at once, as Cognito does. Only the provider's own page runs this script. */
function logoutSource(context: KoaContextWithOIDC, form: string): void {
  context.body = `<!doctype html><title>Signing out</title>${form.replace('</form>', '<input type="hidden" name="logout" value="yes"></form>')}<script>document.forms[0].submit()</script>`;
}

async function requestToken(issuer: string, clientSecret: string, identity: Identity): Promise<string> {
  const credentials = Buffer.from(`${OWN_CLIENT_ID}:${clientSecret}`).toString('base64');
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', identity: JSON.stringify(identity) }),
  });
  const answer = z.object({ access_token: z.string() }).safeParse(await response.json());
  if (!answer.success) throw new Error(`The token issuer answered ${response.status}`);
  return answer.data.access_token;
}

function identityOf(context: KoaContextWithOIDC | undefined): Identity {
  return identityShape.parse(JSON.parse(String(context?.oidc.body?.identity)));
}
