import type { FileKind } from './import-record.ts';

/** The text encodings in which a CSV is read. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1256'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The order of day and month in dates such as 03/04/2025. */
export const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** How hours with a point are read: 1.30 is 78 minutes (`decimal`) or 90 (`clock`). */
export const HOURS_UNITS = ['decimal', 'clock'] as const;
export type HoursUnit = (typeof HOURS_UNITS)[number];

/** How a table of a file was read. A CSV has one table, a workbook one for each worksheet that was read. */
export interface TableUnderstanding {
  /** Null for CSV. */
  readonly worksheet: string | null;
  readonly kind: FileKind;
  /** The row of the headings, or the last one of them. */
  readonly headingRow: number;
  /** The headings taken, as written in the file, each with the column that it stands for. */
  readonly headings: readonly { readonly column: string; readonly heading: string }[];
  /** Columns that were left out although they hold data, each with its first value. */
  readonly leftOutColumns: readonly {
    readonly heading: string;
    readonly row: number;
    readonly value: string;
  }[];
  /** The first rows, by column, as the file writes them. */
  readonly firstRows: readonly { readonly row: number; readonly cells: Readonly<Record<string, string>> }[];
  /** Null where no date leaves the order open. */
  readonly dateOrder: DateOrder | null;
  /** Null where no value leaves the unit open. */
  readonly hoursUnit: HoursUnit | null;
}

/** How a file was read, so that a person can check it. */
export interface Understanding {
  /** Null for a workbook. */
  readonly encoding: Encoding | null;
  /** Whether the bytes leave the encoding open. */
  readonly encodingGuessed: boolean;
  /** The character between the cells; null for a workbook. */
  readonly delimiter: string | null;
  readonly tables: readonly TableUnderstanding[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Collects how a file was read while it is read. */
export class UnderstandingLog {
  readonly #file: Mutable<Understanding> = {
    encoding: null,
    encodingGuessed: false,
    delimiter: null,
    tables: [],
  };
  readonly #tables: Mutable<TableUnderstanding>[] = [];

  /** Sets how the text of a CSV is read. */
  setText(text: Partial<Pick<Understanding, 'encoding' | 'encodingGuessed' | 'delimiter'>>): void {
    Object.assign(this.#file, text);
  }

  /** Adds a table, and returns its record, whose fields may still be set. */
  addTable(table: TableUnderstanding): Mutable<TableUnderstanding> {
    const record = { ...table };
    this.#tables.push(record);
    return record;
  }

  /** Returns a copy of what was collected so far. */
  get understanding(): Understanding {
    return { ...this.#file, tables: this.#tables.map((table) => ({ ...table })) };
  }
}
