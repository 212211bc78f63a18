import { allItems } from '../../domain/all-items.ts';
import { type CalendarDate, daysAfter } from '../../domain/calendar-date.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import type { TimesheetKey } from '../../domain/hours/hours.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { ReportCounters, ReportRegister } from '../../domain/ports/report-register.ts';
import {
  daysOf,
  type Figures,
  figuresOf,
  GENDERS,
  monthsTouched,
  monthsWithin,
  sumOf,
  type Uncounted,
  type VolunteerCounts,
  volunteersOfMonths,
} from '../../domain/report/report.ts';
import { DAILY_MEASURES } from '../../domain/report/report-delta.ts';

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

/** Most volunteers and timesheets that are read one by one, so that a report takes less than a second. */
const MOST_VOLUNTEERS = 2_000;
const MOST_OPPORTUNITIES = 500;
const PAGE_SIZE = 200;
const KEYS_PER_REQUEST = 100;
const CONCURRENT_REQUESTS = 16;
/** Longest duration of an opportunity: one that ends later than this after the period's end began after it. */
const LONGEST_OPPORTUNITY_DAYS = 3_660;

/**
 * Builds the report on issuers' activity from `from` to `to`, both included, from counters: one query per issuer,
 * whatever the size of the ledger. They count the volunteers of any months. Of a period that begins or ends within a
 * month, volunteers are counted one by one if they are few, because daily counts of people can't be added up; of
 * others the report says between which numbers they are. Of several issuers, those without any activity are left out.
 */
export async function buildReport(
  issuers: readonly Issuer[],
  from: CalendarDate,
  to: CalendarDate,
  deps: ReportDeps,
): Promise<Report> {
  const counted = await Promise.all(
    issuers.map(async (issuer) => {
      const counters = await deps.reports.counters(issuer.issuerId, from, to);
      const volunteers = await volunteersBetween(issuer.issuerId, { from, to }, counters, deps);
      return { issuer, sums: counters.sums, volunteers };
    }),
  );
  const sums = sumOf(
    counted.map((issuer) => issuer.sums),
    DAILY_MEASURES,
  );
  return {
    from,
    to,
    ...figuresOf(sums, allVolunteers(counted.map(({ volunteers }) => volunteers))),
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

/** Returns the volunteers of several issuers together; between which numbers they are if those of one are uncounted. */
function allVolunteers(ofIssuers: readonly (VolunteerCounts | Uncounted)[]): VolunteerCounts | Uncounted {
  const uncounted = ofIssuers.flatMap((one) => ('reason' in one ? [one] : []));
  const counted = ofIssuers.flatMap((one) => ('reason' in one ? [] : [one]));
  const sums = sumOf(counted, GENDERS);
  const [first] = uncounted;
  if (first === undefined) return sums;
  const known = totalOf(sums);
  return {
    ...first,
    atLeast: uncounted.reduce((sum, { atLeast }) => sum + atLeast, known),
    atMost: uncounted.reduce((sum, { atMost }) => sum + atMost, known),
  };
}

const hasActivity = ({ opportunities, minutes, certificates, revocations }: Figures) =>
  opportunities.total + minutes + certificates + revocations > 0;

interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/**
 * Returns the volunteers of a period from the counters of its months. A month of which the period leaves out only days
 * without approved hours is as good as whole, for example the month of today.
 */
async function volunteersBetween(
  issuerId: string,
  { from, to }: Period,
  { volunteers, minutesOutside }: ReportCounters,
  deps: ReportDeps,
): Promise<VolunteerCounts | Uncounted> {
  const touched = monthsTouched(from, to);
  const ofTouched = volunteersOfMonths(volunteers, touched);
  if (minutesOutside.before === 0 && minutesOutside.after === 0) return ofTouched;
  const atMost = totalOf(ofTouched);
  const one = atMost > MOST_VOLUNTEERS ? null : await countVolunteers(issuerId, { from, to }, deps);
  if (one !== null) return one;
  const within = monthsWithin(from, to);
  const atLeast = within === undefined ? 0 : totalOf(volunteersOfMonths(volunteers, within));
  return { reason: 'PARTS_OF_MONTHS', atLeast, atMost, wholeMonths: daysOf(within ?? touched) };
}

const totalOf = (counts: VolunteerCounts): number => GENDERS.reduce((sum, gender) => sum + counts[gender], 0);

/** Counts the volunteers with approved hours in the period from their timesheets. Returns null if they are too many. */
async function countVolunteers(
  issuerId: string,
  period: Period,
  deps: ReportDeps,
): Promise<VolunteerCounts | null> {
  const keys = await timesheetKeys(issuerId, period, deps);
  if (keys === null) return null;
  const volunteerIds = new Set<string>();
  const within = (date: CalendarDate) => date >= period.from && date <= period.to;
  for await (const { volunteerId, entries } of readConcurrently(keys, (some) => deps.ledger.timesheets(some)))
    if (entries.some(({ status, date }) => status === 'approved' && within(date)))
      volunteerIds.add(volunteerId);
  const counts = { male: 0, female: 0, unspecified: 0 };
  for await (const { gender } of readConcurrently([...volunteerIds], (ids) =>
    deps.ledger.volunteers(ids.map((id) => ({ issuerId, volunteerId: id }))),
  ))
    counts[gender] += 1;
  return counts;
}

/** Returns the keys of the timesheets of every opportunity that ran in the period; null if they are too many. */
async function timesheetKeys(
  issuerId: string,
  { from, to }: Period,
  { catalogue, ledger }: ReportDeps,
): Promise<TimesheetKey[] | null> {
  const opportunityIds: string[] = [];
  const until = daysAfter(to, LONGEST_OPPORTUNITY_DAYS);
  for await (const { opportunityId, startsOn } of allItems((cursor) =>
    catalogue.list({ issuerIds: [issuerId], from, to: until }, { limit: PAGE_SIZE, cursor }),
  ))
    if (startsOn <= to && opportunityIds.push(opportunityId) > MOST_OPPORTUNITIES) return null;
  const keys: TimesheetKey[] = [];
  for (const some of chunksOf(opportunityIds, CONCURRENT_REQUESTS)) {
    const found = some.map(async (opportunityId) => {
      for await (const volunteerId of allItems((cursor) =>
        ledger.volunteersOf({ issuerId, opportunityId }, { limit: PAGE_SIZE, cursor }),
      ))
        if (keys.push({ issuerId, volunteerId, opportunityId }) > MOST_VOLUNTEERS) return;
    });
    await Promise.all(found);
    if (keys.length > MOST_VOLUNTEERS) return null;
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
