import type { ReactNode } from 'react';
import { useReader } from '../reader.tsx';
import { SignedOutMessage, type SignedOutReason } from './session-frame.tsx';
import { SignInButton } from './sign-in-button.tsx';

interface WelcomeWords {
  readonly title: string;
  readonly lead: string;
  readonly signIn: string;
  readonly whatTitle: string;
  readonly what: readonly string[];
}

/** What somebody sees who isn't signed in: why, where there is a reason, and what the page is for. */
export function Welcome(props: {
  readonly why: SignedOutReason;
  readonly signIn: () => Promise<void>;
  /** What else there is for whoever doesn't sign in. */
  readonly children: ReactNode;
}) {
  const { welcome } = useReader<{ readonly welcome: WelcomeWords }>().words;
  return (
    <>
      <SignedOutMessage why={props.why} />
      <section className="panel greeting">
        <h1>{welcome.title}</h1>
        <p className="lead">{welcome.lead}</p>
        <SignInButton signIn={props.signIn} isMain>
          {welcome.signIn}
        </SignInButton>
      </section>
      <section className="panel">
        <h2>{welcome.whatTitle}</h2>
        <ul>
          {welcome.what.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </section>
      {props.children}
    </>
  );
}
