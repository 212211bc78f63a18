import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Router } from 'wouter';
import { ApiRefusal } from '../../client/api-errors.ts';
import { Callout } from '../components/callout.tsx';
import { EmailAddress } from '../components/email-address.tsx';
import { Failure } from '../components/failure.tsx';
import { lazyPage } from '../components/page/lazy-part.tsx';
import { PageHeading } from '../components/page/page-heading.tsx';
import { PageLoading } from '../components/page/page-loading.tsx';
import { filled, useReader } from '../components/reader.tsx';
import type { Session } from '../components/session/session.ts';
import { SessionFrame } from '../components/session/session-frame.tsx';
import { Welcome } from '../components/session/welcome.tsx';
import { WithApi } from '../components/with-api.tsx';
import { CONSOLE_PATH } from './console-path.ts';
import { Elsewhere } from './elsewhere.tsx';
import { OwnRolesContext, useOwnRolesQuery } from './own-roles.tsx';
import { Sections } from './sections.tsx';
import type { ConsoleWords } from './words.ts';

const SecondFactor = lazyPage(() => import('./second-factor/second-factor.tsx'));

/** The page of an issuer's people: a welcome, or what their roles allow. */
export function ConsolePage({ session }: { readonly session: Session }) {
  return (
    <Router base={CONSOLE_PATH}>
      <SessionFrame
        session={session}
        welcome={(why) => (
          <Welcome why={why} signIn={() => session.signIn()}>
            <Elsewhere />
          </Welcome>
        )}
      >
        {(account) => (
          <WithApi account={account}>
            <SignedIn session={session} accountName={account.name} />
          </WithApi>
        )}
      </SessionFrame>
    </Router>
  );
}

interface SignedInProps {
  readonly session: Session;
  readonly accountName: string;
}

function SignedIn({ session, accountName }: SignedInProps) {
  const { data, error, refetch } = useQuery(useOwnRolesQuery());
  if (error instanceof ApiRefusal && error.code === 'SECOND_FACTOR_MISSING')
    return (
      <Suspense fallback={<PageLoading />}>
        <SecondFactor session={session} accountName={accountName} />
      </Suspense>
    );
  if (error instanceof ApiRefusal && error.code === 'FORBIDDEN_ROLE')
    return <NoRole accountName={accountName} isLost={data !== undefined} />;
  if (error)
    return (
      <>
        <PageHeading />
        <Failure error={error} again={() => refetch()} />
      </>
    );
  if (data === undefined) return <PageLoading />;
  return (
    <OwnRolesContext value={data}>
      <Sections />
    </OwnRolesContext>
  );
}

/** For somebody who works for no issuer, or no longer does: says so, and who to ask. */
function NoRole({ accountName, isLost }: { readonly accountName: string; readonly isLost: boolean }) {
  const { words, language } = useReader<ConsoleWords>();
  const { title, text, lost, lostText } = words.noRole;
  return (
    <>
      <PageHeading />
      <Callout tone="warn" title={isLost ? lost : title}>
        {filled(isLost ? lostText : text, { name: <EmailAddress>{accountName}</EmailAddress> })}
      </Callout>
      <p>
        <a href={`/my?lang=${language}`}>{words.noRole.volunteer}</a>
      </p>
    </>
  );
}
