import {
  InMemoryWebStorage,
  type OidcMetadata,
  type User,
  UserManager,
  WebStorageStateStore,
} from 'oidc-client-ts';
import type { PageConfiguration } from '../configuration.ts';
import { forgetDrafts, keepDraftsOf } from './drafts.ts';
import { endsRedirect, HINT, isResuming } from './resuming.ts';

/** Whether somebody is signed in: `unknown` until the page has asked. */
export type SessionState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'signedOut';
      /** `elsewhere`: signed out in another tab. `otherAccount`: another tab has signed in with another account. */
      readonly why: 'none' | 'failed' | 'unreachable' | 'elsewhere' | 'otherAccount';
    }
  | { readonly status: 'ended' }
  | { readonly status: 'signedIn'; readonly token: string; readonly name: string };

/** What the provider says of itself, kept while somebody is at its page: the way back asks for it no second time. */
const METADATA = 'provider';
/** Tabs of one origin learn of a sign-out, and of who has signed in. */
const CHANNEL = 'session';
/** An answer of the provider that takes longer is a fault. */
const ANSWER_TIMEOUT_S = 15;
type Told = { readonly signedOut: true } | { readonly signedIn: string };

/**
 * The session of whoever is signed in, by the authorization code flow with PKCE. Tokens stay in memory; the browser's
 * storage holds the state of a redirect under way, which the flow needs, and the fact that somebody signed in.
 */
export class Session {
  #state: SessionState = { status: 'unknown' };
  readonly #listeners = new Set<() => void>();
  readonly #manager: UserManager;
  readonly isResuming = isResuming();
  readonly #channel = new BroadcastChannel(CHANNEL);

  /** `path` is where the page begins, which the provider knows as the address to return to. */
  constructor({ signInIssuer, signInClientId }: PageConfiguration, path: string, furtherScopes = '') {
    const home = `${location.origin}${path}`;
    this.#manager = new UserManager({
      authority: signInIssuer,
      client_id: signInClientId,
      ...keptMetadata(),
      redirect_uri: home,
      post_logout_redirect_uri: home,
      scope: `openid email ${furtherScopes}`.trim(),
      userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
      stateStore: new WebStorageStateStore({ store: sessionStorage }),
      requestTimeoutInSeconds: ANSWER_TIMEOUT_S,
      automaticSilentRenew: true,
      // Without a session of the provider a frame can't renew; the refresh token in memory does.
      monitorSession: false,
    });
    // After a redirect the page first goes back to its place.
    this.#manager.events.addUserLoaded((user) => {
      if (this.#state.status !== 'unknown') this.#signedIn(user);
    });
    this.#manager.events.addAccessTokenExpired(() => this.#set({ status: 'ended' }));
    this.#manager.events.addSilentRenewError(() => {
      // The token in hand may still be good; its expiry ends the session.
    });
    this.#channel.onmessage = ({ data }: MessageEvent<Told>) => this.#learn(data);
  }

  /** The present state; a new object after each change. */
  get state(): SessionState {
    return this.#state;
  }

  /** The provider's address. */
  get issuer(): string {
    return this.#manager.settings.authority;
  }

  /** Calls a function after each change; returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends a redirect from the provider, or asks it for its session after a reload. */
  async start(): Promise<void> {
    try {
      if (endsRedirect()) return await this.#return();
      if (sessionStorage.getItem(HINT) === null) return this.#set({ status: 'signedOut', why: 'none' });
      await this.#leave({ prompt: 'none' });
    } catch {
      this.#set({ status: 'signedOut', why: 'unreachable' });
    }
  }

  /** Leaves for the provider's page; comes back to the same place. Ends at once when the provider can't be reached. */
  async signIn(): Promise<void> {
    try {
      await this.#leave({});
    } catch {
      this.#set({ status: 'signedOut', why: 'unreachable' });
    }
  }

  /** Ends the session here, in other tabs and at the provider. */
  async signOut(): Promise<void> {
    const { client_id, post_logout_redirect_uri = '' } = this.#manager.settings;
    this.#tell({ signedOut: true });
    sessionStorage.removeItem(HINT);
    forgetDrafts();
    try {
      // Cognito's logout endpoint takes the client and its own name for the address to return to.
      await this.#manager.signoutRedirect({
        extraQueryParams: { client_id, logout_uri: post_logout_redirect_uri },
      });
    } catch {
      this.#forget('unreachable');
    }
  }

  async #leave(how: { readonly prompt?: 'none' }): Promise<void> {
    const metadata = await this.#manager.metadataService.getMetadata();
    sessionStorage.setItem(METADATA, JSON.stringify(metadata));
    await this.#manager.signinRedirect({ ...how, state: here() });
  }

  async #return(): Promise<void> {
    const asked = location.href;
    // The code must not stay in the address, whatever comes of it.
    history.replaceState(null, '', location.pathname);
    try {
      const user = await this.#manager.signinRedirectCallback(asked);
      goBackTo(user.state);
      this.#signedIn(user);
    } catch (error) {
      sessionStorage.removeItem(HINT);
      const { error: code = '', state } = error as { readonly error?: string; readonly state?: unknown };
      goBackTo(state);
      const expected = ['login_required', 'interaction_required'].includes(code);
      this.#set({ status: 'signedOut', why: expected ? 'none' : 'failed' });
    }
  }

  /** Ends the session here because the service takes its token no more. What was typed is kept. */
  end(): void {
    if (this.#state.status === 'signedIn') this.#set({ status: 'ended' });
  }

  #signedIn({ access_token, profile }: User): void {
    sessionStorage.setItem(HINT, 'yes');
    keepDraftsOf(profile.sub);
    const name = profile.email ?? profile.sub;
    this.#tell({ signedIn: name });
    this.#set({ status: 'signedIn', token: access_token, name });
  }

  #tell(told: Told): void {
    this.#channel.postMessage(told);
  }

  /** Two tabs with two accounts would make one act as the other. */
  #learn(told: Told): void {
    if ('signedOut' in told) this.#forget('elsewhere');
    else if (this.#state.status === 'signedIn' && this.#state.name !== told.signedIn)
      this.#forget('otherAccount');
  }

  #forget(why: 'elsewhere' | 'unreachable' | 'otherAccount'): void {
    sessionStorage.removeItem(HINT);
    // Whoever signs in again after another account has may go on; after a sign-out nobody may read it.
    if (why !== 'otherAccount') forgetDrafts();
    void this.#manager.removeUser();
    this.#set({ status: 'signedOut', why });
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Returns what the provider said of itself when it was asked to lead here; nothing where it didn't lead here. */
function keptMetadata(): { readonly metadata?: Partial<OidcMetadata> } {
  const kept = endsRedirect() ? sessionStorage.getItem(METADATA) : null;
  return kept === null ? {} : { metadata: JSON.parse(kept) };
}

/** Where the reader is on this page, without a code of the provider. */
const here = (): string => `${location.pathname}${location.search}${location.hash}`;

/** Goes back to where the reader was before a redirect. */
function goBackTo(address: unknown): void {
  if (typeof address !== 'string') return;
  history.replaceState(null, '', address);
  // The page was loaded for the address without what that one says, as its language.
  dispatchEvent(new PopStateEvent('popstate'));
}
