import {
  type LineMeasure,
  type LineStyle,
  lineOf,
  measureOf,
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
  /** Distance between baselines, in ems, where a band limits the height. */
  readonly leading?: number;
  /** Bottom and top edge between which all ink stays, including stacked marks and further lines. */
  readonly band?: readonly [number, number] | undefined;
  readonly spareLine?: SpareLine | undefined;
}

/** A further line, closer to the others, for a text that would be smaller than its minimum without it. */
export interface SpareLine {
  readonly leading: number;
  readonly band: readonly [number, number];
}

/** The lines of a text, and the size in points at which they fit. */
export interface FittedText {
  readonly lines: readonly ShapedLine[];
  readonly size: number;
}

const NO_BREAK_SPACE = '\u00A0';
/** Nothing is drawn for it; a line may end there. */
const ZERO_WIDTH_SPACE = '\u200B';

/**
 * Breaks and shrinks a paragraph until it fits its room. The whole text always fits. Of the settings that are not
 * comfortable, the larger wins. A text that contains line breaks is broken there and nowhere else. A line ends at a
 * no-break space only where the text would be smaller than the minimum without.
 */
export function fitText(text: string, style: LineStyle, room: Room): FittedText {
  const fitted = fitParagraph(text, style, room);
  if (fitted.size >= room.minimumSize) return fitted;
  const { spareLine, ...rest } = room;
  if (spareLine) {
    const spread = fitText(text, style, { ...rest, ...spareLine, lines: room.lines + 1 });
    if (spread.size > fitted.size) return spread;
  }
  if (!text.includes(NO_BREAK_SPACE)) return fitted;
  const divided = fitParagraph(text.replaceAll(NO_BREAK_SPACE, ' '), style, room);
  return divided.size > fitted.size ? divided : fitted;
}

function fitParagraph(text: string, style: LineStyle, room: Room): FittedText {
  if (text.includes('\n')) {
    const lines = text.split('\n').map((line) => shapeLine(line, style));
    return { lines, size: sizeOf(lines, room) };
  }
  const paragraph = shapeParagraph(text, style);
  const { ranges, size } = bestRanges(paragraph, room);
  return { lines: ranges.map(([from, to]) => lineOf(paragraph, from, to)), size };
}

/** A line as a range of the pieces of its paragraph. */
type LineRange = readonly [from: number, to: number];

/** Returns the ranges of the lines of a paragraph, and the size at which they fit. */
function bestRanges(paragraph: ShapedParagraph, room: Room): { ranges: readonly LineRange[]; size: number } {
  const comfortable = room.prefer === 'shrink' ? room.minimumSize : room.size;
  const whole: LineRange = [0, paragraph.pieces.length];
  let best = {
    ranges: [whole] as readonly LineRange[],
    size: sizeOf([measureOf(paragraph, ...whole)], room),
  };
  if (best.size >= comfortable || room.lines < 2) return best;
  const words = breakableWords(paragraph);
  for (let count = 2; count <= Math.min(room.lines, words.length) && best.size < comfortable; count++) {
    const ranges = balance(words, count).map(
      ([from, to]): LineRange => [words[from]?.firstPiece ?? 0, words[to - 1]?.endPiece ?? 0],
    );
    const size = sizeOf(
      ranges.map(([from, to]) => measureOf(paragraph, from, to)),
      room,
    );
    if (size > best.size) best = { ranges, size };
  }
  return best;
}

/** Returns the largest size at which the widths and the height of lines fit. */
function sizeOf(lines: readonly LineMeasure[], room: Room): number {
  let width = 0;
  for (const line of lines) width = Math.max(width, line.width);
  return Math.min(sizeFor(width, room), sizeInBand(lines, room));
}

/** Returns the largest size at which lines are no taller than their band; unlimited without one. */
function sizeInBand(lines: readonly LineMeasure[], { band, leading = 1 }: Room): number {
  if (!band) return Number.POSITIVE_INFINITY;
  const further = stepsBetween(lines, leading).reduce((sum, step) => sum + step, 0);
  const ink = ((lines[0]?.inkTop ?? 0) - (lines.at(-1)?.inkBottom ?? 0)) / 1000 + further;
  return Math.floor(((band[1] - band[0]) * 10) / ink) / 10;
}

/** Returns the distance from each line after the first to the line above it, in ems: no ink of two lines touches. */
export function stepsBetween(lines: readonly LineMeasure[], leading: number): number[] {
  return lines.slice(1).map((below, i) => {
    const least = (below.inkTop - (lines[i]?.inkBottom ?? 0)) / 1000 + 0.06;
    return Math.max(leading, least);
  });
}

/**
 * Returns the largest size, rounded down to a tenth of a point, at which a line fits; `width` is in thousandths of an
 * em.
 */
function sizeFor(width: number, room: Room): number {
  if (width * room.size <= room.width * 1000) return room.size;
  return Math.max(1, Math.floor((room.width * 10000) / width) / 10);
}

/** What stands between two spaces at which a line may end, as a range of the pieces of its paragraph. */
interface BreakableWord {
  readonly firstPiece: number;
  readonly endPiece: number;
  readonly width: number;
  /** Width of the spaces between this word and the word before it. */
  readonly spaceBefore: number;
}

function breakableWords({ text, pieces }: ShapedParagraph): BreakableWord[] {
  const words: BreakableWord[] = [];
  let spaceBefore = 0;
  for (let i = 0; i < pieces.length; ) {
    let width = pieces[i]?.word.width ?? 0;
    let end = i + 1;
    const spaces = pieces[i]?.breakable === true;
    for (; end < pieces.length && pieces[end]?.breakable === spaces; end++) {
      const gap = text.slice(pieces[end - 1]?.end, pieces[end]?.start);
      if (gap.includes(ZERO_WIDTH_SPACE)) break;
      width += pieces[end]?.word.width ?? 0;
    }
    if (spaces) spaceBefore = width;
    else {
      words.push({ firstPiece: i, endPiece: end, width, spaceBefore });
      spaceBefore = 0;
    }
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
  if (count === 2) return halves(n, lineWidth);
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

/** Divides `n` words over two lines as `balance` does, without its table: most texts have two lines. */
function halves(n: number, lineWidth: (from: number, to: number) => number): [number, number][] {
  let [middle, narrowest] = [1, Number.POSITIVE_INFINITY];
  for (let at = n - 1; at >= 1; at--) {
    const [first, last] = [lineWidth(0, at), lineWidth(at, n)];
    const widest = Math.max(first, last);
    if (widest < narrowest) [middle, narrowest] = [at, widest];
    if (last >= first) break;
  }
  return [
    [0, middle],
    [middle, n],
  ];
}
