import { useInfiniteQuery } from '@tanstack/react-query';
import { titleIn } from '../../../domain/wording/language.ts';
import { listPendingOpportunities } from '../../../routes/ledger.ts';
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

type PendingOpportunity = JsonOf<typeof listPendingOpportunities, 200>['items'][number];

/** Every opportunity with hours that wait, with how much and since when, the longest wait first. */
export function OpportunityChoice() {
  const words = useHoursWords();
  const api = useApi();
  const filter = useIssuerFilter();
  const list = useInfiniteQuery({
    ...inPages(['pending-opportunities', filter], (after) =>
      api.call(listPendingOpportunities, { query: { limit: 200, ...filter, ...after } }),
    ),
    staleTime: 0,
  });
  const columns = useColumns();
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <PagedList list={list} empty={<Callout tone="good">{words.empty}</Callout>}>
        {(opportunities) => (
          <RecordTable
            label={words.opportunities}
            columns={columns}
            rows={opportunities.toSorted((one, other) => one.oldestOn.localeCompare(other.oldestOn))}
            keyOf={({ issuerId, opportunityId }) => `${issuerId} ${opportunityId}`}
          />
        )}
      </PagedList>
    </>
  );
}

function useColumns(): readonly RecordColumn<PendingOpportunity>[] {
  const { headings } = useHoursWords();
  const { language } = useReader();
  const format = useFormat();
  const nameOf = useIssuerNames();
  return [
    {
      id: 'title',
      heading: headings.title,
      cell: ({ issuerId, opportunityId, titleAr, titleEn }) => (
        <div>
          <ConsoleLink path={`/hours/${encodeURIComponent(issuerId)}/${encodeURIComponent(opportunityId)}`}>
            <TypedText text={titleIn(language, { titleAr, titleEn }) || opportunityId} language={language} />
          </ConsoleLink>
          <br />
          <bdi className="quiet" dir="ltr">
            {opportunityId}
          </bdi>
        </div>
      ),
    },
    { id: 'issuer', heading: headings.issuer, cell: ({ issuerId }) => nameOf(issuerId) },
    ...(['volunteers', 'entries'] as const).map(
      (name): RecordColumn<PendingOpportunity> => ({
        id: name,
        heading: headings[name],
        isNumber: true,
        cell: (pending) => format.number(pending[name]),
      }),
    ),
    { id: 'hours', heading: headings.hours, isNumber: true, cell: ({ minutes }) => format.hours(minutes) },
    { id: 'oldest', heading: headings.oldest, cell: ({ oldestOn }) => format.day(oldestOn) },
  ];
}
