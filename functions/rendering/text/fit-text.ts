import {
  type LineStyle,
  lineOf,
  type ShapedLine,
  type ShapedParagraph,
  shapeLine,
  shapeParagraph,
} from './shape-line.ts';

/** Limits that a text is fitted to; lengths in points. */
export interface Room {
  readonly width: number;
  readonly size: number;
  /** Smallest comfortable size. The text goes below it only when it doesn't fit on all its lines at this size. */
  readonly minimumSize: number;
  /** Number of lines the text may take. */
  readonly lines: number;
  /** A name shrinks before it breaks; a sentence breaks before it shrinks. */
  readonly prefer: 'shrink' | 'break';
}

/** The lines of a text, and the size in points at which they fit. */
export interface FittedText {
  readonly lines: readonly ShapedLine[];
  readonly size: number;
}

/**
 * Breaks and shrinks a paragraph until it fits its room. The whole text always fits. A text that contains line breaks
 * is broken there and nowhere else.
 */
export function fitText(text: string, style: LineStyle, room: Room): FittedText {
  if (text.includes('\n')) {
    const lines = text.split('\n').map((line) => shapeLine(line, style));
    return { lines, size: Math.min(...lines.map((line) => sizeFor(line.width, room))) };
  }
  const paragraph = shapeParagraph(text, style);
  let width = 0;
  for (const { word } of paragraph.pieces) width += word.width;
  const sizeOnOneLine = sizeFor(width, room);
  const oneLine = (): FittedText => ({ lines: [lineOf(paragraph)], size: sizeOnOneLine });
  if (sizeOnOneLine >= room.size) return oneLine();
  const words = breakableWords(paragraph);
  const maxLines = Math.min(room.lines, words.length);
  if (maxLines < 2 || (room.prefer === 'shrink' && sizeOnOneLine >= room.minimumSize)) return oneLine();
  let best: FittedText | null = null;
  for (let count = 2; count <= maxLines && (best?.size ?? 0) < room.size; count++) {
    const lines = balance(words, count).map(([from, to]) =>
      lineOf(paragraph, words[from]?.firstPiece, words[to - 1]?.endPiece),
    );
    const size = sizeFor(Math.max(...lines.map((line) => line.width)), room);
    if (size > (best?.size ?? sizeOnOneLine)) best = { lines, size };
    if (room.prefer === 'shrink' && size >= room.minimumSize) break;
  }
  return best ?? oneLine();
}

/**
 * Returns the largest size, rounded down to a tenth of a point, at which a line fits; `width` is in thousandths of an
 * em.
 */
function sizeFor(width: number, room: Room): number {
  if (width * room.size <= room.width * 1000) return room.size;
  return Math.max(1, Math.floor((room.width * 10000) / width) / 10);
}

/** A word between spaces, as a range of the pieces of its paragraph. */
interface BreakableWord {
  readonly firstPiece: number;
  readonly endPiece: number;
  readonly width: number;
  /** Width of the spaces between this word and the word before it. */
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
 * Divides words over `count` lines so that the widest line is as narrow as possible, which gives lines of similar
 * length. Returns the word range [from, to) of each line.
 */
function balance(words: readonly BreakableWord[], count: number): [number, number][] {
  const n = words.length;
  const ends = new Float64Array(n + 1);
  words.forEach((word, i) => {
    ends[i + 1] = (ends[i] ?? 0) + word.spaceBefore + word.width;
  });
  const lineWidth = (from: number, to: number) =>
    (ends[to] ?? 0) - (ends[from] ?? 0) - (words[from]?.spaceBefore ?? 0);
  // cost[i] is the width of the widest line when the first i words stand on k lines.
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
