import type { OrderEvidence } from '../values/read-date.ts';
import type { Sighting, TableFinding } from './sighting.ts';

const LAST_MONTH = 12;

/** A cell that holds a date, or the text of one. */
export interface DateCell extends Sighting {
  /** Whether the worksheet holds it as a date. */
  readonly isReal: boolean;
}

/** What the cells of one column say. */
interface ColumnDates {
  /** A date that may have day and month exchanged, and what was read. */
  readonly real?: Sighting & { readonly date: string };
  /** A text that is a date in one order only. */
  readonly text?: Sighting;
  /** Whether a date, or a text, shows that the spreadsheet exchanged nothing. */
  readonly isSound: boolean;
}

/**
 * Finds columns of a worksheet in which a spreadsheet has read dates in another order than they were written: those
 * with a day up to 12 became the date of another day, and the others stayed texts.
 */
export class HalfTextDates {
  readonly #columns = new Map<string | null, ColumnDates>();

  add({ isReal, ...cell }: DateCell, date: string | undefined, evidence: OrderEvidence | undefined): void {
    const known = this.#columns.get(cell.column) ?? { isSound: false };
    this.#columns.set(cell.column, isReal ? withReal(known, cell, date) : withText(known, cell, evidence));
  }

  *findings(): Generator<TableFinding> {
    for (const { real, text, isSound } of this.#columns.values())
      if (!isSound && real !== undefined && text !== undefined) {
        const facts = { date: real.date, otherRow: text.row, otherValue: text.value };
        yield { problem: { code: 'DATES_HALF_TEXT', facts }, position: real };
      }
  }
}

function withReal(known: ColumnDates, cell: Sighting, date: string | undefined): ColumnDates {
  if (date === undefined) return known;
  const [month, day] = [Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  if (day > LAST_MONTH) return { ...known, isSound: true };
  return known.real === undefined && day !== month ? { ...known, real: { ...cell, date } } : known;
}

const withText = (known: ColumnDates, cell: Sighting, evidence: OrderEvidence | undefined): ColumnDates => {
  if (evidence === undefined) return known;
  return evidence === 'open' ? { ...known, isSound: true } : { ...known, text: known.text ?? cell };
};
