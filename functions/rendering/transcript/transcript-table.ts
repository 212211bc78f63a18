import type { Language } from '../../domain/wording/language.ts';
import type { TagNode } from '../document/tag-tree.ts';
import { type Block, PAGE, type TextPages, type TextStyle } from '../document/text-pages.ts';
import { BAND, CELL_STYLES, GREEN, HAIRLINE, ID_STYLE, timeStyle } from './transcript-styles.ts';

/** The texts of a cell, one below the other. */
export type CellText = readonly {
  readonly language: Language;
  readonly text: string;
  /** Whether it is a time, whose zeros must not be mistaken for specks. */
  readonly time?: true;
}[];

/** A column with its heading and its width in points. */
export interface Column {
  readonly heading: CellText;
  readonly width: number;
}

/** A row of a table. */
export interface TableRow {
  readonly cells: readonly CellText[];
  /** Makes the row a sum: its first cell spans all columns except the last, and no page begins with it. */
  readonly sum?: 'subtotal' | 'total';
}

const PADDING = { side: 5.5, above: 4.5, below: 5 } as const;
/** More lines than a title of 400 characters takes in the widest column. */
const MAX_LINES = 12;

interface MeasuredCell {
  readonly blocks: readonly Block[];
  readonly span: number;
}

interface MeasuredRow {
  readonly cells: readonly MeasuredCell[];
  readonly height: number;
  readonly sum: TableRow['sum'];
}

/**
 * Draws a table from right to left below `top`, over as many pages as it needs, and returns its lower edge. `turnPage`
 * begins a new page and returns its top; the headings are repeated there as artifacts. `after` is the height of what
 * must follow the table on its last page.
 */
export function drawTable(
  pages: TextPages,
  parent: TagNode,
  columns: readonly Column[],
  rows: readonly TableRow[],
  top: number,
  turnPage: () => number,
  after = 0,
): number {
  const headings = measure(
    pages,
    columns,
    { cells: columns.map(({ heading }) => heading) },
    CELL_STYLES.heading,
  );
  const measured = rows.map((row) => measure(pages, columns, row, CELL_STYLES[row.sum ?? 'cell']));
  const table = pages.tree.add(parent, 'Table');
  let y = top;
  if (y - headings.height - heightTogether(measured, 0, after) < PAGE.bottom) y = turnPage();
  const head = pages.tree.add(pages.tree.add(table, 'THead'), 'TR');
  y = drawRow(pages, headings, y, () => pages.tree.add(head, 'TH', { A: { O: 'Table', Scope: 'Column' } }));
  const body = pages.tree.add(table, 'TBody');
  let foot: TagNode | undefined;
  measured.forEach((row, i) => {
    if (y - heightTogether(measured, i, after) < PAGE.bottom) y = drawRow(pages, headings, turnPage(), null);
    if (row.sum && !foot) foot = pages.tree.add(table, 'TFoot');
    const line = pages.tree.add(row.sum && foot ? foot : body, 'TR');
    y = drawRow(pages, row, y, (span, column) =>
      cellNode(pages, line, row.sum !== undefined && column === 0, span),
    );
  });
  return y;
}

/** Adds the element of a cell: a row heading or a data cell. */
function cellNode(pages: TextPages, line: TagNode, isHeading: boolean, span: number): TagNode {
  const spanned = span > 1 ? { ColSpan: span } : {};
  if (isHeading) return pages.tree.add(line, 'TH', { A: { O: 'Table', Scope: 'Row', ...spanned } });
  return pages.tree.add(line, 'TD', span > 1 ? { A: { O: 'Table', ...spanned } } : {});
}

/** Returns the height of a row and of what must be on the same page: a sum after it, and what follows the table. */
function heightTogether(rows: readonly MeasuredRow[], i: number, after: number): number {
  const next = rows[i + 1];
  if (!next) return (rows[i]?.height ?? 0) + after;
  const followed = next.sum ? next.height + (i + 2 < rows.length ? 0 : after) : 0;
  return (rows[i]?.height ?? 0) + followed;
}

/** Breaks the texts of a row into lines and returns the height of the row. */
function measure(
  pages: TextPages,
  columns: readonly Column[],
  row: TableRow,
  styles: Record<Language, TextStyle>,
): MeasuredRow {
  let right: number = PAGE.right;
  let column = 0;
  const cells = row.cells.map((texts, index) => {
    const span = row.sum && index === 0 ? columns.length - row.cells.length + 1 : 1;
    const width = columns.slice(column, column + span).reduce((sum, one) => sum + one.width, 0);
    const room = {
      x: right - PADDING.side,
      width: width - 2 * PADDING.side,
      align: 'right',
      lines: MAX_LINES,
    } as const;
    const blocks = texts.map(({ language, text, time }) =>
      pages.block(
        language,
        texts.length === 1 ? ID_STYLE : time ? timeStyle(styles[language], language) : styles[language],
        text,
        room,
      ),
    );
    right -= width;
    column += span;
    return { blocks, span };
  });
  const tallest = Math.max(...cells.map(({ blocks }) => blocks.reduce((sum, { height }) => sum + height, 0)));
  return { cells, height: tallest + PADDING.above + PADDING.below, sum: row.sum };
}

/** Draws a row and returns its lower edge. Without `nodeOf`, the row repeats headings and is an artifact. */
function drawRow(
  pages: TextPages,
  row: MeasuredRow,
  top: number,
  nodeOf: ((span: number, column: number) => TagNode) | null,
): number {
  const bottom = top - row.height;
  const isHeading = row.sum === undefined && row.cells[0]?.blocks[0]?.placement.face === 'plex-semibold';
  if (isHeading || row.sum === 'total') pages.fill([PAGE.left, bottom, PAGE.right, top], BAND);
  if (isHeading) pages.fill([PAGE.left, top - 0.9, PAGE.right, top], GREEN);
  pages.fill(
    [PAGE.left, bottom, PAGE.right, bottom + (row.sum === 'total' ? 0.9 : 0.5)],
    row.sum === 'total' ? GREEN : HAIRLINE,
  );
  row.cells.forEach(({ blocks, span }, column) => {
    const cell = nodeOf?.(span, column) ?? null;
    let y = top - PADDING.above;
    for (const block of blocks) y = cell ? pages.text(cell, 'P', block, y) : pages.draw(block, y, null);
  });
  return bottom;
}
