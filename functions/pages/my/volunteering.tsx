import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { ApiRefusal } from '../../client/api-errors.ts';
import { chooseOwnLanguage } from '../../routes/links.ts';
import { useApi } from '../components/api.tsx';
import { Callout } from '../components/callout.tsx';
import { EmailAddress } from '../components/email-address.tsx';
import { Failure, refusalWords } from '../components/failure.tsx';
import { lazyPart, useLoadedAhead } from '../components/page/lazy-part.tsx';
import { PageHeading } from '../components/page/page-heading.tsx';
import { filled, useReader } from '../components/reader.tsx';
import type { Account } from '../components/session/session-frame.tsx';
import { WithApi } from '../components/with-api.tsx';
import { CertificateList } from './certificates/certificate-list.tsx';
import { useMyQueries } from './my-queries.ts';
import { useEmailLanguage } from './use-email-language.ts';
import type { MyWords } from './words.ts';

/** Loaded when it is opened: most readers come for a certificate. */
const HoursList = lazyPart(() => import('./hours/hours-list.tsx'));
const Details = lazyPart(() => import('./details/details.tsx'));
const LATER = [HoursList, Details, refusalWords];

const TABS = ['certificates', 'hours', 'details'] as const;
type TabName = (typeof TABS)[number];

/** Certificates, hours and details of whoever is signed in. */
export default function Volunteering({ account }: { readonly account: Account }) {
  return (
    <WithApi account={account}>
      <OwnTabs accountName={account.name} />
    </WithApi>
  );
}

function OwnTabs({ accountName }: { readonly accountName: string }) {
  const { words } = useReader<MyWords>();
  const queries = useMyQueries();
  const api = useApi();
  useEmailLanguage((language) => api.call(chooseOwnLanguage, { body: { language } }));
  const progress = useQuery(queries.progress);
  useLoadedAhead(LATER, useQuery(queries.certificates).isSuccess);
  const [tab, setTab] = useState<TabName>(tabInAddress);
  const open = (name: TabName) => {
    setTab(name);
    history.replaceState(null, '', `${location.pathname}${location.search}#${name}`);
  };
  if (isUnknownVolunteer(progress.error))
    return (
      <>
        <PageHeading />
        <Callout tone="warn" title={words.noRecord.title}>
          {filled(words.noRecord.text, { name: <EmailAddress>{accountName}</EmailAddress> })}
        </Callout>
      </>
    );
  return (
    <>
      <PageHeading />
      <Tabs selectedKey={tab} onSelectionChange={(key) => open(key as TabName)}>
        <TabList className="tabs" aria-label={words.siteLine}>
          {TABS.map((name) => (
            <Tab key={name} id={name} className="tab">
              {words.tabs[name]}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="certificates" className="tab-panel">
          <CertificateList showHours={() => open('hours')} />
        </TabPanel>
        <TabPanel id="hours" className="tab-panel">
          <Suspense fallback={<Callout>{words.loading}</Callout>}>
            <HoursList showCertificates={() => open('certificates')} />
          </Suspense>
        </TabPanel>
        <TabPanel id="details" className="tab-panel">
          {progress.error && <Failure error={progress.error} again={() => progress.refetch()} />}
          {progress.isPending && <Callout>{words.loading}</Callout>}
          <Suspense fallback={<Callout>{words.loading}</Callout>}>
            {progress.data && <Details progress={progress.data} />}
          </Suspense>
        </TabPanel>
      </Tabs>
    </>
  );
}

/** A token that names no volunteer with a record: nobody has recorded this address. */
const isUnknownVolunteer = (error: unknown): boolean =>
  error instanceof ApiRefusal && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN_ROLE');

const tabInAddress = (): TabName => TABS.find((name) => location.hash.slice(1) === name) ?? 'certificates';
