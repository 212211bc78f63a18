import { useInfiniteQuery } from '@tanstack/react-query';
import { listOpportunities } from '../../../routes/ledger.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { TypedText, useReader } from '../../components/reader.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { inPages } from '../in-pages.ts';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { useIssuerFilter } from '../own-roles.tsx';
import { PagedList } from '../paged-list.tsx';
import { useHoursWords } from './words.ts';

type Opportunity = JsonOf<typeof listOpportunities, 200>['items'][number];

/** Opportunities, newest first, each leading to its pending hours. */
export function OpportunityChoice() {
  const words = useHoursWords();
  const api = useApi();
  const filter = useIssuerFilter();
  const list = useInfiniteQuery(
    inPages(['opportunities', filter], (after) =>
      api.call(listOpportunities, { query: { limit: 30, ...filter, ...after } }),
    ),
  );
  const columns = useColumns();
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <PagedList list={list} empty={<Callout>{words.empty}</Callout>}>
        {(opportunities) => (
          <RecordTable
            label={words.opportunities}
            columns={columns}
            rows={opportunities}
            keyOf={({ issuerId, opportunityId }) => `${issuerId} ${opportunityId}`}
          />
        )}
      </PagedList>
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
