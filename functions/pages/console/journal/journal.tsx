import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import arabic from '../../../../templates/pages/console/journal.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/journal.en.json' with { type: 'json' };
import type { JsonOf } from '../../../routes/route-types.ts';
import { listJournal } from '../../../routes/supervision.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { DayField } from '../../components/day-field.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { useSectionWords } from '../../components/section-words.ts';
import { inPages } from '../in-pages.ts';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { PagedList } from '../paged-list.tsx';
import { usePeopleNames } from '../people-names.ts';

type Entry = JsonOf<typeof listJournal, 200>['items'][number];

const PAGE = 100;
/** In the place of an issuer: all of them. */
const EVERYONE = '*';

/** The privileged acts and reads of a day, newest first. */
export default function Journal() {
  const words = useSectionWords({ ar: arabic, en: english });
  const api = useApi();
  const [day, setDay] = useState<string | null>(new Date().toISOString().slice(0, 10));
  const columns = useColumns();
  const list = useInfiniteQuery({
    ...inPages(['journal', day], (after) =>
      api.call(listJournal, { query: { day: day ?? '', limit: PAGE, ...after } }),
    ),
    enabled: day !== null,
    staleTime: 0,
  });
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <div className="form">
        <DayField label={words.day} value={day} onChange={setDay} />
      </div>
      {day !== null && (
        <section aria-labelledby="entries">
          <h2 id="entries">{words.list}</h2>
          <PagedList list={list} empty={<Callout>{words.empty}</Callout>}>
            {(entries) => (
              <RecordTable
                label={words.list}
                columns={columns}
                rows={wholeActs(entries)}
                keyOf={({ chain, sequence }) => `${chain.issuerId} ${chain.shard} ${sequence}`}
              />
            )}
          </PagedList>
        </section>
      )}
    </>
  );
}

/** Returns one entry of each act: its end, or a beginning whose end is missing. */
function wholeActs(entries: readonly Entry[]): readonly Entry[] {
  const ended = new Set(entries.flatMap(({ phase, requestId }) => (phase === 'ended' ? [requestId] : [])));
  return entries.filter(({ phase, requestId }) => phase === 'ended' || !ended.has(requestId));
}

/** The hash of a record that an act wrote: the auditor's tool compares it. */
const HASH = /^[0-9a-f]{64}$/;

/** Returns what an act is about, each thing once, without the hashes of what it wrote. */
const namedIn = (targets: Entry['targets']): readonly string[] =>
  [...new Set(Object.values(targets))].filter((target) => !HASH.test(target));

function useColumns(): readonly RecordColumn<Entry>[] {
  const words = useSectionWords({ ar: arabic, en: english });
  const format = useFormat();
  const nameOf = usePeopleNames();
  const issuerOf = useIssuerNames();
  const { headings, outcomes } = words;
  return [
    {
      id: 'at',
      heading: headings.at,
      cell: ({ at }) => {
        const { date, time } = format.moment(at);
        return `${date} ${time}`;
      },
    },
    { id: 'who', heading: headings.who, cell: ({ subject }) => nameOf(subject) },
    { id: 'act', heading: headings.act, cell: ({ act }) => words.acts[act] },
    {
      id: 'issuers',
      heading: headings.issuers,
      cell: ({ issuerIds }) =>
        issuerIds
          .map((issuerId) => (issuerId === EVERYONE ? words.everyone : issuerOf(issuerId)))
          .join(' · '),
    },
    {
      id: 'about',
      heading: headings.about,
      cell: ({ targets }) => {
        const named = namedIn(targets);
        return named.length > 0 && <bdi dir="ltr">{named.join(' · ')}</bdi>;
      },
    },
    {
      id: 'outcome',
      heading: headings.outcome,
      cell: ({ outcome }) => {
        if (outcome === null) return outcomes.unknown;
        return outcome === 'done' || outcome === 'FAULT'
          ? outcomes[outcome]
          : outcomes.refused.replace('{code}', outcome);
      },
    },
  ];
}
