import { type CalendarDate, dayIn, type Instant } from '../calendar-date.ts';
import type { Evidence } from '../certificate/certificate.ts';
import { conflictsOf, flagHours, flagOfEntry } from '../hours/flag-hours.ts';
import type { HoursEntry, Timesheet } from '../hours/hours.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import { countable } from '../hours/suspend-entries.ts';
import type { Volunteer } from '../hours/volunteer.ts';
import type { Issuer } from '../issuer.ts';
import type { UnprintedCharacter } from '../wording/printed-text.ts';
import { isMinor } from './age.ts';
import type { IneligibilityReason, Verdict } from './eligibility.ts';

/**
 * Returns the first character of a name that the design's fonts can't print, if there is one.
 * The name must have passed `readName`.
 */
export type FindUnprintable = (field: 'nameAr' | 'nameEn', name: string) => UnprintedCharacter | undefined;

/** Everything that the verdict on an opportunity's award depends on. */
export interface EligibilityQuestion {
  readonly volunteer: Volunteer | undefined;
  /** All timesheets of the volunteer: hours for different opportunities may conflict. */
  readonly timesheets: readonly Timesheet[];
  readonly opportunity: Opportunity | undefined;
  readonly issuer: Pick<Issuer, 'timeZone' | 'dailyCapMinutes'>;
  readonly now: Instant;
  readonly findUnprintable: FindUnprintable;
  /** Why nobody gets this certificate: a partner has not agreed, or its design has no room. */
  readonly commonReason?: IneligibilityReason | undefined;
}

/**
 * Returns the verdict on a volunteer's hours for an opportunity: the first reason against it, or the evidence that a
 * certificate claims. Counts approved entries within the opportunity's dates that are not in the future.
 */
export function decideEligibility(question: EligibilityQuestion): Verdict {
  const { volunteer, opportunity, issuer } = question;
  const timesheets = question.timesheets.map(countable);
  const empty = { approvedMinutes: 0, pendingMinutes: 0, flags: [] };
  if (!opportunity) return { ...empty, requiredMinutes: 0, reason: 'OPPORTUNITY_UNKNOWN' };
  if (!volunteer)
    return { ...empty, requiredMinutes: opportunity.requiredMinutes, reason: 'VOLUNTEER_UNKNOWN' };
  const today = dayIn(issuer.timeZone, question.now);
  const timesheet = timesheets.find(({ opportunityId }) => opportunityId === opportunity.opportunityId);
  const counted =
    timesheet?.entries.filter((entry) => flagOfEntry(entry, opportunity, today) === undefined) ?? [];
  const approved = counted.filter(({ status }) => status === 'approved');
  const numbers = {
    approvedMinutes: minutesOf(approved),
    pendingMinutes: minutesOf(counted.filter(({ status }) => status === 'pending')),
    requiredMinutes: opportunity.requiredMinutes,
    flags: timesheet
      ? flagHours(timesheet, timesheets, opportunity, {
          kind: volunteer.kind,
          timeZone: issuer.timeZone,
          dailyCapMinutes: issuer.dailyCapMinutes,
          today,
        })
      : [],
  };
  const reason =
    standingReason(timesheet) ??
    (opportunity.endsOn >= today
      ? ({ reason: 'OPPORTUNITY_NOT_ENDED', endsOn: opportunity.endsOn } as const)
      : undefined) ??
    conflictReason(volunteer, approved, otherApproved(timesheets, timesheet), issuer.timeZone) ??
    shortfall(numbers.approvedMinutes, numbers.pendingMinutes, opportunity.requiredMinutes) ??
    personReason(volunteer, today, question.findUnprintable) ??
    question.commonReason;
  return reason
    ? { ...numbers, ...reason }
    : { ...numbers, reason: 'ELIGIBLE', evidence: evidenceOf(approved) };
}

/** Returns the reason if an award is taken or locked. */
export function standingReason(
  slot: Pick<Timesheet, 'certificateId' | 'locked'> | undefined,
): IneligibilityReason | undefined {
  if (slot?.certificateId) return { reason: 'ALREADY_ISSUED', certificateId: slot.certificateId };
  return slot?.locked ? { reason: 'AWARD_LOCKED' } : undefined;
}

/**
 * Returns the earliest conflict among approved hours, `beside` being those that the award doesn't count. An
 * institution's hours never conflict: they are the sums of its members'.
 */
export function conflictReason(
  volunteer: Volunteer,
  approved: readonly HoursEntry[],
  beside: readonly HoursEntry[],
  timeZone: string,
): IneligibilityReason | undefined {
  if (volunteer.kind === 'institution') return undefined;
  const [conflict] = conflictsOf(approved, beside, timeZone);
  return conflict && { reason: 'HOURS_CONFLICT', date: conflict.date, entryIds: conflict.entryIds };
}

/**
 * Returns the reason if the approved minutes are too few; at least one is required, whatever the opportunity's rule.
 */
export function shortfall(
  approvedMinutes: number,
  pendingMinutes: number,
  requiredMinutes: number,
): IneligibilityReason | undefined {
  const required = Math.max(1, requiredMinutes);
  if (approvedMinutes >= required) return undefined;
  return {
    reason: approvedMinutes + pendingMinutes >= required ? 'HOURS_PENDING' : 'HOURS_INSUFFICIENT',
    missingMinutes: required - approvedMinutes,
  };
}

/** Returns what is missing in the volunteer's record: a guardian's consent, a name, or a printable name. */
export function personReason(
  volunteer: Volunteer,
  today: CalendarDate,
  findUnprintable: FindUnprintable,
): IneligibilityReason | undefined {
  if (isMinor(volunteer.birthDate, today) && volunteer.guardianConsent !== true)
    return { reason: 'CONSENT_MISSING' };
  if (volunteer.nameAr === '') return { reason: 'NAME_MISSING_AR' };
  if (volunteer.nameEn === '') return { reason: 'NAME_MISSING_EN' };
  for (const field of ['nameAr', 'nameEn'] as const) {
    const unprintable = findUnprintable(field, volunteer[field]);
    if (unprintable !== undefined)
      return { reason: 'NAME_NOT_PRINTABLE', field, codePoint: unprintable.codePoint };
  }
  return undefined;
}

/** Returns the entries as evidence, in order of date and ID. */
export function evidenceOf(approved: readonly HoursEntry[]): Evidence[] {
  return approved.map(evidenceOfEntry).sort((a, b) => (a.date + a.entryId < b.date + b.entryId ? -1 : 1));
}

function evidenceOfEntry({ entryId, date, minutes, recorded, row, approval }: HoursEntry): Evidence {
  if (approval === undefined) throw new Error(`Nobody approved the entry ${entryId}, which is approved`);
  return { entryId, date, minutes, recorded, approval, ...(row === undefined ? {} : { row }) };
}

/** Returns the sum of the entries' minutes. */
export const minutesOf = (entries: readonly Pick<HoursEntry, 'minutes'>[]): number =>
  entries.reduce((sum, { minutes }) => sum + minutes, 0);

/** Returns the approved entries of all timesheets but one. */
const otherApproved = (timesheets: readonly Timesheet[], timesheet: Timesheet | undefined) =>
  timesheets
    .filter((other) => other !== timesheet)
    .flatMap(({ entries }) => entries.filter(({ status }) => status === 'approved'));
