import type { Readable } from 'node:stream';
import { UnreadableFile } from '../../domain/import/import-problem.ts';

/** Cells merged downwards: the value of the first one stands for all of them. */
export interface DownwardMerge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** Cells of one row merged sideways. */
export interface SidewaysMerge {
  readonly first: number;
  readonly last: number;
}

const MERGE = /<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g;
/** Characters kept from the end of a chunk, because a tag may continue in the next. */
const MAX_TAG_CHARACTERS = 200;
const MAX_MERGES = 2_000;
const MAX_ROWS = 20_000;

/** The merges of a worksheet. */
export interface Merges {
  readonly downward: readonly DownwardMerge[];
  /** Cells merged sideways, by row. */
  readonly sideways: ReadonlyMap<number, readonly SidewaysMerge[]>;
}

/** Reads the merges of a worksheet. They follow the rows in the XML, so this is a pass of its own before the rows. */
export async function readMerges(worksheet: Readable): Promise<Merges> {
  const downward: DownwardMerge[] = [];
  const sideways = new Map<number, SidewaysMerge[]>();
  let tail = '';
  worksheet.setEncoding('utf8');
  try {
    for await (const chunk of worksheet as AsyncIterable<string>) {
      const text = tail + chunk;
      let end = 0;
      for (const match of text.matchAll(MERGE)) {
        end = (match.index ?? 0) + match[0].length;
        const [from, to] = [Number(match[2]), Number(match[4])];
        const [first, last] = [columnIndex(match[1] ?? ''), columnIndex(match[3] ?? '')];
        if (to > from && downward.length < MAX_MERGES) downward.push({ column: first, from, to });
        for (let row = from; last > first && row <= to && sideways.size < MAX_ROWS; row += 1)
          sideways.set(row, [...(sideways.get(row) ?? []), { first, last }]);
      }
      tail = text.slice(Math.max(end, text.length - MAX_TAG_CHARACTERS));
    }
  } catch {
    throw new UnreadableFile({ code: 'FILE_DAMAGED' });
  }
  return { downward, sideways };
}

/** Returns the index of the column of a reference: 2 for `C7` and for `C`. */
export function columnIndex(reference: string): number {
  let index = 0;
  for (const character of reference.replace(/\d+$/, '')) index = index * 26 + character.charCodeAt(0) - 64;
  return index - 1;
}

/** Returns the letters of a column: `C` for index 2. */
export function columnReference(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnReference(Math.floor(index / 26) - 1)}${last}`;
}
