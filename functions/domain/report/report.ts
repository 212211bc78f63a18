import { type CalendarDate, daysAfter } from '../calendar-date.ts';
import { TRACKS, type Track } from '../hours/opportunity.ts';
import type { Gender } from '../hours/volunteer.ts';
import type { DailyMeasure, DistinctMeasure, FixedPeriod } from './report-delta.ts';

/** The figures of one issuer and period, in the shape the clusters publish. */
export interface Figures {
  /** Opportunities that ended in the period. */
  readonly opportunities: Readonly<Record<Track | 'total', number>>;
  /** Volunteers with approved hours in the period; null where there were too many to count one by one. */
  readonly volunteers: Readonly<Record<Gender | 'total', number>> | null;
  /** Approved. */
  readonly minutes: number;
  readonly hours: number;
  readonly beneficiaries: number;
  /** Issued in the period, recognitions among them; a corrected one isn't counted again. */
  readonly certificates: number;
  /** Of the certificates, those of a year or a milestone. */
  readonly recognitions: number;
  /** Revoked in the period, whenever they were issued; not taken off the certificates. */
  readonly revocations: number;
  /** From the day somebody became eligible to the day of their certificate; null without any but recognitions. */
  readonly averageDaysToCertificate: number | null;
  readonly reconciliation: Readonly<Record<'opportunities' | 'volunteers', Reconciliation>>;
}

/** Whether the parts of a figure sum to the whole, and by how much they don't. */
export interface Reconciliation {
  readonly total: number;
  readonly parts: number;
  /** The whole less its parts: zero where they reconcile. */
  readonly difference: number;
  /** Of the parts, those of which nothing is known. */
  readonly unspecified: number;
  /** As a sentence of numbers: `8,974 male + 4,061 female + 39 unspecified = 13,074`. */
  readonly line: string;
}

export const GENDERS = ['male', 'female', 'unspecified'] as const;

export type DailySums = Readonly<Record<DailyMeasure, number>>;
export type VolunteerCounts = Readonly<Record<DistinctMeasure, number>>;

/** Makes figures of an issuer's counters. */
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
  const awaited = sums.certificates - sums.recognitions;
  return {
    opportunities,
    volunteers: people,
    minutes: sums.minutes,
    hours: Math.round((sums.minutes / 60) * 100) / 100,
    beneficiaries: sums.beneficiaries,
    certificates: sums.certificates,
    recognitions: sums.recognitions,
    revocations: sums.revocations,
    averageDaysToCertificate: awaited === 0 ? null : Math.round((sums.eligibleDays / awaited) * 10) / 10,
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

/** How a language goes on after a sum of parts that is by some less or more than the whole. */
export interface DifferenceWords {
  readonly shortOf: (by: string, whole: string) => string;
  readonly moreThan: (by: string, whole: string) => string;
}

export const ENGLISH_DIFFERENCE: DifferenceWords = {
  shortOf: (by, whole) => `, ${by} short of ${whole}`,
  moreThan: (by, whole) => `, ${by} more than ${whole}`,
};

/** Parts that sum to a whole or don't, as a sentence of numbers. */
export function reconciliationLine(
  total: number,
  parts: readonly { readonly name: string; readonly value: number }[],
  words: DifferenceWords,
): string {
  const said = (value: number) => value.toLocaleString('en-US');
  const sum = parts.reduce((whole, { value }) => whole + value, 0);
  const list = parts.filter(({ value }) => value !== 0).map(({ name, value }) => `${said(value)} ${name}`);
  const equation = `${list.length === 0 ? '0' : list.join(' + ')} = ${said(sum)}`;
  if (sum === total) return equation;
  const by = said(Math.abs(total - sum));
  const whole = said(total);
  return equation + (total > sum ? words.shortOf(by, whole) : words.moreThan(by, whole));
}

/** Counters of several issuers together; a volunteer of two issuers counts with each. */
export function sumOf<M extends string>(
  records: readonly Readonly<Record<M, number>>[],
  names: readonly M[],
): Record<M, number> {
  return Object.fromEntries(
    names.map((name) => [name, records.reduce((sum, record) => sum + record[name], 0)]),
  ) as Record<M, number>;
}

/** The fixed period that two days enclose exactly: a month, half-year or year. */
export function fixedPeriod(from: CalendarDate, to: CalendarDate): FixedPeriod | undefined {
  const year = from.slice(0, 4);
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year;
  if (from === `${year}-01-01` && to === `${year}-06-30`) return `${year}-H1`;
  if (from === `${year}-07-01` && to === `${year}-12-31`) return `${year}-H2`;
  const month = from.slice(0, 7);
  const endsMonth = daysAfter(to, 1).slice(8) === '01';
  return from === `${month}-01` && to.startsWith(month) && endsMonth ? month : undefined;
}
