import {
  type LineStyle,
  lineOf,
  type ShapedLine,
  type ShapedParagraph,
  shapeLine,
  shapeParagraph,
} from './shape-line.ts';
import type { WordShaper } from './shape-word.ts';

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
export function fitText(shaper: WordShaper, text: string, style: LineStyle, room: Room): FittedText {
  if (text.includes('\n')) {
    const lines = text.split('\n').map((line) => shapeLine(shaper, line, style));
    return { lines, size: Math.min(...lines.map((line) => sizeFor(line.width, room))) };
  }
  const paragraph = shapeParagraph(shaper, text, style);
  let width = 0;
  for (const { word } of paragraph.pieces) width += word.width;
  const sizeOnOneLine = sizeFor(width, room);
  const oneLine = (): FittedText => ({ lines: [lineOf(paragraph)], size: sizeOnOneLine });
  if (sizeOnOneLine >= room.size) return oneLine();
  const words = breakableWords(paragraph);
  const mostLines = Math.min(room.lines, words.length);
  if (mostLines < 2 || (room.prefer === 'shrink' && sizeOnOneLine >= room.minimumSize)) return oneLine();
  let best: FittedText | null = null;
  for (let count = 2; count <= mostLines && (best?.size ?? 0) < room.size; count++) {
    const lines = balance(words, count).map(([from, to]) =>
      lineOf(paragraph, words[from]?.firstPiece, words[to - 1]?.endPiece),
    );
    const size = sizeFor(Math.max(...lines.map((line) => line.width)), room);
    if (size > (best?.size ?? sizeOnOneLine)) best = { lines, size };
    if (room.prefer === 'shrink' && size >= room.minimumSize) break;
  }
  return best ?? oneLine();
}

/** The largest size, in tenths of a point, at which a line of this width fits. */
function sizeFor(width: number, room: Room): number {
  if (width * room.size <= room.width * 1000) return room.size;
  return Math.max(1, Math.floor((room.width * 10000) / width) / 10);
}

interface BreakableWord {
  readonly firstPiece: number;
  readonly endPiece: number;
  readonly width: number;
  /** Width of what separates it from the word before. */
  readonly spaceBefore: number;
}

function breakableWords({ pieces }: ShapedParagraph): BreakableWord[] {
  const words: BreakableWord[] = [];
  let spaceBefore = 0;
  for (let i = 0; i < pieces.length; ) {
    let width = 0;
    let end = i;
    const spaces = pieces[i]?.space === true;
    for (; end < pieces.length && pieces[end]?.space === spaces; end++) width += pieces[end]?.word.width ?? 0;
    if (spaces) spaceBefore = width;
    else words.push({ firstPiece: i, endPiece: end, width, spaceBefore });
    i = end;
  }
  return words;
}

/**
 * Divides words over `count` lines so that the widest is as narrow as can be: ragged paragraphs and two-line
 * names look placed, not broken. Answers [first word, end) of each line.
 */
function balance(words: readonly BreakableWord[], count: number): [number, number][] {
  const n = words.length;
  const ends = new Float64Array(n + 1);
  words.forEach((word, i) => {
    ends[i + 1] = (ends[i] ?? 0) + word.spaceBefore + word.width;
  });
  const lineWidth = (from: number, to: number) =>
    (ends[to] ?? 0) - (ends[from] ?? 0) - (words[from]?.spaceBefore ?? 0);
  // cost[i]: width of the widest line when the first i words stand on k lines.
  let cost = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  cost[0] = 0;
  const breaks: Uint16Array[] = [];
  for (let k = 1; k <= count; k++) {
    const next = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
    const chosen = new Uint16Array(n + 1);
    for (let i = k; i <= n; i++) {
      for (let j = i - 1; j >= k - 1; j--) {
        const last = lineWidth(j, i);
        if (last >= (next[i] ?? 0)) break;
        const width = Math.max(cost[j] ?? 0, last);
        if (width < (next[i] ?? 0)) {
          next[i] = width;
          chosen[i] = j;
        }
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
