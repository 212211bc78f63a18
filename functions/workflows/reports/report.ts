import { allItems } from '../../domain/all-items.ts';
import { type CalendarDate, daysAfter } from '../../domain/calendar-date.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { ReportRegister } from '../../domain/ports/report-register.ts';
import {
  type Figures,
  figuresOf,
  fixedPeriod,
  sumOf,
  type VolunteerCounts,
} from '../../domain/report/report.ts';
import { DAILY_MEASURES, DISTINCT_MEASURES } from '../../domain/report/report-delta.ts';

/** What `buildReport` needs. */
export interface ReportDeps {
  readonly reports: ReportRegister;
  readonly catalogue: Pick<OpportunityCatalogue, 'list'>;
  readonly ledger: Pick<HoursLedger, 'volunteersOf' | 'timesheets' | 'volunteers'>;
}

/** The figures of one issuer. */
export type IssuerReport = Pick<Issuer, 'issuerId' | 'nameAr' | 'nameEn'> & Figures;

/** The figures of a period: of all issuers together and of each. */
export interface Report extends Figures {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly issuers: readonly IssuerReport[];
}

/** Largest number of timesheets that are read to count the volunteers of an arbitrary period. */
const MOST_TIMESHEETS = 20_000;
const PAGE_SIZE = 200;
const KEYS_PER_REQUEST = 100;
const CONCURRENT_REQUESTS = 16;
/** Longest duration of an opportunity: one that ends later than this after the period's end began after it. */
const LONGEST_OPPORTUNITY_DAYS = 3_660;

/**
 * Builds the report on issuers' activity from `from` to `to`, both included. For a month, half-year or year it reads
 * counters only: two reads per issuer, whatever the size of the ledger. For other periods it counts volunteers from the
 * timesheets of the opportunities that ran, because daily counts of people can't be added up. `volunteers` is null when
 * that takes more than 20,000 timesheets. Of several issuers, those without any activity are left out.
 */
export async function buildReport(
  issuers: readonly Issuer[],
  from: CalendarDate,
  to: CalendarDate,
  deps: ReportDeps,
): Promise<Report> {
  const counted = await Promise.all(
    issuers.map(async (issuer) => ({
      issuer,
      sums: await deps.reports.dailySums(issuer.issuerId, from, to),
      volunteers: await volunteersBetween(issuer.issuerId, from, to, deps),
    })),
  );
  const sums = sumOf(
    counted.map((issuer) => issuer.sums),
    DAILY_MEASURES,
  );
  const volunteerCounts = counted.flatMap(({ volunteers }) => volunteers ?? []);
  const volunteers =
    volunteerCounts.length === counted.length ? sumOf(volunteerCounts, DISTINCT_MEASURES) : null;
  return {
    from,
    to,
    ...figuresOf(sums, volunteers),
    issuers: counted
      .map(({ issuer: { issuerId, nameAr, nameEn }, ...numbers }) => ({
        issuerId,
        nameAr,
        nameEn,
        ...figuresOf(numbers.sums, numbers.volunteers),
      }))
      .filter((figures) => counted.length === 1 || hasActivity(figures)),
  };
}

const hasActivity = ({ opportunities, minutes, certificates, revocations }: Figures) =>
  opportunities.total + minutes + certificates + revocations > 0;

async function volunteersBetween(
  issuerId: string,
  from: CalendarDate,
  to: CalendarDate,
  deps: ReportDeps,
): Promise<VolunteerCounts | null> {
  const period = fixedPeriod(from, to);
  return period === undefined
    ? countVolunteers(issuerId, from, to, deps)
    : deps.reports.volunteerCounts(issuerId, period);
}

/**
 * Counts the volunteers with approved hours in the period from their timesheets. Returns null when there are more than
 * `MOST_TIMESHEETS`.
 */
async function countVolunteers(
  issuerId: string,
  from: CalendarDate,
  to: CalendarDate,
  deps: ReportDeps,
): Promise<VolunteerCounts | null> {
  const keys = await timesheetKeys(issuerId, from, to, deps);
  if (keys === null) return null;
  const volunteerIds = new Set<string>();
  const within = (date: CalendarDate) => date >= from && date <= to;
  for await (const { volunteerId, entries } of readConcurrently(keys, (some) => deps.ledger.timesheets(some)))
    if (entries.some(({ status, date }) => status === 'approved' && within(date)))
      volunteerIds.add(volunteerId);
  const counts = { volunteers: 0, volunteers_male: 0, volunteers_female: 0, volunteers_unspecified: 0 };
  for await (const { gender } of readConcurrently([...volunteerIds], (ids) => deps.ledger.volunteers(ids))) {
    counts.volunteers += 1;
    counts[`volunteers_${gender}`] += 1;
  }
  return counts;
}

/** Returns the keys of the timesheets of every opportunity that ran in the period; null when there are too many. */
async function timesheetKeys(
  issuerId: string,
  from: CalendarDate,
  to: CalendarDate,
  { catalogue, ledger }: ReportDeps,
): Promise<{ volunteerId: string; opportunityId: string }[] | null> {
  const keys: { volunteerId: string; opportunityId: string }[] = [];
  const until = daysAfter(to, LONGEST_OPPORTUNITY_DAYS);
  for await (const { opportunityId, startsOn } of allItems((cursor) =>
    catalogue.list({ issuerIds: [issuerId], from, to: until }, { limit: PAGE_SIZE, cursor }),
  )) {
    if (startsOn > to) continue;
    for await (const volunteerId of allItems((cursor) =>
      ledger.volunteersOf(opportunityId, { limit: PAGE_SIZE, cursor }),
    ))
      keys.push({ volunteerId, opportunityId });
    if (keys.length > MOST_TIMESHEETS) return null;
  }
  return keys;
}

/** Reads items by their keys, several requests at a time. */
async function* readConcurrently<K, T>(
  keys: readonly K[],
  read: (keys: readonly K[]) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  for (const requests of chunksOf(chunksOf(keys, KEYS_PER_REQUEST), CONCURRENT_REQUESTS))
    for (const items of await Promise.all(requests.map(read))) yield* items;
}
