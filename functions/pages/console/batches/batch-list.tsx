import { useInfiniteQuery } from '@tanstack/react-query';
import { createBatch } from '../../../routes/batches.ts';
import { Callout } from '../../components/callout.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
import { PagedList } from '../paged-list.tsx';
import { type Batch, useBatchList } from './batch-queries.ts';
import { useBatchWords } from './words.ts';

/** Batches of the chosen issuers, newest first, and the way to a new one. */
export function BatchList() {
  const words = useBatchWords();
  const list = useInfiniteQuery(useBatchList());
  const columns = useColumns();
  return (
    <>
      <h1>{words.title}</h1>
      <MayDo route={createBatch}>
        <p>
          <ConsoleLink path="/batches/new" className="action">
            {words.new}
          </ConsoleLink>
        </p>
      </MayDo>
      <section aria-labelledby="batches">
        <h2 id="batches">{words.list}</h2>
        <PagedList list={list} empty={<Callout title={words.empty}>{words.emptyText}</Callout>}>
          {(batches) => (
            <RecordTable
              label={words.list}
              columns={columns}
              rows={batches}
              keyOf={({ batchId }) => batchId}
            />
          )}
        </PagedList>
      </section>
    </>
  );
}

function useColumns(): readonly RecordColumn<Batch>[] {
  const { headings, states } = useBatchWords();
  const format = useFormat();
  const nameOf = useIssuerNames();
  const count = (name: 'requested' | 'issued' | 'refused' | 'failed'): RecordColumn<Batch> => ({
    id: name,
    heading: headings[name],
    isNumber: true,
    cell: ({ counts }) => format.number(counts[name]),
  });
  return [
    {
      id: 'created',
      heading: headings.created,
      cell: ({ batchId, createdAt }) => {
        const { date, time } = format.moment(createdAt);
        return (
          <ConsoleLink path={`/batches/${batchId}`}>
            {date} {time}
          </ConsoleLink>
        );
      },
    },
    {
      id: 'issuers',
      heading: headings.issuers,
      cell: ({ issuerIds }) => issuerIds.map(nameOf).join(' · '),
    },
    { id: 'state', heading: headings.state, cell: ({ state }) => states[state] },
    count('requested'),
    count('issued'),
    count('refused'),
    count('failed'),
  ];
}
