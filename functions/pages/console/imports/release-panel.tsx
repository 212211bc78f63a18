import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import * as ledger from '../../../routes/ledger.ts';
import { getPolicies } from '../../../routes/supervision.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Facts } from '../../components/facts.tsx';
import { Failure } from '../../components/failure.tsx';
import { filled } from '../../components/reader.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { useFormat } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
import { useMay, useOwnRoles } from '../own-roles.tsx';
import { usePeopleNames } from '../people-names.ts';
import type { ImportReport } from './import-queries.ts';
import { useImportWords } from './words.ts';

type Awaiting = NonNullable<ImportReport['awaitingRelease']>;

/** What waits for a second person, in totals; that person looks, and releases it. */
export function ReleasePanel({ report }: { readonly report: ImportReport }) {
  const { release: words } = useImportWords();
  const format = useFormat();
  const nameOf = usePeopleNames();
  const { awaitingRelease, awaitingEarlier, release, state } = report;
  const isReleased = state === 'released' && release !== null;
  const moment = format.moment(release?.finishedAt ?? release?.requestedAt ?? report.createdAt);
  if (state !== 'imported' && !isReleased) return null;
  if (awaitingRelease === null && awaitingEarlier.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="release">
      <h2 id="release">{words.title}</h2>
      {awaitingEarlier.length > 0 && state === 'imported' && (
        <>
          <p>{words.earlier}</p>
          <ul>
            {awaitingEarlier.map((importId, index) => (
              <li key={importId}>
                <ConsoleLink path={`/imports/${importId}`}>
                  {filled(words.earlierOne, { number: format.numbers([index + 1]) })}
                </ConsoleLink>
              </li>
            ))}
          </ul>
        </>
      )}
      {awaitingRelease !== null && (
        <>
          {isReleased && release !== null ? (
            <Callout tone="good">
              {filled(words.released, { name: nameOf(release.requestedBy), ...moment })}
            </Callout>
          ) : (
            <p>{words.text}</p>
          )}
          <Totals awaiting={awaitingRelease} />
          {!isReleased && (
            <MayDo route={ledger.releaseImport}>
              <ReleaseForm report={report} />
            </MayDo>
          )}
        </>
      )}
    </section>
  );
}

function Totals({ awaiting }: { readonly awaiting: Awaiting }) {
  const { release: words } = useImportWords();
  const format = useFormat();
  const facts = [
    [words.hours, format.hours(awaiting.minutes)],
    [words.entries, format.numbers([awaiting.entries])],
    [words.volunteers, format.numbers([awaiting.volunteers])],
    [words.opportunities, format.numbers([awaiting.opportunities])],
    [words.names, format.numbers([awaiting.names])],
    [words.addresses, format.numbers([awaiting.addresses])],
    ...(awaiting.period === null ? [] : [[words.period, format.period(awaiting.period)] as const]),
  ] as const;
  return <Facts numbers facts={facts} />;
}

/** Releases the import, for another person than the one who recorded it, unless each issuer's policy says otherwise. */
function ReleaseForm({ report }: { readonly report: ImportReport }) {
  const { release: words } = useImportWords();
  const api = useApi();
  const may = useMay();
  const { subject } = useOwnRoles();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const policies = useQuery({
    queryKey: ['policies'],
    enabled: may(getPolicies) && report.recordedBy === subject,
    queryFn: () => api.call(getPolicies, { query: {} }),
  });
  const release = useMutation({
    mutationFn: () => api.call(ledger.releaseImport, { path: { id: report.importId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['import', report.importId] }),
  });
  const needsAnother = policies.data?.items.some(({ makerAndChecker }) => makerAndChecker) ?? true;
  if (report.recordedBy === subject && needsAnother) return <p>{words.own}</p>;
  return (
    <>
      <p>{words.look}</p>
      <Checkbox className="checkbox" isSelected={sure} onChange={setSure}>
        <span className="box" aria-hidden="true" />
        {words.sure}
      </Checkbox>
      {release.error && <Failure error={release.error} />}
      <div className="actions">
        <WorkButton isMain isWorking={release.isPending} isDisabled={!sure} onPress={() => release.mutate()}>
          {words.release}
        </WorkButton>
      </div>
    </>
  );
}
