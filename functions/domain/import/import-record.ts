import type { CalendarDate } from '../calendar-date.ts';
import type { EntryStatus } from '../hours/hours.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import type { Volunteer } from '../hours/volunteer.ts';

/**
 * An hours entry as written in a file. `start` and `end` are times of day in the issuer's time zone; `endDay` is the day
 * of the end where the file says it.
 */
export interface HoursRow {
  readonly entryId: string;
  readonly volunteerId: string;
  readonly opportunityId: string;
  readonly date: CalendarDate;
  readonly worked:
    | { readonly minutes: number }
    | { readonly start: string; readonly end: string; readonly endDay?: CalendarDate };
  readonly status: EntryStatus;
  readonly approvedBy: string;
}

/** A profile as written in a file, which may leave open whose it is. */
export type VolunteerRow = Omit<Volunteer, 'issuerId' | 'fromRegistry'> & { readonly issuerId?: string };

/** Returns the profile of a row; `profilesOf` keeps it where the row names no issuer. Undefined where nothing does. */
export function profileOfRow(row: VolunteerRow, profilesOf: string | null): Volunteer | undefined {
  const issuerId = row.issuerId ?? profilesOf;
  return issuerId === null ? undefined : { ...row, issuerId };
}

/** A name that a row of hours has beside an identifier, with its heading. */
export interface NameInRow {
  readonly heading: string;
  readonly value: string;
}

/** The names beside the identifiers of a row of hours. They are compared and never written. */
export interface NamesInRow {
  readonly volunteer: readonly NameInRow[];
  readonly opportunity: readonly NameInRow[];
}

/** A row that was read without a problem, with its position. */
export type ImportRecord = { readonly worksheet: string | null; readonly row: number } & (
  | { readonly kind: 'opportunities'; readonly value: Opportunity }
  | { readonly kind: 'volunteers'; readonly value: VolunteerRow }
  | { readonly kind: 'hours'; readonly value: HoursRow; readonly named?: NamesInRow }
);

/** The readable fields of a row with a problem. They serve to check its references and are never written. */
export type Faulty<T> = { readonly [K in keyof T]?: T[K] | undefined };
/** A row that was read with a problem, with its position. */
export type FaultyRecord = { readonly worksheet: string | null; readonly row: number } & (
  | { readonly kind: 'opportunities'; readonly value: Faulty<Opportunity> }
  | { readonly kind: 'volunteers'; readonly value: Faulty<VolunteerRow> }
  | { readonly kind: 'hours'; readonly value: Faulty<HoursRow> }
);

/** What the rows of a table describe, recognised by the headings. Tables are written in this order. */
export const FILE_KINDS = ['opportunities', 'volunteers', 'hours'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** An uploaded file. It can be opened several times. */
export interface ImportSource {
  readonly fileName: string;
  readonly bytes: number;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** Some consecutive records of one kind, in the order of their rows. */
export interface RecordChunk {
  readonly kind: FileKind;
  readonly records: readonly ImportRecord[];
  /** The rows with problems among the same rows. */
  readonly faulty: readonly FaultyRecord[];
  /** Kinds of worksheets of the same workbook that can't be read: a record that rows refer to may be in one. */
  readonly unreadableKinds: readonly FileKind[];
  /** The headings as written in the file, by column name. */
  readonly headings: Readonly<Record<string, string>>;
  /** Rows read so far in the whole file, without empty ones. */
  readonly rowsRead: number;
}
