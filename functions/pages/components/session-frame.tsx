import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components/Button';
import { ApiContext, apiFor, queryClient } from './api.tsx';
import { Callout } from './callout.tsx';
import { Connection } from './connection.tsx';
import { OpenInBrowser } from './open-in-browser.tsx';
import { PageShell } from './page-shell.tsx';
import { filled, useReader } from './reader.tsx';
import type { Session, SessionState } from './session.ts';

type SignedIn = Extract<SessionState, { status: 'signedIn' }>;
/** Why nobody is signed in. */
export type SignedOutReason = Extract<SessionState, { status: 'signedOut' }>['why'];

/** Texts about a session. */
export interface SessionWords {
  readonly loading: string;
  readonly account: { readonly signedInAs: string; readonly signOut: string };
  readonly welcome: { readonly signIn: string };
  readonly session: {
    readonly ended: string;
    readonly endedText: string;
    readonly signInFailed: string;
    readonly signInFailedText: string;
    readonly unreachable: string;
    readonly signedOutElsewhere: string;
    readonly otherAccount: string;
  };
}

/** A page for whoever is signed in, with a client of the API; a welcome for everybody else. */
export function SessionFrame(props: {
  readonly session: Session;
  readonly welcome: (why: SignedOutReason) => ReactNode;
  readonly children: (accountName: string) => ReactNode;
}) {
  const { session } = props;
  const { words } = useReader<SessionWords>();
  const state = useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.state,
  );
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
        <Callout>{words.loading}</Callout>
      </PageShell>
    );
  if (shown === undefined)
    return <PageShell>{props.welcome(state.status === 'signedOut' ? state.why : 'none')}</PageShell>;
  return (
    <PageShell account={<Account name={shown.name} signOut={() => session.signOut()} />}>
      {state.status === 'ended' && <SessionEnded signIn={() => session.signIn()} />}
      <Connection />
      <WithApi token={shown.token} onUnauthorized={() => session.end()}>
        <OpenInBrowser />
        {props.children(shown.name)}
      </WithApi>
    </PageShell>
  );
}

function WithApi(props: {
  readonly token: string;
  readonly onUnauthorized: () => void;
  readonly children: ReactNode;
}) {
  const { token, onUnauthorized, children } = props;
  const { language } = useReader();
  const api = useMemo(() => apiFor(token, language), [token, language]);
  const [queries] = useState(() => queryClient(onUnauthorized));
  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={api}>{children}</ApiContext>
    </QueryClientProvider>
  );
}

function Account({ name, signOut }: { readonly name: string; readonly signOut: () => void }) {
  const { words } = useReader<SessionWords>();
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
  const { words } = useReader<SessionWords>();
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

/** Says why somebody who was signed in, or tried to be, isn't. */
export function SignedOutMessage({ why }: { readonly why: SignedOutReason }) {
  const { session } = useReader<SessionWords>().words;
  if (why === 'failed')
    return (
      <Callout tone="wrong" title={session.signInFailed}>
        {session.signInFailedText}
      </Callout>
    );
  if (why === 'unreachable') return <Callout tone="wrong">{session.unreachable}</Callout>;
  if (why === 'otherAccount') return <Callout tone="warn">{session.otherAccount}</Callout>;
  return why === 'elsewhere' ? <Callout>{session.signedOutElsewhere}</Callout> : null;
}
