import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Callout } from '../../components/callout.tsx';
import { PageHeading } from '../../components/page/page-heading.tsx';
import type { Session } from '../../components/session/session.ts';
import { AppStep } from './app-step.tsx';
import { OwnAccount } from './own-account.ts';
import { type Password, PasswordStep } from './password-step.tsx';
import { useSecondFactorWords } from './words.ts';

/** For staff whose roles wait for a second factor: registers an authenticator app, and then has them sign in again. */
export default function SecondFactor(props: { readonly session: Session; readonly accountName: string }) {
  const { session, accountName } = props;
  const words = useSecondFactorWords();
  const [password, setPassword] = useState<Password>();
  const [isDone, setDone] = useState(false);
  const [account] = useState(() => new OwnAccount(session.issuer, () => tokenOf(session)));
  if (isDone)
    return (
      <>
        <PageHeading>{words.title}</PageHeading>
        <Callout
          tone="good"
          title={words.doneTitle}
          action={
            <Button className="action" onPress={() => session.signOut()}>
              {words.signInAgain}
            </Button>
          }
        >
          {words.doneText}
        </Callout>
      </>
    );
  return (
    <>
      <section className="panel">
        <h1>{words.title}</h1>
        <p className="lead">{words.lead}</p>
      </section>
      {password === undefined && <PasswordStep account={account} onDone={setPassword} />}
      {password === 'kept' && <Callout>{words.passwordKept}</Callout>}
      {password !== undefined && (
        <AppStep account={account} accountName={accountName} onDone={() => setDone(true)} />
      )}
    </>
  );
}

/** The newest token: it is renewed while somebody reads. */
const tokenOf = ({ state }: Session): string => (state.status === 'signedIn' ? state.token : '');
