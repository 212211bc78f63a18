import { useInfiniteQuery } from '@tanstack/react-query';
import { listOpportunities } from '../../../routes/ledger.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { TypedText, useReader } from '../../components/reader.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { useIssuer } from '../own-roles.tsx';
import type { ConsoleWords } from '../words.ts';
import { useHoursWords } from './words.ts';

type Opportunity = JsonOf<typeof listOpportunities, 200>['items'][number];

/** Opportunities, newest first, each leading to its pending hours. */
export function OpportunityChoice() {
  const { words: frame } = useReader<ConsoleWords>();
  const words = useHoursWords();
  const api = useApi();
  const issuer = useIssuer();
  const list = useInfiniteQuery({
    queryKey: ['opportunities', issuer ?? null],
    queryFn: ({ pageParam }) =>
      api.call(listOpportunities, {
        query: {
          limit: 30,
          ...(issuer === undefined ? {} : { issuer }),
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor,
  });
  const columns = useColumns();
  const opportunities = (list.data?.pages ?? []).flatMap(({ items }) => items);
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {list.error && <Failure error={list.error} again={() => list.refetch()} />}
      {list.isPending && <Callout>{frame.loading}</Callout>}
      {list.data && opportunities.length === 0 && <Callout>{words.empty}</Callout>}
      {opportunities.length > 0 && (
        <RecordTable
          label={words.opportunities}
          columns={columns}
          rows={opportunities}
          keyOf={({ issuerId, opportunityId }) => `${issuerId} ${opportunityId}`}
        />
      )}
      <MoreButton
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => list.fetchNextPage()}
      />
    </>
  );
}

function useColumns(): readonly RecordColumn<Opportunity>[] {
  const { headings, look } = useHoursWords();
  const { language } = useReader();
  const format = useFormat();
  const nameOf = useIssuerNames();
  return [
    {
      id: 'title',
      heading: headings.title,
      cell: ({ titleAr, titleEn }) => (
        <TypedText text={language === 'ar' ? titleAr : titleEn} language={language} />
      ),
    },
    { id: 'issuer', heading: headings.issuer, cell: ({ issuerId }) => nameOf(issuerId) },
    {
      id: 'days',
      heading: headings.days,
      cell: ({ startsOn, endsOn }) => `${format.day(startsOn)} – ${format.day(endsOn)}`,
    },
    {
      id: 'look',
      heading: headings.look,
      cell: ({ issuerId, opportunityId }) => (
        <ConsoleLink path={`/hours/${encodeURIComponent(issuerId)}/${encodeURIComponent(opportunityId)}`}>
          {look}
        </ConsoleLink>
      ),
    },
  ];
}
