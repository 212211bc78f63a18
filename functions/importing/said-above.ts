import type { ColumnName } from './file-kind.ts';
import type { HeadingMapping } from './heading-mapping.ts';
import { meaningOf } from './heading-meaning.ts';
import { monthAbove, type WrittenMonth } from './month-above.ts';
import type { TableRow } from './table-row.ts';

/** A value above a table that holds for all its rows. */
export interface SaidValue {
  readonly value: string;
  readonly row: number;
}

/** What the rows above a table of days say about all its rows. */
export interface SaidAbove {
  readonly month: (WrittenMonth & { readonly row: number; readonly text: string }) | undefined;
  /** Values by the column that they stand for; undefined where the rows contradict each other. */
  readonly values: ReadonlyMap<ColumnName, SaidValue | undefined>;
}

/** Columns of which one value may hold for a whole sheet. */
const COLUMNS: readonly ColumnName[] = ['opportunity_id', 'status', 'approved_by'];

/** Reads the rows above a table: its month, and values beside or behind a heading, as «رقم الفرصة: OP-1». */
export function readAbove(rows: readonly TableRow[], mapping: HeadingMapping): SaidAbove {
  const values = new Map<ColumnName, SaidValue | undefined>();
  for (const { cells, row } of rows)
    for (const { name, value } of labelledIn(cells, mapping)) {
      const earlier = values.get(name);
      const contradicts = values.has(name) && earlier?.value !== value;
      values.set(name, contradicts ? undefined : (earlier ?? { value, row }));
    }
  const texts = rows.map(({ cells }) => cells.join(' '));
  const month = monthAbove(texts);
  const index = Math.max(
    0,
    texts.findIndex((text) => monthAbove([text]) !== undefined),
  );
  return {
    month: month && {
      ...month,
      row: rows[index]?.row ?? 1,
      text: texts[index]?.replace(/\s+/g, ' ').trim() ?? '',
    },
    values,
  };
}

/** Yields the values of a row that stand behind a heading and a colon, or in the cell after a heading. */
function* labelledIn(
  cells: readonly string[],
  mapping: HeadingMapping,
): Generator<{ readonly name: ColumnName; readonly value: string }> {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  for (let index = 0; index < filled.length; index += 1) {
    const cell = filled[index] ?? '';
    const [, label = cell, behind = ''] = /^([^:：]+)[:：]\s*(.*)$/s.exec(cell) ?? [];
    const mapped = mapping.meaningOf([label], 'hours');
    const meaning = mapped === undefined ? meaningOf(label, 'hours') : mapped;
    if (!meaning || meaning.guessed || meaning.contradicted || !COLUMNS.includes(meaning.name)) continue;
    // The cell behind a heading is its value, even where it is a word of another heading: «الحالة | معتمد».
    if (behind === '') index += 1;
    const value = behind === '' ? filled[index] : behind;
    if (value !== undefined) yield { name: meaning.name, value };
  }
}
