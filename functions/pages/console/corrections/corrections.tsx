import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { listCorrections } from '../../../routes/lifecycle.ts';
import { listNameRequests } from '../../../routes/names.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { useReader } from '../../components/reader.tsx';
import { useIssuer } from '../own-roles.tsx';
import type { ConsoleWords } from '../words.ts';
import { PrintedName } from './printed-name.tsx';
import { RecordedName } from './recorded-name.tsx';
import { useCorrectionWords } from './words.ts';

const PAGE = 50;

/** Names that people ask to be corrected: those on certificates, and those that none bears yet. */
export default function Corrections() {
  const words = useCorrectionWords();
  const api = useApi();
  const issuer = useIssuer();
  const filter = issuer === undefined ? {} : { issuer };
  const pageOf = (cursor: string) => ({ limit: PAGE, ...filter, ...(cursor === '' ? {} : { cursor }) });
  const printed = useInfiniteQuery({
    queryKey: ['corrections', issuer ?? null],
    queryFn: ({ pageParam }) => api.call(listCorrections, { query: pageOf(pageParam) }),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor,
    staleTime: 0,
  });
  const recorded = useInfiniteQuery({
    queryKey: ['name-requests', issuer ?? null],
    queryFn: ({ pageParam }) => api.call(listNameRequests, { query: pageOf(pageParam) }),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor,
    staleTime: 0,
  });
  const open = (printed.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ state }) => state === 'open' || state === 'approving');
  const asked = (recorded.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ state }) => state === 'requested');
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <List id="printed" title={words.printed} text={words.printedText} list={printed} count={open.length}>
        {open.map((correction) => (
          <li key={correction.correctionId}>
            <PrintedName correction={correction} />
          </li>
        ))}
      </List>
      <List
        id="recorded"
        title={words.recorded}
        text={words.recordedText}
        list={recorded}
        count={asked.length}
      >
        {asked.map((request) => (
          <li key={`${request.issuerId} ${request.volunteerId}`}>
            <RecordedName request={request} />
          </li>
        ))}
      </List>
    </>
  );
}

function List(props: {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly count: number;
  readonly list: {
    readonly error: unknown;
    readonly isPending: boolean;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly refetch: () => unknown;
    readonly fetchNextPage: () => unknown;
  };
  readonly children: ReactNode;
}) {
  const { words: frame } = useReader<ConsoleWords>();
  const words = useCorrectionWords();
  const { list } = props;
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {list.error !== null && <Failure error={list.error} again={() => list.refetch()} />}
      {list.isPending && <Callout>{frame.loading}</Callout>}
      {!list.isPending && list.error === null && props.count === 0 && (
        <Callout tone="good">{words.nothing}</Callout>
      )}
      {props.count > 0 && <p>{props.text}</p>}
      <ul className="problem-rows">{props.children}</ul>
      <MoreButton
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => list.fetchNextPage()}
      />
    </section>
  );
}
