import { Button } from 'react-aria-components/Button';
import { useReader } from '../components/reader.tsx';
import { SignedOutMessage, type SignedOutReason } from '../components/session-frame.tsx';
import type { ConsoleWords } from './words.ts';

/** What somebody sees who isn't signed in, with the reason where there is one. */
export function Welcome({ why, signIn }: { readonly why: SignedOutReason; readonly signIn: () => void }) {
  const { words, language } = useReader<ConsoleWords>();
  const { welcome } = words;
  return (
    <>
      <SignedOutMessage why={why} />
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
      <section className="panel">
        <h2>{welcome.otherTitle}</h2>
        <ul>
          <li>
            <a href={`/my?lang=${language}`}>{welcome.my}</a>
          </li>
          <li>
            <a href={`/verify?lang=${language}`}>{welcome.verify}</a>
          </li>
        </ul>
      </section>
    </>
  );
}
