import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Callout } from '../../components/callout.tsx';
import { filled } from '../../components/reader.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { useFormat } from '../issuer-names.ts';
import { PagedList } from '../paged-list.tsx';

/** What a search found, and how much in all. */
export function Found<Row extends object>(props: {
  readonly id: string;
  /** With the number at `{count}`. */
  readonly title: string;
  readonly list: UseInfiniteQueryResult<
    InfiniteData<{ readonly items: readonly Row[]; readonly total: number }>
  >;
  readonly columns: readonly RecordColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly nothing: string;
}) {
  const format = useFormat();
  const total = props.list.data?.pages[0]?.total;
  const count = total === undefined ? '…' : format.number(total);
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{filled(props.title, { count })}</h2>
      <PagedList list={props.list} empty={<Callout>{props.nothing}</Callout>}>
        {(rows) => (
          <RecordTable
            label={props.title.replace('{count}', count)}
            columns={props.columns}
            rows={rows}
            keyOf={props.keyOf}
          />
        )}
      </PagedList>
    </section>
  );
}
