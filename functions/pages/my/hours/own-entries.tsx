import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EmailAddress } from '../../components/email-address.tsx';
import { Failure } from '../../components/failure.tsx';
import { filled, useReader } from '../../components/reader.tsx';
import type { ReaderFormat } from '../../reader-format.ts';
import { useIssuerFacts } from '../issuer-facts.ts';
import { type OwnTimesheet, useMyQueries } from '../my-queries.ts';
import type { MyWords } from '../words.ts';
import { type HoursWords, useHoursWords } from './words.ts';

type Entry = OwnTimesheet['entries'][number];

/** The hours of one opportunity, entry by entry: how each was recorded and approved, and whether it counts. */
export function OwnEntries(props: { readonly opportunityId: string; readonly issuerId: string }) {
  const { words } = useReader<MyWords>();
  const { data, error, refetch } = useQuery(useMyQueries().hours);
  const { format, issuer } = useIssuerFacts()(props.issuerId);
  const texts = useHoursWords().entries;
  const timesheet = data?.find(
    ({ opportunityId, issuerId }) => opportunityId === props.opportunityId && issuerId === props.issuerId,
  );
  return (
    <details className="entries">
      <summary>{texts.title}</summary>
      {error && <Failure error={error} again={() => refetch()} />}
      {data === undefined && !error && <p>{words.loading}</p>}
      <ul>
        {timesheet?.entries.map((entry) => (
          <li key={entry.entryId}>
            <p className="entry">
              <strong>{format.day(entry.date)}</strong>
              <span>{format.hours(entry.minutes)}</span>
              <span className={`standing ${entry.standing}`}>{texts.standing[entry.standing]}</span>
            </p>
            <p className="quiet">{provenance(entry, texts, format)}</p>
          </li>
        ))}
      </ul>
      {issuer && (
        <p className="quiet">
          {filled(texts.wrong, {
            email: (
              <a href={`mailto:${issuer.email}`}>
                <EmailAddress>{issuer.email}</EmailAddress>
              </a>
            ),
          })}
        </p>
      )}
    </details>
  );
}

/** Says how an entry was recorded, and how it was approved or rejected. */
function provenance(
  { recorded, approval, rejectedAt }: Entry,
  texts: HoursWords['entries'],
  format: ReaderFormat,
): ReactNode {
  const day = (instant: string) => format.moment(instant).date;
  return (
    <>
      {filled(texts.recorded[recorded.from], { date: day(recorded.at) })}{' '}
      {approval !== null && (
        <>
          {filled(texts.approved[approval.kind], { date: day(approval.at) })}{' '}
          {approval.byAnother ? texts.byAnother : texts.bySame}
        </>
      )}
      {rejectedAt !== null && filled(texts.rejected, { date: day(rejectedAt) })}
    </>
  );
}
