import { type CalendarDate, daysAfter } from '../calendar-date.ts';
import { TRACKS, type Track } from '../hours/opportunity.ts';
import type { Gender } from '../hours/volunteer.ts';
import { type DailyMeasure, type Month, monthOf, type VolunteersOfMonth } from './report-delta.ts';

/** The figures of an issuer for a period, as health clusters publish them. */
export interface Figures {
  /** Opportunities that ended in the period. */
  readonly opportunities: Readonly<Record<Track | 'total', number>>;
  /** Volunteers with approved hours in the period; null where `uncounted` says why. */
  readonly volunteers: Readonly<Record<Gender | 'total', number>> | null;
  /** Why the volunteers are not counted, and what is known of their number; null where they are counted. */
  readonly uncounted: Uncounted | null;
  /** Approved minutes. */
  readonly minutes: number;
  readonly hours: number;
  readonly beneficiaries: number;
  /** Certificates issued in the period, including recognitions. Replacements are not counted again. */
  readonly certificates: number;
  /** Those of the certificates that are recognitions. */
  readonly recognitions: number;
  /** Certificates revoked in the period, whenever they were issued. `certificates` still includes them. */
  readonly revocations: number;
  /** Average days from eligibility to issue, recognitions excluded; null where there are no others. */
  readonly averageDaysToCertificate: number | null;
  readonly reconciliation: Readonly<Record<'opportunities' | 'volunteers', Reconciliation>>;
}

/**
 * The volunteers of a period that begins or ends within a month, of an issuer with too many to count them one by one.
 * Those of whole months are always counted.
 */
export interface Uncounted {
  readonly reason: 'PARTS_OF_MONTHS';
  /** Volunteers of the whole months in the period, if it has any. */
  readonly atLeast: number;
  /** Volunteers of all months that the period reaches into. */
  readonly atMost: number;
  /** The first and last day of the whole months for which a report counts them. */
  readonly wholeMonths: { readonly from: CalendarDate; readonly to: CalendarDate };
}

/** A comparison of a figure with the sum of its parts. */
export interface Reconciliation {
  readonly total: number;
  readonly parts: number;
  /** `total - parts`; 0 if they reconcile. */
  readonly difference: number;
  /** The part for which no value was given. */
  readonly unspecified: number;
  /** As an equation: `8,974 male + 4,061 female + 39 unspecified = 13,074`. */
  readonly line: string;
}

export const GENDERS = ['male', 'female', 'unspecified'] as const;

export type DailySums = Readonly<Record<DailyMeasure, number>>;
export type VolunteerCounts = Readonly<Record<Gender, number>>;

/** Returns the figures of an issuer's counters. */
export function figuresOf(sums: DailySums, volunteers: VolunteerCounts | Uncounted): Figures {
  const opportunities = {
    total: sums.opportunities,
    therapeutic: sums.opportunities_therapeutic,
    preventive: sums.opportunities_preventive,
    support: sums.opportunities_support,
    research: sums.opportunities_research,
  };
  const uncounted = 'reason' in volunteers ? volunteers : null;
  const people =
    'reason' in volunteers
      ? null
      : { total: GENDERS.reduce((sum, gender) => sum + volunteers[gender], 0), ...volunteers };
  const opportunityCertificates = sums.certificates - sums.recognitions;
  return {
    opportunities,
    volunteers: people,
    uncounted,
    minutes: sums.minutes,
    hours: Math.round((sums.minutes / 60) * 100) / 100,
    beneficiaries: sums.beneficiaries,
    certificates: sums.certificates,
    recognitions: sums.recognitions,
    revocations: sums.revocations,
    averageDaysToCertificate:
      opportunityCertificates === 0
        ? null
        : Math.round((sums.eligibleDays / opportunityCertificates) * 10) / 10,
    reconciliation: {
      opportunities: reconcile(opportunities.total, TRACKS, opportunities, 0),
      volunteers: {
        ...reconcile(people?.total ?? 0, GENDERS, people, people?.unspecified ?? 0),
        ...(uncounted ? { line: uncountedLine(uncounted) } : {}),
      },
    },
  };
}

/** Returns in words that the volunteers of a period are not counted. */
export const uncountedLine = ({ atLeast, atMost, wholeMonths: { from, to } }: Uncounted): string =>
  `volunteers are not counted for parts of months: between ${atLeast.toLocaleString('en-US')} and ` +
  `${atMost.toLocaleString('en-US')}; ask for ${from} to ${to}`;

function reconcile<P extends string>(
  total: number,
  names: readonly P[],
  values: Readonly<Record<P, number>> | null,
  unspecified: number,
): Reconciliation {
  const parts = names.reduce((sum, name) => sum + (values?.[name] ?? 0), 0);
  const line = reconciliationLine(
    total,
    names.map((name) => ({ name, value: values?.[name] ?? 0 })),
    ENGLISH_DIFFERENCE,
  );
  return { total, parts, difference: total - parts, unspecified, line };
}

/** The words of a language for a sum of parts that is less or more than the total. */
export interface DifferenceWords {
  readonly shortOf: (by: string, whole: string) => string;
  readonly moreThan: (by: string, whole: string) => string;
}

export const ENGLISH_DIFFERENCE: DifferenceWords = {
  shortOf: (by, whole) => `, ${by} short of ${whole}`,
  moreThan: (by, whole) => `, ${by} more than ${whole}`,
};

/** Returns the sum of the parts as an equation; names the difference if it isn't the total. */
export function reconciliationLine(
  total: number,
  parts: readonly { readonly name: string; readonly value: number }[],
  words: DifferenceWords,
): string {
  const formatted = (value: number) => value.toLocaleString('en-US');
  const sum = parts.reduce((whole, { value }) => whole + value, 0);
  const list = parts
    .filter(({ value }) => value !== 0)
    .map(({ name, value }) => `${formatted(value)} ${name}`);
  const equation = `${list.length === 0 ? '0' : list.join(' + ')} = ${formatted(sum)}`;
  if (sum === total) return equation;
  const by = formatted(Math.abs(total - sum));
  const whole = formatted(total);
  return equation + (total > sum ? words.shortOf(by, whole) : words.moreThan(by, whole));
}

/** Returns the sums of several issuers' counters. A volunteer of two issuers counts twice. */
export function sumOf<M extends string>(
  records: readonly Readonly<Record<M, number>>[],
  names: readonly M[],
): Record<M, number> {
  return Object.fromEntries(
    names.map((name) => [name, records.reduce((sum, record) => sum + record[name], 0)]),
  ) as Record<M, number>;
}

/** Some whole months, both included. */
export interface MonthRange {
  readonly first: Month;
  readonly last: Month;
}

/** Returns the months that a period reaches into. */
export const monthsTouched = (from: CalendarDate, to: CalendarDate): MonthRange => ({
  first: monthOf(from),
  last: monthOf(to),
});

/** Returns the months that are whole in a period; undefined if none is. */
export function monthsWithin(from: CalendarDate, to: CalendarDate): MonthRange | undefined {
  const first = from.endsWith('-01') ? monthOf(from) : monthAfter(monthOf(from));
  const next = daysAfter(to, 1);
  const last = next.endsWith('-01') ? monthOf(to) : monthOf(daysAfter(`${monthOf(to)}-01`, -1));
  return first <= last ? { first, last } : undefined;
}

/** Returns the first and the last day of some months. */
export const daysOf = ({ first, last }: MonthRange) => ({
  from: `${first}-01`,
  to: daysAfter(`${monthAfter(last)}-01`, -1),
});

const monthAfter = (month: Month): Month => monthOf(daysAfter(`${month}-01`, 31));

/**
 * Returns the volunteers of some whole months, each counted once, from the counters of at least these months. It counts
 * each in their first month of the range.
 */
export function volunteersOfMonths(
  counters: readonly (VolunteersOfMonth & { readonly count: number })[],
  { first, last }: MonthRange,
): VolunteerCounts {
  const counts = { male: 0, female: 0, unspecified: 0 };
  for (const { month, gender, monthBefore, count } of counters)
    if (month >= first && month <= last && (monthBefore === null || monthBefore < first))
      counts[gender] += count;
  return counts;
}
