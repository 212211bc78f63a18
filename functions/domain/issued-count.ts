import { type CalendarDate, dayIn, daysAfter } from './calendar-date.ts';
import type { Certificate, Evidence } from './certificate.ts';
import type { HoursEntry } from './hours.ts';
import type { Opportunity } from './opportunity.ts';
import type { ReportDelta } from './report-delta.ts';

/** What a new certificate adds to its issuer's report. */
export interface IssuedCount {
  readonly issuerId: string;
  readonly issuedOn: CalendarDate;
  /** From the day the holder became eligible; 0 on the same day. */
  readonly waitedDays: number;
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
  const decidedOn = entries.flatMap(({ entryId, decidedAt }) =>
    decidedAt !== undefined && counted.has(entryId) ? dayIn(timeZone, decidedAt) : [],
  );
  const first = daysAfter(endsOn, 1);
  return [first, ...decidedOn].sort().at(-1) ?? first;
}

/** Reads the count off a certificate; its first event says since when the holder was eligible. */
export function issuedCountOf({ snapshot, events }: Certificate): IssuedCount | undefined {
  const since = events[0]?.facts.eligibleSince;
  if (snapshot === null || since === undefined) return undefined;
  const [issuer] = snapshot.issuers;
  const { issuedOn } = snapshot;
  const waitedDays = Math.max(0, Math.round((Date.parse(issuedOn) - Date.parse(since)) / DAY_MILLISECONDS));
  return { issuerId: issuer.issuerId, issuedOn, waitedDays };
}

/** What some new certificates change in the reports. */
export function issuedDeltas(counts: readonly IssuedCount[]): ReportDelta[] {
  return counts.flatMap(({ issuerId, issuedOn, waitedDays }) => [
    { issuerId, day: issuedOn, measure: 'certificates' as const, by: 1 },
    { issuerId, day: issuedOn, measure: 'eligibleDays' as const, by: waitedDays },
  ]);
}
