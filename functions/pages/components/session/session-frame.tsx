import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components/Button';
import { Callout } from '../callout.tsx';
import { Connection } from '../connection.tsx';
import { EmailAddress } from '../email-address.tsx';
import { FailureBoundary } from '../page/failure-boundary.tsx';
import { PageLoading } from '../page/page-loading.tsx';
import { PageShell } from '../page/page-shell.tsx';
import { filled, useReader } from '../reader.tsx';
import type { Session, SessionState } from './session.ts';
import { SignInButton } from './sign-in-button.tsx';

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

/** Whoever is signed in. */
export interface Account {
  readonly name: string;
  readonly token: string;
  /** To be called when the service takes the token no more. */
  readonly onUnauthorized: () => void;
}

/** A page for whoever is signed in; a welcome for everybody else. */
export function SessionFrame(props: {
  readonly session: Session;
  readonly welcome: (why: SignedOutReason) => ReactNode;
  readonly children: (account: Account) => ReactNode;
}) {
  const { session } = props;
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
      <PageShell account={session.isResuming && <AccountSpace />}>
        <PageLoading />
      </PageShell>
    );
  if (shown === undefined)
    return <PageShell>{props.welcome(state.status === 'signedOut' ? state.why : 'none')}</PageShell>;
  return (
    <PageShell account={<AccountLine name={shown.name} signOut={() => session.signOut()} />}>
      {state.status === 'ended' && <SessionEnded signIn={() => session.signIn()} />}
      <Connection />
      <FailureBoundary
        isPage
        draw={() =>
          props.children({ name: shown.name, token: shown.token, onUnauthorized: () => session.end() })
        }
      />
    </PageShell>
  );
}

function AccountLine({ name, signOut }: { readonly name: string; readonly signOut: () => void }) {
  const { words } = useReader<SessionWords>();
  return (
    <div className="account">
      <span>{filled(words.account.signedInAs, { name: <EmailAddress>{name}</EmailAddress> })}</span>
      <Button className="plain" onPress={signOut}>
        {words.account.signOut}
      </Button>
    </div>
  );
}

/** Keeps the room of the account's line, so that nothing moves when it comes. */
function AccountSpace() {
  const { words } = useReader<SessionWords>();
  return (
    <div className="account reserved">
      <Button className="plain">{words.account.signOut}</Button>
    </div>
  );
}

function SessionEnded({ signIn }: { readonly signIn: () => Promise<void> }) {
  const { words } = useReader<SessionWords>();
  return (
    <Callout
      tone="warn"
      title={words.session.ended}
      action={
        <SignInButton signIn={signIn} isMain>
          {words.welcome.signIn}
        </SignInButton>
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
