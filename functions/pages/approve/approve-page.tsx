import type { ReactNode } from 'react';
import { Callout } from '../components/callout.tsx';
import { PageHeading } from '../components/page/page-heading.tsx';
import { PageLoading } from '../components/page/page-loading.tsx';
import { filled, useReader } from '../components/reader.tsx';
import { DecidedShifts } from './decided-shifts.tsx';
import { Failed } from './failed.tsx';
import { EmailLink, IssuerName, Until } from './link-facts.tsx';
import { OpenRequest } from './open-request.tsx';
import { useLink } from './use-link.ts';
import type { ApproveWords } from './words.ts';

/** The page of a link: what it asks to approve, or why it shows nothing. */
export function ApprovePage({ token }: { readonly token: string }) {
  const { words } = useReader<ApproveWords>();
  const link = useLink(token);
  const { view, failure, read } = link;
  if (failure === 'invalid') return <Ended {...words.invalid} />;
  if (view === undefined)
    return failure === undefined ? (
      <PageLoading />
    ) : (
      <>
        <PageHeading />
        <Failed failure={failure} again={read} />
      </>
    );
  const facts = {
    issuer: <IssuerName view={view} />,
    email: <EmailLink view={view} />,
    until: <Until view={view} />,
  };
  if (view.state === 'expired' || view.state === 'withdrawn') {
    const { title, text } = words[view.state];
    return <Ended title={title} text={filled(text, facts)} />;
  }
  return (
    <>
      {view.state === 'open' ? (
        <OpenRequest link={link} view={view} />
      ) : (
        <Callout tone="good" title={<h1>{words.decided.title}</h1>}>
          {filled(words.decided.text, facts)}
        </Callout>
      )}
      <DecidedShifts view={view} />
    </>
  );
}

/** Says why a link shows nothing, and what to do. */
function Ended({ title, text }: { readonly title: string; readonly text: ReactNode }) {
  return (
    <Callout tone="warn" title={<h1>{title}</h1>}>
      {text}
    </Callout>
  );
}
