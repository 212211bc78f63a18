import { type CalendarDate, dayIn, type Instant } from '../calendar-date.ts';
import type { Award } from '../certificate/certificate.ts';
import type { HoursEntry, Timesheet } from '../hours/hours.ts';
import { countable } from '../hours/suspend-entries.ts';
import type { Volunteer } from '../hours/volunteer.ts';
import type { Issuer } from '../issuer.ts';
import type { RecognitionSlot } from '../ports/hours-ledger.ts';
import {
  conflictReason,
  evidenceOf,
  type FindUnprintable,
  minutesOf,
  personReason,
  shortfall,
  standingReason,
} from './decide-eligibility.ts';
import type { IneligibilityReason, Verdict } from './eligibility.ts';

/** An award for the hours with an issuer over all its opportunities. It cites hours and doesn't claim them. */
export type Recognition = Exclude<Award, { kind: 'opportunity' }>;

/** Hours with an issuer for which a volunteer is recognised. */
export const MILESTONE_HOURS = [50, 100, 500] as const;

/** Returns the name of a recognition's slot among its issuer's, which at most one certificate in force holds. */
export function recognitionSlot(award: Recognition): string {
  return award.kind === 'annual' ? `annual#${award.year}` : `milestone#${award.hours}`;
}

/** Everything that the verdict on a recognition depends on. */
export interface RecognitionQuestion {
  readonly award: Recognition;
  readonly volunteer: Volunteer | undefined;
  readonly timesheets: readonly Timesheet[];
  readonly recognitions: readonly RecognitionSlot[];
  readonly issuer: Pick<Issuer, 'timeZone'>;
  readonly now: Instant;
  readonly findUnprintable: FindUnprintable;
  /** Why the certificate's design could not print it for anybody. */
  readonly roomReason: IneligibilityReason | undefined;
}

/**
 * Returns the verdict on a recognition. An annual one counts all approved hours of a year that is over. A milestone
 * cites the first approved hours that reach it, in order of date, so that later hours don't change it.
 */
export function decideRecognition(question: RecognitionQuestion): Verdict {
  const { award, volunteer, issuer } = question;
  const timesheets = question.timesheets.map(countable);
  const requiredMinutes = award.kind === 'annual' ? 1 : award.hours * 60;
  const none = { approvedMinutes: 0, pendingMinutes: 0, requiredMinutes, flags: [] };
  if (!volunteer) return { ...none, reason: 'VOLUNTEER_UNKNOWN' };
  const today = dayIn(issuer.timeZone, question.now);
  const cited = citable(timesheets, award, today);
  const approved = cited.filter(({ status }) => status === 'approved');
  const numbers = {
    approvedMinutes: minutesOf(approved),
    pendingMinutes: minutesOf(cited.filter(({ status }) => status === 'pending')),
    requiredMinutes,
    flags: [],
  };
  const evidence = award.kind === 'annual' ? approved : firstToReach(approved, requiredMinutes);
  const beside = timesheets
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.status === 'approved' && !evidence.includes(entry));
  const reason =
    standingReason(question.recognitions.find(({ slot }) => slot === recognitionSlot(award))) ??
    periodReason(award, today) ??
    conflictReason(volunteer, evidence, beside, issuer.timeZone) ??
    shortfall(numbers.approvedMinutes, numbers.pendingMinutes, requiredMinutes) ??
    personReason(volunteer, today, question.findUnprintable) ??
    question.roomReason;
  return reason
    ? { ...numbers, ...reason }
    : { ...numbers, reason: 'ELIGIBLE', evidence: evidenceOf(evidence) };
}

/** Returns the entries with the issuer that a recognition may count, in order of date and ID. */
function citable(timesheets: readonly Timesheet[], award: Recognition, today: CalendarDate): HoursEntry[] {
  return timesheets
    .filter(({ issuerId }) => issuerId === award.issuerId)
    .flatMap(({ entries }) => entries)
    .filter(({ minutes, date }) => minutes > 0 && date <= today)
    .filter(({ date }) => award.kind === 'milestone' || date.startsWith(`${award.year}-`))
    .sort((a, b) => (a.date + a.entryId < b.date + b.entryId ? -1 : 1));
}

/** Returns the first entries whose sum reaches `minutes`, or all. */
function firstToReach(approved: readonly HoursEntry[], minutes: number): HoursEntry[] {
  let sum = 0;
  return approved.filter((entry) => {
    if (sum >= minutes) return false;
    sum += entry.minutes;
    return true;
  });
}

/** Returns the reason if the year of an annual recognition is not over. */
function periodReason(award: Recognition, today: CalendarDate): IneligibilityReason | undefined {
  if (award.kind === 'milestone') return undefined;
  const endsOn = `${award.year}-12-31`;
  return endsOn >= today ? { reason: 'PERIOD_NOT_ENDED', endsOn } : undefined;
}
