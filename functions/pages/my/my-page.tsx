import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import { ApiContext, apiFor, queryClient } from '../components/api.tsx';
import { Callout } from '../components/callout.tsx';
import { PageShell } from '../components/page-shell.tsx';
import { filled, useReader } from '../components/reader.tsx';
import type { Session, SessionState } from '../components/session.ts';
import { Volunteering } from './volunteering.tsx';
import { Welcome } from './welcome.tsx';
import type { MyWords } from './words.ts';

type SignedIn = Extract<SessionState, { status: 'signedIn' }>;

/** Loaded where a link led here. */
const LinkedPage = lazy(() => import('./link/linked-page.tsx'));

/** The volunteer's page: the certificate of a link, a welcome, or what belongs to whoever is signed in. */
export function MyPage(props: { readonly session: Session; readonly linkToken: string | undefined }) {
  const { linkToken, session } = props;
  return linkToken === undefined ? (
    <OwnPage session={session} />
  ) : (
    <PageShell>
      <Connection />
      <SignInUnreachable session={session} />
      <Suspense fallback={<Loading />}>
        <LinkedPage token={linkToken} signIn={() => session.signIn()} />
      </Suspense>
    </PageShell>
  );
}

function SignInUnreachable({ session }: { readonly session: Session }) {
  const { words } = useReader<MyWords>();
  const state = useSessionState(session);
  const isUnreachable = state.status === 'signedOut' && state.why === 'unreachable';
  return isUnreachable ? <Callout tone="wrong">{words.session.unreachable}</Callout> : null;
}

const useSessionState = (session: Session): SessionState =>
  useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.state,
  );

function Loading() {
  const { words } = useReader<MyWords>();
  return <Callout>{words.loading}</Callout>;
}

function OwnPage({ session }: { readonly session: Session }) {
  const state = useSessionState(session);
  // What was shown stays visible under the message that the session has ended, and what was typed is kept.
  const [last, setLast] = useState<SignedIn>();
  useEffect(() => {
    if (state.status === 'signedIn') setLast(state);
    if (state.status === 'signedOut') setLast(undefined);
  }, [state]);
  const shown = state.status === 'signedIn' ? state : state.status === 'ended' ? last : undefined;
  if (state.status === 'unknown')
    return (
      <PageShell>
        <Loading />
      </PageShell>
    );
  if (shown === undefined)
    return (
      <PageShell>
        <Welcome why={state.status === 'signedOut' ? state.why : 'none'} signIn={() => session.signIn()} />
      </PageShell>
    );
  return (
    <PageShell account={<Account name={shown.name} signOut={() => session.signOut()} />}>
      {state.status === 'ended' && <SessionEnded signIn={() => session.signIn()} />}
      <Connection />
      <SignedInPage state={shown} />
    </PageShell>
  );
}

function SignedInPage({ state }: { readonly state: SignedIn }) {
  const { language } = useReader<MyWords>();
  const api = useMemo(() => apiFor(state.token, language), [state.token, language]);
  const [queries] = useState(queryClient);
  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={api}>
        <Volunteering accountName={state.name} />
      </ApiContext>
    </QueryClientProvider>
  );
}

function Account({ name, signOut }: { readonly name: string; readonly signOut: () => void }) {
  const { words } = useReader<MyWords>();
  return (
    <div className="account">
      <span>{filled(words.account.signedInAs, { name: <bdi dir="ltr">{name}</bdi> })}</span>
      <Button className="plain" onPress={signOut}>
        {words.account.signOut}
      </Button>
    </div>
  );
}

function SessionEnded({ signIn }: { readonly signIn: () => void }) {
  const { words } = useReader<MyWords>();
  return (
    <Callout
      tone="warn"
      title={words.session.ended}
      action={
        <Button className="action" onPress={signIn}>
          {words.welcome.signIn}
        </Button>
      }
    >
      {words.session.endedText}
    </Callout>
  );
}

/** Says that there is no connection while there is none. */
function Connection() {
  const { words } = useReader<MyWords>();
  const online = useSyncExternalStore(
    (listener) => {
      addEventListener('online', listener);
      addEventListener('offline', listener);
      return () => {
        removeEventListener('online', listener);
        removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
  return online ? null : <Callout tone="warn">{words.failure.offline}</Callout>;
}
