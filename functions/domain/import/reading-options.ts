import type { DateOrder, HoursUnit } from './understanding.ts';

/** What the person who imports a file says about it. It decides what the file leaves open. */
export interface ReadingOptions {
  /** The order of day and month in dates such as 03/04/2025. */
  readonly dates?: DateOrder;
  /** How hours with a point are read. */
  readonly hoursAs?: HoursUnit;
  /** Our headings by those of the file; null for a column to leave out. */
  readonly headings?: Readonly<Record<string, string | null>>;
  /** Whether shifts without an end are held apart while the other rows are imported. */
  readonly holdOpenShifts?: boolean;
}

/** The options, with the time zones of the issuers that the import may write for. */
export interface ReadingContext extends ReadingOptions {
  readonly timeZones?: readonly string[];
}
