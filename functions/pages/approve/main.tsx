import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { pageElement, readConfiguration } from '../components/configuration.ts';
import { PageShell } from '../components/page/page-shell.tsx';
import { ReaderProvider } from '../components/reader.tsx';
import { ApprovePage } from './approve-page.tsx';
import { APPROVE_WORDS } from './words.ts';

const element = pageElement();
createRoot(element).render(
  <StrictMode>
    <ReaderProvider initial={readConfiguration(element).language} words={APPROVE_WORDS}>
      <PageShell>
        <ApprovePage token={location.hash.slice(1)} />
      </PageShell>
    </ReaderProvider>
  </StrictMode>,
);
