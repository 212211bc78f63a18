import { bidiLevels } from './bidi-levels.ts';
import type { HarfBuzz } from './harfbuzz.ts';
import { type LineStyle, type ShapedLine, shapeLine, shapeSlice } from './shape-line.ts';

/** The room a text has: sizes in points. */
export interface Room {
  readonly width: number;
  readonly size: number;
  /** The floor of comfortable reading; smaller only when even the last resort doesn't fit. */
  readonly minimumSize: number;
  readonly lines: number;
  /** A name shrinks before it breaks; a sentence breaks before it shrinks. */
  readonly prefer: 'shrink' | 'break';
}

/** A text that fits: its lines and the size at which they do. */
export interface FittedText {
  readonly lines: readonly ShapedLine[];
  readonly size: number;
}

/**
 * Breaks and shrinks a paragraph until it fits its room. It always fits; nothing is cut off. A text that brings
 * its own line breaks keeps them.
 */
export function fitText(harfbuzz: HarfBuzz, text: string, style: LineStyle, room: Room): FittedText {
  if (text.includes('\n')) {
    const lines = text.split('\n').map((line) => shapeLine(harfbuzz, line, style));
    return { lines, size: Math.min(...lines.map((line) => sizeFor(line.width, room))) };
  }
  const paragraph: Paragraph = { text, levels: bidiLevels(text, style.direction), style, harfbuzz };
  const whole = shapePart(paragraph, 0, text.length);
  const sizeOnOneLine = sizeFor(whole.width, room);
  if (sizeOnOneLine >= room.size) return { lines: [whole], size: room.size };
  const words = wordsOf(text);
  const mostLines = Math.min(room.lines, words.length);
  if (mostLines < 2 || (room.prefer === 'shrink' && sizeOnOneLine >= room.minimumSize)) {
    return { lines: [whole], size: sizeOnOneLine };
  }
  const widths = words.map((word) => shapePart(paragraph, word.start, word.end).width);
  const space = shapePart({ ...paragraph, text: ' ', levels: paragraph.levels.subarray(0, 1) }, 0, 1).width;
  let best: FittedText = { lines: [whole], size: sizeOnOneLine };
  for (let count = 2; count <= mostLines && best.size < room.size; count++) {
    const lines = balance(widths, space, count).map(([from, to]) =>
      shapePart(paragraph, words[from]?.start ?? 0, words[to - 1]?.end ?? text.length),
    );
    const size = Math.min(room.size, sizeFor(Math.max(...lines.map((line) => line.width)), room));
    if (size > best.size) best = { lines, size };
    if (room.prefer === 'shrink' && size >= room.minimumSize) break;
  }
  return best;
}

interface Paragraph {
  readonly text: string;
  readonly levels: Uint8Array;
  readonly style: LineStyle;
  readonly harfbuzz: HarfBuzz;
}

function shapePart({ harfbuzz, text, levels, style }: Paragraph, start: number, end: number): ShapedLine {
  return shapeSlice(harfbuzz, text, levels, start, end, style);
}

/** The largest size, in tenths of a point, at which a line of this width fits. */
function sizeFor(width: number, room: Room): number {
  if (width * room.size <= room.width * 1000) return room.size;
  return Math.max(1, Math.floor((room.width * 10000) / width) / 10);
}

function wordsOf(text: string): { start: number; end: number }[] {
  const words: { start: number; end: number }[] = [];
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && text.charCodeAt(i) !== 0x20) continue;
    if (i > start) words.push({ start, end: i });
    start = i + 1;
  }
  return words;
}

/**
 * Divides words over `count` lines so that the widest is as narrow as can be: ragged paragraphs and two-line
 * names look placed, not broken. Answers [first word, end) of each line.
 */
function balance(widths: readonly number[], space: number, count: number): [number, number][] {
  const n = widths.length;
  const ends = [0];
  for (const width of widths) ends.push((ends.at(-1) ?? 0) + width + space);
  const lineWidth = (from: number, to: number) => (ends[to] ?? 0) - (ends[from] ?? 0) - space;
  // cost[k][i]: width of the widest line when the first i words stand on k lines.
  let cost = [0, ...new Array<number>(n).fill(Number.POSITIVE_INFINITY)];
  const breaks: number[][] = [];
  for (let k = 1; k <= count; k++) {
    const next = new Array<number>(n + 1).fill(Number.POSITIVE_INFINITY);
    const chosen = new Array<number>(n + 1).fill(0);
    for (let i = k; i <= n; i++) {
      for (let j = i - 1; j >= k - 1; j--) {
        const width = Math.max(cost[j] ?? 0, lineWidth(j, i));
        if (width < (next[i] ?? 0)) {
          next[i] = width;
          chosen[i] = j;
        }
        if (lineWidth(j, i) > (next[i] ?? 0)) break;
      }
    }
    cost = next;
    breaks.push(chosen);
  }
  const lines: [number, number][] = [];
  for (let k = count - 1, end = n; k >= 0; k--) {
    const start = breaks[k]?.[end] ?? 0;
    lines.unshift([start, end]);
    end = start;
  }
  return lines;
}
