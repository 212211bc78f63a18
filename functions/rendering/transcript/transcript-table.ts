import type { TagNode } from '../document/tag-tree.ts';
import type { Block, TextStyle, TranscriptSheet } from './transcript-page.ts';
import { PAGE } from './transcript-page.ts';
import { BAND, CELL_STYLES, GREEN, HAIRLINE, ID_STYLE } from './transcript-styles.ts';
import type { Language } from './transcript-wording.ts';

/** A cell's texts, one under the other. */
export type CellText = readonly { readonly language: Language; readonly text: string }[];

export interface Column {
  readonly heading: CellText;
  readonly width: number;
}

export interface TableRow {
  readonly cells: readonly CellText[];
  /** A row of the table's end: its first cell spans all columns but the last, and it stays with the row before. */
  readonly sum?: 'subtotal' | 'total';
}

const PADDING = { side: 5.5, above: 4.5, below: 5 } as const;
/** A title of 400 characters in the widest column takes fewer lines than this. */
const MOST_LINES = 12;

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
 * Draws a table from right to left under `top`, over as many pages as it takes: `turnPage` begins a new page and
 * answers its top; there the headings are repeated as artifacts. `after` is the height of what must follow on the
 * last page. Answers the table's lower edge.
 */
export function drawTable(
  sheet: TranscriptSheet,
  parent: TagNode,
  columns: readonly Column[],
  rows: readonly TableRow[],
  top: number,
  turnPage: () => number,
  after = 0,
): number {
  const headings = measure(
    sheet,
    columns,
    { cells: columns.map(({ heading }) => heading) },
    CELL_STYLES.heading,
  );
  const measured = rows.map((row) => measure(sheet, columns, row, CELL_STYLES[row.sum ?? 'cell']));
  const table = sheet.tree.add(parent, 'Table');
  let y = top;
  if (y - headings.height - heightTogether(measured, 0, after) < PAGE.bottom) y = turnPage();
  const head = sheet.tree.add(sheet.tree.add(table, 'THead'), 'TR');
  y = drawRow(sheet, headings, y, () => sheet.tree.add(head, 'TH', '/A<</O/Table/Scope/Column>>'));
  const body = sheet.tree.add(table, 'TBody');
  let foot: TagNode | undefined;
  measured.forEach((row, i) => {
    if (y - heightTogether(measured, i, after) < PAGE.bottom) y = drawRow(sheet, headings, turnPage(), null);
    if (row.sum && !foot) foot = sheet.tree.add(table, 'TFoot');
    const line = sheet.tree.add(row.sum && foot ? foot : body, 'TR');
    y = drawRow(sheet, row, y, (span, place) =>
      cellNode(sheet, line, row.sum !== undefined && place === 0, span),
    );
  });
  return y;
}

function cellNode(sheet: TranscriptSheet, line: TagNode, heads: boolean, span: number): TagNode {
  const spanned = span > 1 ? `/ColSpan ${span}` : '';
  if (heads) return sheet.tree.add(line, 'TH', `/A<</O/Table/Scope/Row${spanned}>>`);
  return sheet.tree.add(line, 'TD', spanned && `/A<</O/Table${spanned}>>`);
}

/** The height of a row with what must not stand alone on the next page: the sum after it, what follows the table. */
function heightTogether(rows: readonly MeasuredRow[], i: number, after: number): number {
  const next = rows[i + 1];
  if (!next) return (rows[i]?.height ?? 0) + after;
  const followed = next.sum ? next.height + (i + 2 < rows.length ? 0 : after) : 0;
  return (rows[i]?.height ?? 0) + followed;
}

function measure(
  sheet: TranscriptSheet,
  columns: readonly Column[],
  row: TableRow,
  styles: Record<Language, TextStyle>,
): MeasuredRow {
  let right: number = PAGE.right;
  let column = 0;
  const cells = row.cells.map((texts, place) => {
    const span = row.sum && place === 0 ? columns.length - row.cells.length + 1 : 1;
    const width = columns.slice(column, column + span).reduce((sum, one) => sum + one.width, 0);
    const room = {
      x: right - PADDING.side,
      width: width - 2 * PADDING.side,
      align: 'right',
      lines: MOST_LINES,
    } as const;
    const blocks = texts.map(({ language, text }) =>
      sheet.block(language, texts.length === 1 ? ID_STYLE : styles[language], text, room),
    );
    right -= width;
    column += span;
    return { blocks, span };
  });
  const tallest = Math.max(...cells.map(({ blocks }) => blocks.reduce((sum, { height }) => sum + height, 0)));
  return { cells, height: tallest + PADDING.above + PADDING.below, sum: row.sum };
}

/** Draws a row; without `nodeOf` it repeats what was tagged before. */
function drawRow(
  sheet: TranscriptSheet,
  row: MeasuredRow,
  top: number,
  nodeOf: ((span: number, place: number) => TagNode) | null,
): number {
  const bottom = top - row.height;
  const isHeading = row.sum === undefined && row.cells[0]?.blocks[0]?.placement.face === 'plex-semibold';
  if (isHeading || row.sum === 'total') sheet.fill([PAGE.left, bottom, PAGE.right, top], BAND);
  if (isHeading) sheet.fill([PAGE.left, top - 0.9, PAGE.right, top], GREEN);
  sheet.fill(
    [PAGE.left, bottom, PAGE.right, bottom + (row.sum === 'total' ? 0.9 : 0.5)],
    row.sum === 'total' ? GREEN : HAIRLINE,
  );
  row.cells.forEach(({ blocks, span }, place) => {
    const cell = nodeOf?.(span, place) ?? null;
    let y = top - PADDING.above;
    for (const block of blocks) y = cell ? sheet.text(cell, 'P', block, y) : sheet.draw(block, y, null);
  });
  return bottom;
}
