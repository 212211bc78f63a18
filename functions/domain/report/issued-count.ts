import { type CalendarDate, dayIn, daysAfter } from '../calendar-date.ts';
import type { Certificate, Evidence } from '../certificate/certificate.ts';
import type { HoursEntry } from '../hours/hours.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import type { ReportDelta } from './report-delta.ts';

/** What a new certificate adds to its issuer's report. */
export interface IssuedCount {
  readonly issuerId: string;
  readonly issuedOn: CalendarDate;
  /** From the day the holder became eligible; 0 on the same day. Null: a recognition, which nobody waits for. */
  readonly waitedDays: number | null;
}

const DAY_MILLISECONDS = 86_400_000;

/** The day somebody became eligible: after the last day, and once the last of the hours was approved. */
export function eligibleSince(
  { endsOn }: Pick<Opportunity, 'endsOn'>,
  entries: readonly HoursEntry[],
  evidence: readonly Evidence[],
  timeZone: string,
): CalendarDate {
  const counted = new Set(evidence.map(({ entryId }) => entryId));
  const lastDecision = entries.reduce(
    (last, { entryId, decidedAt = '' }) => (counted.has(entryId) && decidedAt > last ? decidedAt : last),
    '',
  );
  const first = daysAfter(endsOn, 1);
  if (lastDecision === '') return first;
  const approvedOn = dayIn(timeZone, lastDecision);
  if (approvedOn < first) return first;
  return approvedOn;
}

/**
 * Reads the count off a certificate; its first event says since when the holder was eligible. A corrected
 * certificate counts nothing: it takes the place of one that was counted. One that was erased before it was counted
 * still counts, by what its first event says, on its day in the issuer's time zone.
 */
export function issuedCountOf(
  { issuerId, snapshot, reservedAt, events }: Certificate,
  timeZone: string,
): IssuedCount | undefined {
  const facts = events[0]?.facts ?? {};
  if (facts.supersedes !== undefined) return undefined;
  const issuedOn = snapshot?.issuedOn ?? dayIn(timeZone, reservedAt);
  const isRecognition = snapshot ? snapshot.award.kind !== 'opportunity' : facts.eligibleSince === undefined;
  if (isRecognition) return { issuerId, issuedOn, waitedDays: null };
  const since = facts.eligibleSince ?? issuedOn;
  const waitedDays = Math.max(0, Math.round((Date.parse(issuedOn) - Date.parse(since)) / DAY_MILLISECONDS));
  return { issuerId, issuedOn, waitedDays };
}

/** Whether a batch counts this certificate together with its chunk, and not the write of its issue. */
export function countsWithChunk({ events }: Certificate, batchId: string | undefined): boolean {
  const [reserved, issued] = events;
  return batchId !== undefined && reserved?.facts.batchId === batchId && issued?.facts.counted === undefined;
}

/** What some new certificates change in the reports. */
export function issuedDeltas(counts: readonly IssuedCount[]): ReportDelta[] {
  return counts.flatMap(({ issuerId, issuedOn: day, waitedDays }) => [
    { issuerId, day, measure: 'certificates' as const, by: 1 },
    waitedDays === null
      ? { issuerId, day, measure: 'recognitions' as const, by: 1 }
      : { issuerId, day, measure: 'eligibleDays' as const, by: waitedDays },
  ]);
}

/** What a revocation changes in the reports: it is counted on its own day, and the issue stays counted on its. */
export function revokedDeltas({ issuerId, revocation, snapshot }: Certificate): ReportDelta[] {
  if (revocation === null || snapshot === null) return [];
  return [{ issuerId, day: dayIn(snapshot.timeZone, revocation.at), measure: 'revocations', by: 1 }];
}
