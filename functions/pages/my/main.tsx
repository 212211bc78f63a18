import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { pageElement, readConfiguration } from '../components/configuration.ts';
import { afterFirstPaint } from '../components/first-paint.ts';
import { ReaderProvider } from '../components/reader.tsx';
import { Session } from '../components/session/session.ts';
import { loadSignedInModules } from '../components/session/signed-in-modules.ts';
import { openPastedLinks, takeLinkToken } from './link/link-token.ts';
import { loadVolunteering, MyPage } from './my-page.tsx';
import { MY_WORDS } from './words.ts';

const element = pageElement();
const configuration = readConfiguration(element);
const linkToken = takeLinkToken();
const session = new Session(configuration, '/my');
afterFirstPaint(() =>
  createRoot(element).render(
    <StrictMode>
      <ReaderProvider initial={configuration.language} words={MY_WORDS}>
        <MyPage session={session} linkToken={linkToken} />
      </ReaderProvider>
    </StrictMode>,
  ),
);
openPastedLinks();
// A link opens its certificate whoever is signed in.
if (linkToken === undefined) {
  void session.start();
  // Beside the answer to who is signed in, where that is likely; else when there is nothing else to do.
  // Where it fails, the page says so once it needs it.
  if (session.isResuming) loadVolunteering().catch(() => undefined);
  else afterFirstPaint(() => loadSignedInModules('prefetch'));
}
