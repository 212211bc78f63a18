import {
  ErrorResponse,
  InMemoryWebStorage,
  OidcClient,
  type RefreshState,
  type SigninResponse,
  WebStorageStateStore,
} from 'oidc-client-ts';
import { ApiClient } from '../../../../../functions/client/api-client.ts';
import { ApiUnreachable } from '../../../../../functions/client/api-errors.ts';
import { getSignIn } from '../../../../../functions/routes/issuing.ts';
import type { KeptSession, KeptSessions } from './kept-sessions.ts';
import type { LoopbackListener } from './loopback-listener.ts';

interface Provider {
  readonly issuer: string;
  readonly clientId: string;
}

/** An access token is renewed this long before it ends: longer than any request takes. */
const RENEWED_BEFORE_SECONDS = 90;

/** Returns the provider at which people sign in to a service. */
export const providerOf = (url: string): Promise<Provider> => new ApiClient({ baseUrl: url }).call(getSignIn);

/**
 * Signs somebody in by the authorization code flow with PKCE, in the browser to which `show` leads. Nobody else can use
 * the code that comes back: it needs the secret of this process.
 *
 * @throws ErrorResponse when the provider refuses
 */
export async function signIn(
  provider: Provider,
  listener: LoopbackListener,
  show: (address: string) => void,
): Promise<KeptSession> {
  const client = clientOf(provider, listener.address);
  const request = await client.createSigninRequest({ redirect_uri: listener.address });
  show(request.url);
  return keptOf(provider, await client.processSigninResponse(await listener.returned));
}

/**
 * Returns an access token of a kept session, renewed where it ends soon; undefined where the session has ended. What
 * another command has renewed meanwhile is used.
 *
 * @throws ApiUnreachable when the provider can't be reached
 */
export async function freshToken(url: string, sessions: KeptSessions): Promise<string | undefined> {
  const session = sessions.find(url);
  if (session === undefined) return undefined;
  if (session.expiresAt - RENEWED_BEFORE_SECONDS > Date.now() / 1000) return session.accessToken;
  const renewed = await renewedSession(session);
  if (renewed === undefined) sessions.forget(url);
  else sessions.keep(url, renewed);
  return renewed?.accessToken;
}

async function renewedSession(session: KeptSession): Promise<KeptSession | undefined> {
  const state: RefreshState = {
    refresh_token: session.refreshToken,
    session_state: null,
    scope: SCOPE,
    profile: { sub: session.name, iss: session.issuer, aud: session.clientId, exp: 0, iat: 0 },
  };
  try {
    const answer = await clientOf(session, '').useRefreshToken({ state });
    return keptOf(session, answer, session);
  } catch (error) {
    if (error instanceof ErrorResponse) return undefined;
    throw new ApiUnreachable(session.issuer, error instanceof Error ? error.message : String(error));
  }
}

/** Ends a session at the provider, as far as it can be reached. Returns whether it could. */
export async function endSession(session: KeptSession): Promise<boolean> {
  try {
    await clientOf(session, '').revokeToken(session.refreshToken, 'refresh_token');
    return true;
  } catch {
    return false;
  }
}

const SCOPE = 'openid email';

const clientOf = ({ issuer, clientId }: Provider, redirect: string): OidcClient =>
  new OidcClient({
    authority: issuer,
    client_id: clientId,
    redirect_uri: redirect,
    scope: SCOPE,
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  });

function keptOf(
  { issuer, clientId }: Provider,
  { access_token, refresh_token, expires_at, profile }: SigninResponse,
  before?: KeptSession,
): KeptSession {
  return {
    issuer,
    clientId,
    name: before?.name ?? profile.email ?? profile.sub,
    accessToken: access_token,
    // A provider that doesn't rotate refresh tokens sends none with a new access token.
    refreshToken: refresh_token ?? before?.refreshToken ?? '',
    expiresAt: expires_at ?? 0,
  };
}
