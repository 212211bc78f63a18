import { type CalendarDate, dayIn, type Instant } from '../calendar-date.ts';
import type { CountryProfile, Issuer, Period } from '../issuer.ts';
import { Refusal } from '../refusal.ts';
import type { Timesheet } from './hours.ts';
import type { Opportunity, Track } from './opportunity.ts';
import type { Gender, Volunteer, VolunteerKind } from './volunteer.ts';

/** Approved time for one opportunity within the letter's period. */
export interface TranscriptRow {
  readonly titleAr: string;
  readonly titleEn: string;
  readonly track: Track;
  /** The first and the last day with approved time. */
  readonly period: Period;
  readonly minutes: number;
  /** The certificate in force that counts this time, by which a reader can verify it. */
  readonly certificateId: string | null;
}

/** What one issuer's ledger holds: each issuer speaks for its own hours only. */
export interface TranscriptPart {
  readonly issuer: {
    readonly issuerId: string;
    readonly nameAr: string;
    readonly nameEn: string;
    readonly domain: string;
    readonly logo: string;
  };
  readonly country: CountryProfile;
  /** The day of the statement, by the issuer's own clock. */
  readonly issuedOn: CalendarDate;
  /** By first day. */
  readonly rows: readonly TranscriptRow[];
  readonly minutes: number;
}

/**
 * Everything a letter of hours prints: what the ledger held as approved on one day. It is no certificate, has no
 * number and is not kept; the document is a pure function of it.
 */
export interface TranscriptSnapshot {
  readonly holder: {
    readonly kind: VolunteerKind;
    readonly gender: Gender;
    readonly nameAr: string;
    readonly nameEn: string;
  };
  readonly period: Period;
  /** The issuer with the most time first. */
  readonly parts: readonly [TranscriptPart, ...TranscriptPart[]];
  readonly minutes: number;
  readonly issuedAt: Instant;
  /** Public base address, without a slash at the end. */
  readonly baseUrl: string;
}

export interface TranscriptSources {
  readonly volunteer: Volunteer;
  readonly timesheets: readonly Timesheet[];
  /** Those of all sheets, by ID. */
  readonly opportunities: ReadonlyMap<string, Opportunity>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  /** IDs of the volunteer's certificates that a verification would call valid. */
  readonly certificatesInForce: ReadonlySet<string>;
  readonly period: Period;
  readonly now: Instant;
  readonly baseUrl: string;
}

/** The letter of a volunteer's approved hours in a period; refuses `TRANSCRIPT_EMPTY` where there are none. */
export function composeTranscript(sources: TranscriptSources): TranscriptSnapshot {
  const { volunteer, period, now, baseUrl } = sources;
  const rowsOf = new Map<string, TranscriptRow[]>();
  for (const timesheet of sources.timesheets) {
    const row = rowOf(timesheet, sources);
    if (row === null) continue;
    rowsOf.set(timesheet.issuerId, [...(rowsOf.get(timesheet.issuerId) ?? []), row]);
  }
  const parts = [...rowsOf]
    .map(([issuerId, rows]) => partOf(found(sources.issuers, issuerId), rows, now))
    .sort((a, b) => b.minutes - a.minutes || compare(a.issuer.issuerId, b.issuer.issuerId));
  const [first, ...rest] = parts;
  if (first === undefined)
    throw new Refusal('TRANSCRIPT_EMPTY', 'No hours of yours are approved in this period.', { ...period });
  const { kind, gender, nameAr, nameEn } = volunteer;
  return {
    // A name that is missing in one script stands in for the other: the letter is about somebody.
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
  const { titleAr, titleEn, track } = found(sources.opportunities, timesheet.opportunityId);
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

function found<T>(all: ReadonlyMap<string, T>, id: string): T {
  const one = all.get(id);
  if (one === undefined) throw new Error(`hours are recorded for ${id}, which is not there`);
  return one;
}
