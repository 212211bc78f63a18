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

export interface ReportDeps {
  readonly reports: ReportRegister;
  readonly catalogue: Pick<OpportunityCatalogue, 'list'>;
  readonly ledger: Pick<HoursLedger, 'volunteersOf' | 'timesheets' | 'volunteers'>;
}

export type IssuerReport = Pick<Issuer, 'issuerId' | 'nameAr' | 'nameEn'> & Figures;

export interface Report extends Figures {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly issuers: readonly IssuerReport[];
}

/** Sheets that are read one by one to count the volunteers between two arbitrary days, at most. */
const MOST_TIMESHEETS = 20_000;
const KEYS_AT_ONCE = 100;
const REQUESTS_AT_ONCE = 16;
/** An opportunity that ends later than this after the period's end, in days, didn't begin in it. */
const LONGEST_OPPORTUNITY_DAYS = 3_660;

/**
 * What issuers did in a period. Of a month, half-year or year everything is read from counters: two reads an issuer,
 * whatever the size of the ledger. Between other days the volunteers are counted from the sheets of the
 * opportunities that ran, because people who came in two months are not two people.
 */
export async function report(
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
  const known = counted.flatMap(({ volunteers }) => volunteers ?? []);
  const sums = sumOf(
    counted.map((one) => one.sums),
    DAILY_MEASURES,
  );
  const volunteers = known.length === counted.length ? sumOf(known, DISTINCT_MEASURES) : null;
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
      .filter((figures) => counted.length === 1 || didSomething(figures)),
  };
}

const didSomething = ({ opportunities, minutes, certificates, revocations }: Figures) =>
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

/** Reads the sheets of every opportunity that ran in the period: a read for each volunteer and opportunity. */
async function countVolunteers(
  issuerId: string,
  from: CalendarDate,
  to: CalendarDate,
  { catalogue, ledger }: ReportDeps,
): Promise<VolunteerCounts | null> {
  const places: { volunteerId: string; opportunityId: string }[] = [];
  const until = daysAfter(to, LONGEST_OPPORTUNITY_DAYS);
  for await (const { opportunityId, startsOn } of pages((cursor) =>
    catalogue.list({ issuerIds: [issuerId], from, to: until }, { limit: 200, cursor }),
  )) {
    if (startsOn > to) continue;
    for await (const volunteerId of pages((cursor) =>
      ledger.volunteersOf(opportunityId, { limit: 200, cursor }),
    ))
      places.push({ volunteerId, opportunityId });
    if (places.length > MOST_TIMESHEETS) return null;
  }
  const present = new Set<string>();
  const within = (date: CalendarDate) => date >= from && date <= to;
  for (const some of chunksOf(chunksOf(places, KEYS_AT_ONCE), REQUESTS_AT_ONCE))
    for (const timesheet of (await Promise.all(some.map((keys) => ledger.timesheets(keys)))).flat())
      if (timesheet.entries.some(({ status, date }) => status === 'approved' && within(date)))
        present.add(timesheet.volunteerId);
  const counts = { volunteers: 0, volunteers_male: 0, volunteers_female: 0, volunteers_unspecified: 0 };
  for (const some of chunksOf(chunksOf([...present], KEYS_AT_ONCE), REQUESTS_AT_ONCE))
    for (const { gender } of (await Promise.all(some.map((ids) => ledger.volunteers(ids)))).flat()) {
      counts.volunteers += 1;
      counts[`volunteers_${gender}`] += 1;
    }
  return counts;
}

async function* pages<T>(
  read: (cursor: string | undefined) => Promise<{ items: readonly T[]; cursor: string | null }>,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.items;
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
}
