import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Callout } from '../components/callout.tsx';
import { Failure } from '../components/failure.tsx';
import { MoreButton } from '../components/more-button.tsx';
import { useReader } from '../components/reader.tsx';
import type { ConsoleWords } from './words.ts';

/** What is read of a list, with what stands there while it is read or when it is empty, and the way to more of it. */
export function PagedList<Row>(props: {
  readonly list: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Row[] }>>;
  /** Which of the rows are shown; by default all. */
  readonly isShown?: (row: Row) => boolean;
  readonly empty: ReactNode;
  readonly children: (rows: readonly Row[]) => ReactNode;
}) {
  const { words } = useReader<ConsoleWords>();
  const { list, isShown = () => true } = props;
  const rows = (list.data?.pages ?? []).flatMap(({ items }) => items).filter(isShown);
  return (
    <>
      {list.error && <Failure error={list.error} again={() => list.refetch()} />}
      {list.isPending && <Callout>{words.loading}</Callout>}
      {list.data && rows.length === 0 && !list.hasNextPage && props.empty}
      {rows.length > 0 && props.children(rows)}
      <MoreButton
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => list.fetchNextPage()}
      />
    </>
  );
}
