import { lazy, Suspense } from 'react';
import { Button } from 'react-aria-components';
import { Callout } from '../components/callout.tsx';
import { useReader } from '../components/reader.tsx';
import type { SessionState } from '../components/session.ts';
import type { MyWords } from './words.ts';

/** Loaded beside: most readers sign in. */
const SendAgain = lazy(() => import('./link/lost-email.tsx'));

type Why = Extract<SessionState, { status: 'signedOut' }>['why'];

/** What somebody sees who isn't signed in, with the reason where there is one. */
export function Welcome({ why, signIn }: { readonly why: Why; readonly signIn: () => void }) {
  const { words, language } = useReader<MyWords>();
  const { welcome, session } = words;
  return (
    <>
      {why === 'failed' && (
        <Callout tone="wrong" title={session.signInFailed}>
          {session.signInFailedText}
        </Callout>
      )}
      {why === 'unreachable' && <Callout tone="wrong">{session.unreachable}</Callout>}
      {why === 'elsewhere' && <Callout>{session.signedOutElsewhere}</Callout>}
      <section className="panel greeting">
        <h1>{welcome.title}</h1>
        <p className="lead">{welcome.lead}</p>
        <Button className="action" onPress={signIn}>
          {welcome.signIn}
        </Button>
      </section>
      <section className="panel">
        <h2>{welcome.whatTitle}</h2>
        <ul>
          {welcome.what.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </section>
      <Suspense>
        <SendAgain />
      </Suspense>
      <section className="panel">
        <h2>{welcome.verifyTitle}</h2>
        <p>
          <a href={`/verify?lang=${language}`}>{welcome.verify}</a>
        </p>
      </section>
    </>
  );
}
