import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { OWN_ACCOUNT_SCOPE } from '../../domain/staff/own-account-scope.ts';
import { pageElement, readConfiguration } from '../components/configuration.ts';
import { afterFirstPaint } from '../components/first-paint.ts';
import { ReaderProvider } from '../components/reader.tsx';
import { Session } from '../components/session/session.ts';
import { ConsolePage } from './console-page.tsx';
import { CONSOLE_PATH } from './console-path.ts';
import { CONSOLE_WORDS } from './words.ts';

const element = pageElement();
const configuration = readConfiguration(element);
const session = new Session(configuration, CONSOLE_PATH, OWN_ACCOUNT_SCOPE);
afterFirstPaint(() =>
  createRoot(element).render(
    <StrictMode>
      <ReaderProvider initial={configuration.language} words={CONSOLE_WORDS}>
        <ConsolePage session={session} />
      </ReaderProvider>
    </StrictMode>,
  ),
);
void session.start();
