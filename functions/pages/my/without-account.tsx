import { Suspense } from 'react';
import { lazyPart } from '../components/page/lazy-part.tsx';
import { useReader } from '../components/reader.tsx';
import type { MyWords } from './words.ts';

/** Loaded beside, and shown last, where it moves nothing: most readers sign in. */
const SendAgain = lazyPart(() => import('./link/lost-email.tsx'));

/** What can be done without signing in: having a link sent again, and verifying. */
export function WithoutAccount() {
  const { words, language } = useReader<MyWords>();
  const { welcome } = words;
  return (
    <>
      <section className="panel">
        <h2>{welcome.verifyTitle}</h2>
        <p>
          <a href={`/verify?lang=${language}`}>{welcome.verify}</a>
        </p>
      </section>
      <Suspense>
        <SendAgain />
      </Suspense>
    </>
  );
}
