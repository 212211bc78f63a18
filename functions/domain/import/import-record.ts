import type { CalendarDate } from '../calendar-date.ts';
import type { EntryStatus } from '../hours/hours.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import type { Volunteer } from '../hours/volunteer.ts';

/** An hours entry as a file says it; start and end are times of day in the issuer's time zone. */
export interface HoursRow {
  readonly entryId: string;
  readonly volunteerId: string;
  readonly opportunityId: string;
  readonly date: CalendarDate;
  readonly worked: { readonly minutes: number } | { readonly start: string; readonly end: string };
  readonly status: EntryStatus;
  readonly approvedBy: string;
}

/** A row read without a problem, and where it came from. */
export type ImportRecord = { readonly worksheet: string | null; readonly row: number } & (
  | { readonly kind: 'opportunities'; readonly value: Opportunity }
  | { readonly kind: 'volunteers'; readonly value: Volunteer }
  | { readonly kind: 'hours'; readonly value: HoursRow }
);

/** What can be read of a row with a problem: enough to look up what it refers to, and never written. */
export type Faulty<T> = { readonly [K in keyof T]?: T[K] | undefined };
export type FaultyRecord = { readonly worksheet: string | null; readonly row: number } & (
  | { readonly kind: 'opportunities'; readonly value: Faulty<Opportunity> }
  | { readonly kind: 'volunteers'; readonly value: Faulty<Volunteer> }
  | { readonly kind: 'hours'; readonly value: Faulty<HoursRow> }
);

/** What a file's rows are about; recognised by its headings, and written in this order. */
export const FILE_KINDS = ['opportunities', 'volunteers', 'hours'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** A file somebody brought; it may be opened more than once. */
export interface ImportSource {
  readonly fileName: string;
  readonly bytes: number;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** Records of one kind, in the order of their rows. */
export interface RecordChunk {
  readonly kind: FileKind;
  readonly records: readonly ImportRecord[];
  /** The rows with problems among them. */
  readonly faulty: readonly FaultyRecord[];
  /** Kinds of which the same workbook has a sheet that can't be read: what rows name may be there. */
  readonly unread: readonly FileKind[];
  /** The headings as the file writes them, by the name of their column. */
  readonly headings: Readonly<Record<string, string>>;
  /** Rows read so far in the whole file, empty ones left out. */
  readonly rowsRead: number;
}
