import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { createLocalJWKSet, errors, type JWK, jwtVerify } from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import * as z from 'zod';
import { OWN_ACCOUNT_SCOPE } from '../../../functions/domain/staff/own-account-scope.ts';
import type { TokenContents } from './claims-trigger.ts';
import { claimsOf, type Identity, identityShape, subjectNamed, subjectOf } from './identity.ts';
import type { PeopleDirectory } from './people-directory.ts';
import type { PoolAccounts } from './pool-accounts.ts';
import { answerOwnAccount, type OwnAccount } from './pool-api.ts';
import { PoolRefusal } from './pool-refusal.ts';
import { type ProviderStorage, providerStorage } from './provider-storage.ts';
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
  /** Answers a request of the pool's API by somebody who has signed in, about their own account. */
  readonly answerOwnAccount: (message: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export interface TokenIssuerOptions {
  readonly gatewayUrl: string;
  /** Where the signing key is kept. */
  readonly directory: string;
  /** Programs that people sign in to: the audiences that the template's authorizer takes. */
  readonly clients: RegisteredPools['clients'];
  /** Returns what the pool's trigger makes of the token of an email address for a client. */
  readonly contentsFor: (email: string, clientId: string) => Promise<TokenContents>;
  /** The authenticator apps of those who sign in. */
  readonly accounts: PoolAccounts;
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
const SCOPES = ['openid', 'email', OWN_ACCOUNT_SCOPE];

/**
 * Creates an OpenID provider in place of the user pool: discovery, keys, signing in by the authorization code flow with
 * PKCE for the pages, and tokens by the client credentials grant for this process.
 */
export function tokenIssuer(options: TokenIssuerOptions): TokenIssuer {
  const clientSecret = randomBytes(32).toString('base64url');
  const issuer = identityAddress(options.gatewayUrl);
  const storage = providerStorage();
  const jwks = signingJwks(path.join(options.directory, 'signing-key.json'));
  const provider = new Provider(issuer, configurationOf(options, clientSecret, storage, jwks));
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
    answerOwnAccount: (message, response) =>
      answerOwnAccount(message, response, {
        accounts: options.accounts,
        accountOf: (token) => ownAccountOf(token, issuer, jwks, options),
        endSessions: (subject) => storage.endSessions((email) => subjectNamed(email) === subject),
      }),
  };
}

const configurationOf = (
  options: TokenIssuerOptions,
  clientSecret: string,
  storage: ProviderStorage,
  jwks: ReturnType<typeof signingJwks>,
): Configuration => ({
  adapter: storage.adapterOf,
  jwks,
  scopes: SCOPES,
  clients: [
    {
      client_id: OWN_CLIENT_ID,
      client_secret: clientSecret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    },
    ...options.clients.map(({ clientId, returnAddresses, scopes }) => ({
      client_id: clientId,
      scope: scopes.join(' '),
      token_endpoint_auth_method: 'none' as const,
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [...returnAddresses],
      post_logout_redirect_uris: [...returnAddresses],
      response_types: ['code' as const],
    })),
  ],
  claims: { openid: ['sub', 'token_use'], email: ['email', 'email_verified'] },
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
  findAccount: (context, email) => ({
    accountId: email,
    claims: () => {
      const mayRead = clientOf(context.oidc.client?.clientId, options).mayRead;
      const attributes = Object.entries({ email, email_verified: true });
      const read = Object.fromEntries(attributes.filter(([name]) => mayRead(name)));
      return { sub: subjectNamed(email), token_use: 'id', ...read };
    },
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
        scope: SCOPES.join(' '),
        audience: audienceOf(client.clientId, options),
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  formats: {
    customizers: {
      jwt: async (context, token, structured) => {
        const { payload } = structured;
        if ('accountId' in token && typeof token.accountId === 'string') {
          const { claims, suppressedScopes } = await options.contentsFor(
            token.accountId,
            token.clientId ?? '',
          );
          const scopes = String(payload.scope).split(' ');
          const scope = scopes.filter((one) => !suppressedScopes.includes(one)).join(' ');
          const sub = subjectNamed(token.accountId);
          structured.payload = { ...payload, ...claims, token_use: 'access', scope, sub };
        } else {
          const identity = identityOf(context);
          const sub = subjectOf(identity);
          structured.payload = { ...payload, ...claimsOf(identity), token_use: 'access', sub };
        }
      },
    },
  },
});

/** Returns a client of the template; the pages' for tokens that this process asks for itself. */
const clientOf = (clientId: string | undefined, { clients }: TokenIssuerOptions) =>
  clients.find((client) => client.clientId === clientId) ?? clients[0];

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
  grant.addOIDCScope(SCOPES.join(' '));
  grant.addResourceScope(RESOURCE, SCOPES.join(' '));
  await grant.save();
  return grant;
}

/** Returns whose access token this is, and what its client may write. @throws PoolRefusal as Cognito does, where it isn't one for the own account */
async function ownAccountOf(
  token: string,
  issuer: string,
  { keys }: ReturnType<typeof signingJwks>,
  options: TokenIssuerOptions,
): Promise<OwnAccount> {
  const refused = (reason: string) => new PoolRefusal('NotAuthorizedException', reason);
  // What signs isn't among what verifies.
  const published = keys.map(({ kty, n, e, kid, alg, use }) => ({ kty, n, e, kid, alg, use }) as JWK);
  const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: published }), { issuer }).catch(
    (error: unknown) => {
      throw error instanceof errors.JOSEError ? refused('Invalid Access Token') : error;
    },
  );
  const { sub = '', iat = 0, scope, client_id } = payload;
  if (!String(scope).split(' ').includes(OWN_ACCOUNT_SCOPE))
    throw refused('Access Token does not have required scopes');
  if (options.accounts.isTakenBack(sub, iat)) throw refused('Access Token has been revoked');
  return { subject: sub, mayWrite: clientOf(String(client_id), options).mayWrite };
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
