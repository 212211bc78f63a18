import { type CalendarDate, DAY_MS, dayIn, daysAfter } from '../calendar-date.ts';
import type { Certificate, Evidence } from '../certificate/certificate.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import { type Counter, counterOf, isSameCounter } from './counter.ts';
import type { ReportDelta } from './report-delta.ts';

/** What a newly issued certificate adds to its issuer's report. */
export interface IssuedCount {
  readonly issuerId: string;
  readonly issuedOn: CalendarDate;
  /** Days from eligibility to issue, 0 on the same day; null for a recognition, which has no waiting time. */
  readonly waitedDays: number | null;
}

/**
 * Returns the day a volunteer became eligible: the day after the opportunity's last day, or the day on which the last
 * of the counted entries was approved, whichever is later.
 */
export function eligibleSince(
  { endsOn }: Pick<Opportunity, 'endsOn'>,
  evidence: readonly Evidence[],
  timeZone: string,
): CalendarDate {
  const lastDecision =
    evidence
      .map(({ approval }) => approval.at)
      .toSorted()
      .at(-1) ?? '';
  const first = daysAfter(endsOn, 1);
  if (lastDecision === '') return first;
  const approvedOn = dayIn(timeZone, lastDecision);
  if (approvedOn < first) return first;
  return approvedOn;
}

/**
 * Returns what a certificate adds to the reports, from its snapshot and its first event. Returns undefined for a
 * corrected certificate, because the one it replaces was counted. A certificate erased before it was counted still
 * counts, by its first event alone, on the day of its reservation in `timeZone`.
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
  const waitedDays = Math.max(0, Math.round((Date.parse(issuedOn) - Date.parse(since)) / DAY_MS));
  return { issuerId, issuedOn, waitedDays };
}

/**
 * Returns whether a batch counts a certificate when it records the chunk: the batch reserved it, and the write that
 * issued it did not count it (it does when another process issued it).
 */
export function countsWithChunk(certificate: Certificate, counter: Counter): boolean {
  const issued = certificate.events[1];
  return (
    counter.kind === 'batch' &&
    isSameCounter(counterOf(certificate), counter) &&
    issued?.facts.counted === undefined
  );
}

/** Returns the counter changes for newly issued certificates. */
export function issuedDeltas(counts: readonly IssuedCount[]): ReportDelta[] {
  return counts.flatMap(({ issuerId, issuedOn: day, waitedDays }) => [
    { issuerId, day, measure: 'certificates' as const, by: 1 },
    waitedDays === null
      ? { issuerId, day, measure: 'recognitions' as const, by: 1 }
      : { issuerId, day, measure: 'eligibleDays' as const, by: waitedDays },
  ]);
}

/** Returns the counter changes for a revocation, on the day of the revocation. The issue itself stays counted. */
export function revokedDeltas({ issuerId, revocation, snapshot }: Certificate): ReportDelta[] {
  if (revocation === null || snapshot === null) return [];
  return [{ issuerId, day: dayIn(snapshot.timeZone, revocation.at), measure: 'revocations', by: 1 }];
}
