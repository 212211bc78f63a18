import { useInfiniteQuery } from '@tanstack/react-query';
import arabic from '../../../../templates/pages/console/batches.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/batches.en.json' with { type: 'json' };
import { listBatches } from '../../../routes/batches.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { useReader } from '../../components/reader.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { useSectionWords } from '../../components/section-words.ts';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { useIssuer } from '../own-roles.tsx';
import type { ConsoleWords } from '../words.ts';

type Batch = JsonOf<typeof listBatches, 200>['items'][number];

/** Batches of the chosen issuers, newest first. */
export default function Batches() {
  const { words: frame } = useReader<ConsoleWords>();
  const words = useSectionWords({ ar: arabic, en: english });
  const api = useApi();
  const issuer = useIssuer();
  const list = useInfiniteQuery({
    queryKey: ['batches'],
    queryFn: ({ pageParam }) =>
      api.call(listBatches, { query: { limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor,
  });
  const columns = useColumns(words);
  const batches = (list.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ issuerIds }) => issuer === undefined || issuerIds.includes(issuer));
  return (
    <>
      <h1>{words.title}</h1>
      {list.error && <Failure error={list.error} again={() => list.refetch()} />}
      {list.isPending && <Callout>{frame.loading}</Callout>}
      {list.data && batches.length === 0 && <Callout title={words.empty}>{words.emptyText}</Callout>}
      {batches.length > 0 && (
        <RecordTable label={words.list} columns={columns} rows={batches} keyOf={({ batchId }) => batchId} />
      )}
      <MoreButton
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => list.fetchNextPage()}
      />
    </>
  );
}

function useColumns({ headings, states }: typeof english): readonly RecordColumn<Batch>[] {
  const format = useFormat();
  const nameOf = useIssuerNames();
  const number = (count: number) => format.numbers([count]);
  return [
    {
      id: 'created',
      heading: headings.created,
      cell: ({ createdAt }) => {
        const { date, time } = format.moment(createdAt);
        return `${date} ${time}`;
      },
    },
    {
      id: 'issuers',
      heading: headings.issuers,
      cell: ({ issuerIds }) => issuerIds.map(nameOf).join(' · '),
    },
    { id: 'state', heading: headings.state, cell: ({ state }) => states[state] },
    {
      id: 'requested',
      heading: headings.requested,
      isNumber: true,
      cell: ({ counts }) => number(counts.requested),
    },
    { id: 'issued', heading: headings.issued, isNumber: true, cell: ({ counts }) => number(counts.issued) },
    {
      id: 'refused',
      heading: headings.refused,
      isNumber: true,
      cell: ({ counts }) => number(counts.refused),
    },
    { id: 'failed', heading: headings.failed, isNumber: true, cell: ({ counts }) => number(counts.failed) },
  ];
}
