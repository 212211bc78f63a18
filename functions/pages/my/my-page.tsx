import { Suspense, useSyncExternalStore } from 'react';
import { Connection } from '../components/connection.tsx';
import { lazyPage } from '../components/page/lazy-part.tsx';
import { PageLoading } from '../components/page/page-loading.tsx';
import { PageShell } from '../components/page/page-shell.tsx';
import type { Session } from '../components/session/session.ts';
import { SessionFrame, SignedOutMessage } from '../components/session/session-frame.tsx';
import { Welcome } from '../components/session/welcome.tsx';
import { WithoutAccount } from './without-account.tsx';

/** Loaded while the provider is asked who is signed in, or where somebody has signed in. */
export const loadVolunteering = () => import('./volunteering.tsx');
const Volunteering = lazyPage(loadVolunteering);
/** Loaded where a link led here. */
const LinkedPage = lazyPage(() => import('./link/linked-page.tsx'));

/** The volunteer's page: the certificate of a link, a welcome, or what belongs to whoever is signed in. */
export function MyPage(props: { readonly session: Session; readonly linkToken: string | undefined }) {
  const { linkToken, session } = props;
  return linkToken === undefined ? (
    <SessionFrame
      session={session}
      welcome={(why) => (
        <Welcome why={why} signIn={() => session.signIn()}>
          <WithoutAccount />
        </Welcome>
      )}
    >
      {(account) => (
        <Suspense fallback={<PageLoading />}>
          <Volunteering account={account} />
        </Suspense>
      )}
    </SessionFrame>
  ) : (
    <PageShell>
      <Connection />
      <SignInUnreachable session={session} />
      <Suspense fallback={<PageLoading />}>
        <LinkedPage token={linkToken} signIn={() => session.signIn()} />
      </Suspense>
    </PageShell>
  );
}

function SignInUnreachable({ session }: { readonly session: Session }) {
  const state = useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.state,
  );
  const isUnreachable = state.status === 'signedOut' && state.why === 'unreachable';
  return isUnreachable ? <SignedOutMessage why="unreachable" /> : null;
}
