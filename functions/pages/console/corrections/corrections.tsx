import { useInfiniteQuery } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { listCorrections } from '../../../routes/lifecycle.ts';
import { listNameRequests } from '../../../routes/names.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { inPages } from '../in-pages.ts';
import { useIssuerFilter } from '../own-roles.tsx';
import { PagedList } from '../paged-list.tsx';
import { PrintedName } from './printed-name.tsx';
import { RecordedName } from './recorded-name.tsx';
import { useCorrectionWords } from './words.ts';

const PAGE = 50;

/** Names that people ask to be corrected: those on certificates, and those that none bears yet. */
export default function Corrections() {
  const words = useCorrectionWords();
  const api = useApi();
  const filter = useIssuerFilter();
  const printed = useInfiniteQuery({
    ...inPages(['corrections', filter], (after) =>
      api.call(listCorrections, { query: { limit: PAGE, ...filter, ...after } }),
    ),
    staleTime: 0,
  });
  const recorded = useInfiniteQuery({
    ...inPages(['name-requests', filter], (after) =>
      api.call(listNameRequests, { query: { limit: PAGE, ...filter, ...after } }),
    ),
    staleTime: 0,
  });
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <Asked
        id="printed"
        title={words.printed}
        text={words.printedText}
        list={printed}
        isOpen={({ state }) => state === 'open' || state === 'approving'}
        row={(correction) => (
          <li key={correction.correctionId}>
            <PrintedName correction={correction} />
          </li>
        )}
      />
      <Asked
        id="recorded"
        title={words.recorded}
        text={words.recordedText}
        list={recorded}
        isOpen={({ state }) => state === 'requested'}
        row={(request) => (
          <li key={`${request.issuerId} ${request.volunteerId}`}>
            <RecordedName request={request} />
          </li>
        )}
      />
    </>
  );
}

/** What is asked for and not decided yet. */
function Asked<Row>(props: {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly list: ComponentProps<typeof PagedList<Row>>['list'];
  readonly isOpen: (row: Row) => boolean;
  readonly row: (row: Row) => ReactNode;
}) {
  const words = useCorrectionWords();
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <PagedList
        list={props.list}
        isShown={props.isOpen}
        empty={<Callout tone="good">{words.nothing}</Callout>}
      >
        {(rows) => (
          <>
            <p>{props.text}</p>
            <ul className="problem-rows">{rows.map(props.row)}</ul>
          </>
        )}
      </PagedList>
    </section>
  );
}
