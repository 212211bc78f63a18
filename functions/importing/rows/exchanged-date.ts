import type { TableHeadings } from '../find-headings.ts';
import type { TableRow } from '../table-row.ts';
import { plainText } from '../values/cell-text.ts';
import type { RowReading } from './row-reader.ts';
import type { Sighting } from './sighting.ts';

/** A date that can be read both ways. */
const OPEN = /^(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)?\d{2}$/;
const LAST_MONTH = '12';
const STAMP = /^20\d{2}-\d{2}-\d{2}(?=[T ]|$)/;

/** A date that fits only with day and month exchanged. */
interface ExchangedDate extends Sighting {
  /** Set for a date of the worksheet: the day that fits. A text can be read with the month first. */
  readonly fits?: string;
}

/**
 * Returns the date of a row of hours that fits what the file says elsewhere only with day and month exchanged: the
 * month above the table or a time stamp before which nobody has worked yet.
 */
export function exchangedDate(
  { row, cells, times }: TableRow,
  reading: RowReading<object>,
  { kind, columns, leftOut, month }: TableHeadings,
): ExchangedDate | undefined {
  const { index = -1, heading = null, calendar } = columns.get('date') ?? {};
  const value = cells[index] ?? '';
  const isReal = times?.includes(index) ?? false;
  if (kind !== 'hours' || calendar !== 'gregorian') return undefined;
  if (!isReal && !OPEN.test(plainText(value))) return undefined;
  const read = 'value' in reading ? reading.value : 'faulty' in reading ? reading.faulty : {};
  const date = 'date' in read && typeof read.date === 'string' ? read.date : undefined;
  if (date === undefined || date.slice(5, 7) === date.slice(8) || date.slice(8) > LAST_MONTH)
    return undefined;
  const exchanged = `${date.slice(0, 5)}${date.slice(8)}-${date.slice(5, 7)}`;
  const named = month?.calendar === 'gregorian' ? monthText(month) : undefined;
  const isInMonth = named !== undefined && !date.startsWith(named) && exchanged.startsWith(named);
  const isNoLater = [...leftOut.keys()].some((other) => {
    const stamp = STAMP.exec(plainText(cells[other] ?? ''))?.[0];
    return stamp !== undefined && date > stamp && exchanged <= stamp;
  });
  if (!isInMonth && !isNoLater) return undefined;
  return { row, column: heading, value, ...(isReal ? { fits: exchanged } : {}) };
}

const monthText = ({ year, month }: { readonly year: number; readonly month: number }): string =>
  `${year}-${String(month).padStart(2, '0')}-`;
