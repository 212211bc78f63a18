import { type CalendarDate, dayIn, type Instant } from '../calendar-date.ts';
import { type CountryProfile, type Issuer, issuerOf, type Period } from '../issuer.ts';
import { Refusal } from '../refusal.ts';
import type { Timesheet } from './hours.ts';
import type { Opportunity, Track } from './opportunity.ts';
import type { Gender, Volunteer, VolunteerKind } from './volunteer.ts';

/** The approved time for one opportunity within the period of the transcript. */
export interface TranscriptRow {
  readonly titleAr: string;
  readonly titleEn: string;
  readonly track: Track;
  /** The first and the last day with approved time. */
  readonly period: Period;
  readonly minutes: number;
  /** The certificate in force that counts this time, so that a reader can verify it. */
  readonly certificateId: string | null;
}

/** The hours of one issuer. Each issuer attests only the hours in its own ledger. */
export interface TranscriptPart {
  readonly issuer: {
    readonly issuerId: string;
    readonly nameAr: string;
    readonly nameEn: string;
    readonly domain: string;
    readonly logo: string;
  };
  readonly country: CountryProfile;
  /** The day of issue in the issuer's time zone. */
  readonly issuedOn: CalendarDate;
  /** Ordered by first day. */
  readonly rows: readonly TranscriptRow[];
  readonly minutes: number;
}

/**
 * Everything that a transcript prints: the approved hours of the ledger at one instant. A transcript is not a
 * certificate: it has no number and is not stored. Its document is a pure function of this snapshot.
 */
export interface TranscriptSnapshot {
  readonly holder: {
    readonly kind: VolunteerKind;
    readonly gender: Gender;
    readonly nameAr: string;
    readonly nameEn: string;
  };
  readonly period: Period;
  /** One part for each issuer, the one with the most time first. */
  readonly parts: readonly [TranscriptPart, ...TranscriptPart[]];
  readonly minutes: number;
  readonly issuedAt: Instant;
  /** Base URL of the public pages, without a trailing slash. */
  readonly baseUrl: string;
}

/** The records that a transcript is composed from. */
export interface TranscriptSources {
  /** The person's profile with each issuer. The one with the most time gives the name that is printed. */
  readonly volunteers: readonly Volunteer[];
  readonly timesheets: readonly Timesheet[];
  /** The opportunities of all timesheets. */
  readonly opportunities: readonly Opportunity[];
  readonly issuers: ReadonlyMap<string, Issuer>;
  /** IDs of the volunteer's certificates that verify as valid at `now`. */
  readonly certificatesInForce: ReadonlySet<string>;
  readonly period: Period;
  readonly now: Instant;
  readonly baseUrl: string;
}

/**
 * Composes the transcript of a volunteer's approved hours in a period.
 *
 * @throws Refusal TRANSCRIPT_EMPTY when no hours are approved in the period.
 */
export function composeTranscript(sources: TranscriptSources): TranscriptSnapshot {
  const { period, now, baseUrl } = sources;
  const rowsByIssuer = new Map<string, TranscriptRow[]>();
  for (const timesheet of sources.timesheets) {
    const row = rowOf(timesheet, sources);
    if (row === null) continue;
    rowsByIssuer.set(timesheet.issuerId, [...(rowsByIssuer.get(timesheet.issuerId) ?? []), row]);
  }
  const parts = [...rowsByIssuer]
    .map(([issuerId, rows]) => partOf(issuerOf(sources.issuers, issuerId), rows, now))
    .sort((a, b) => b.minutes - a.minutes || compare(a.issuer.issuerId, b.issuer.issuerId));
  const [first, ...rest] = parts;
  if (first === undefined)
    throw new Refusal('TRANSCRIPT_EMPTY', 'No hours are approved in this period.', { ...period });
  const { kind, gender, nameAr, nameEn } = requiredOf(sources.volunteers, first.issuer);
  return {
    // A transcript needs both names, so the name in one script replaces a missing one in the other.
    holder: { kind, gender, nameAr: nameAr || nameEn, nameEn: nameEn || nameAr },
    period,
    parts: [first, ...rest],
    minutes: sum(parts),
    issuedAt: now,
    baseUrl,
  };
}

function rowOf(timesheet: Timesheet, sources: TranscriptSources): TranscriptRow | null {
  const { period, certificatesInForce } = sources;
  const entries = timesheet.entries
    .filter(({ status, date }) => status === 'approved' && date >= period.from && date <= period.to)
    .sort((a, b) => compare(a.date, b.date));
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { titleAr, titleEn, track } = requiredOf(
    sources.opportunities.filter(({ opportunityId }) => opportunityId === timesheet.opportunityId),
    timesheet,
  );
  const certificateId = entries
    .map((entry) => entry.certificateId)
    .find((id) => id !== undefined && certificatesInForce.has(id));
  return {
    titleAr,
    titleEn,
    track,
    period: { from: first.date, to: last.date },
    minutes: sum(entries),
    certificateId: certificateId ?? null,
  };
}

function partOf(issuer: Issuer, rows: readonly TranscriptRow[], now: Instant): TranscriptPart {
  const { issuerId, nameAr, nameEn, domain, logo, country, timeZone } = issuer;
  return {
    issuer: { issuerId, nameAr, nameEn, domain, logo },
    country,
    issuedOn: dayIn(timeZone, now),
    rows: rows.toSorted(
      (a, b) =>
        compare(a.period.from, b.period.from) ||
        compare(a.period.to, b.period.to) ||
        compare(a.titleEn, b.titleEn),
    ),
    minutes: sum(rows),
  };
}

const sum = (times: readonly { readonly minutes: number }[]): number =>
  times.reduce((total, { minutes }) => total + minutes, 0);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Returns the record of an issuer among some of which it has one. */
function requiredOf<T extends { readonly issuerId: string }>(
  records: readonly T[],
  { issuerId }: { readonly issuerId: string },
): T {
  const record = records.find((one) => one.issuerId === issuerId);
  if (record === undefined) throw new Error(`${issuerId} has hours of a record that does not exist`);
  return record;
}
