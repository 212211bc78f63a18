import { type CalendarDate, daysAfter } from '../calendar-date.ts';
import { TRACKS, type Track } from '../hours/opportunity.ts';
import type { Gender } from '../hours/volunteer.ts';
import type { DailyMeasure, DistinctMeasure, FixedPeriod } from './report-delta.ts';

/** The figures of an issuer for a period, as health clusters publish them. */
export interface Figures {
  /** Opportunities that ended in the period. */
  readonly opportunities: Readonly<Record<Track | 'total', number>>;
  /** Volunteers with approved hours in the period; null if there are too many to count one by one. */
  readonly volunteers: Readonly<Record<Gender | 'total', number>> | null;
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
export type VolunteerCounts = Readonly<Record<DistinctMeasure, number>>;

/** Returns the figures of an issuer's counters. */
export function figuresOf(sums: DailySums, volunteers: VolunteerCounts | null): Figures {
  const opportunities = {
    total: sums.opportunities,
    therapeutic: sums.opportunities_therapeutic,
    preventive: sums.opportunities_preventive,
    support: sums.opportunities_support,
    research: sums.opportunities_research,
  };
  const people = volunteers && {
    total: volunteers.volunteers,
    male: volunteers.volunteers_male,
    female: volunteers.volunteers_female,
    unspecified: volunteers.volunteers_unspecified,
  };
  const opportunityCertificates = sums.certificates - sums.recognitions;
  return {
    opportunities,
    volunteers: people,
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
      volunteers: reconcile(people?.total ?? 0, GENDERS, people, people?.unspecified ?? 0),
    },
  };
}

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

/** Returns the month, half-year or year that begins and ends on these days; undefined if there is none. */
export function fixedPeriod(from: CalendarDate, to: CalendarDate): FixedPeriod | undefined {
  const year = from.slice(0, 4);
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year;
  if (from === `${year}-01-01` && to === `${year}-06-30`) return `${year}-H1`;
  if (from === `${year}-07-01` && to === `${year}-12-31`) return `${year}-H2`;
  const month = from.slice(0, 7);
  const endsMonth = daysAfter(to, 1).slice(8) === '01';
  return from === `${month}-01` && to.startsWith(month) && endsMonth ? month : undefined;
}
