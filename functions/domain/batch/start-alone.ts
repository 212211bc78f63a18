import { type CalendarDate, dayIn, type Instant } from '../calendar-date.ts';
import { type Issuer, issuerOf } from '../issuer.ts';
import type { Batch } from './batch.ts';

/** Certificates that a batch issues for an issuer without a second person, on a day of the issuer's time zone. */
export interface StartAlone {
  readonly issuerId: string;
  readonly day: CalendarDate;
  readonly certificates: number;
}

/** Returns what a batch that a decision has just started issues without a second person; empty for any other. */
export function startsAlone(
  { state, run, approvedBy, plan }: Batch,
  issuers: ReadonlyMap<string, Issuer>,
  now: Instant,
): StartAlone[] {
  if (state !== 'running' || run !== 1 || approvedBy !== null || plan === null) return [];
  return Object.entries(plan.eligibleOf).map(([issuerId, certificates]) => ({
    issuerId,
    day: dayIn(issuerOf(issuers, issuerId).timeZone, now),
    certificates,
  }));
}
