import type { Face } from '../fonts/face.ts';
import type { Direction } from './bidi-levels.ts';
import type { ShapedWord } from './shape-word.ts';
import { isMark, textRuns } from './text-runs.ts';
import type { TextShaper } from './text-shaper.ts';
import { visualOrder } from './visual-order.ts';

/** Shaper, direction, faces and language that a text is shaped with. */
export interface LineStyle {
  readonly shaper: TextShaper;
  readonly direction: Direction;
  /** Faces in order of preference. */
  readonly faces: readonly Face[];
  /** BCP 47 language for HarfBuzz; selects local letter forms. */
  readonly language: string;
}

/** A word, a part of a word, a space or an isolate control, with its range in the text and its embedding level. */
export interface Piece {
  readonly word: ShapedWord;
  readonly level: number;
  readonly start: number;
  readonly end: number;
  /** Whether it is spaces at which a line may end. */
  readonly breakable: boolean;
}

/** A text that is shaped and not yet broken into lines; pieces in logical order. */
export interface ShapedParagraph {
  readonly text: string;
  readonly direction: Direction;
  readonly pieces: readonly Piece[];
}

/** One shaped line, drawn left to right from its origin. */
export interface ShapedLine {
  readonly text: string;
  /** In visual order. */
  readonly words: readonly ShapedWord[];
  /** Thousandths of an em. */
  readonly width: number;
  /** Highest and lowest ink relative to the baseline, thousandths of an em. */
  readonly inkTop: number;
  readonly inkBottom: number;
}

const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;

/** Resolves the directions of a paragraph and shapes its words. A no-break space is drawn as a space. */
export function shapeParagraph(text: string, style: LineStyle): ShapedParagraph {
  const spaced = text.replaceAll('\u00A0', ' ');
  const levels = style.shaper.levels(spaced, style.direction);
  const faces = faceOfWholeText(spaced, style.faces);
  const pieces: Piece[] = [];
  for (const run of textRuns(spaced, levels, faces)) {
    const { face, script, level } = run;
    if (run.isolate) {
      pieces.push({ word: nothingIn(face), level, start: run.start, end: run.end, breakable: false });
      continue;
    }
    const language = script === 'Latn' ? 'en' : style.language;
    const shape = style.shaper.wordShaper(face, { rightToLeft: (level & 1) === 1, script, language });
    for (let start = run.start; start < run.end; ) {
      const code = text.charCodeAt(start);
      const space = code === SPACE || code === NO_BREAK_SPACE;
      let end = start + 1;
      if (!space) while (end < run.end && spaced.charCodeAt(end) !== SPACE) end++;
      pieces.push({
        word: shape(spaced.slice(start, end)),
        level,
        start,
        end,
        breakable: code === SPACE,
      });
      start = end;
    }
  }
  return { text: spaced, direction: style.direction, pieces };
}

/** Returns the word of a character that isn't drawn. */
const nothingIn = (face: Face): ShapedWord => ({
  face,
  atoms: [],
  advances: [],
  width: 0,
  inkTop: 0,
  inkBottom: 0,
});

/** What a line takes: its width, and its highest and lowest ink, in thousandths of an em. */
export type LineMeasure = Pick<ShapedLine, 'width' | 'inkTop' | 'inkBottom'>;

/** Returns the measure of the line of the pieces [from, to) of a paragraph, which needs no order. */
export function measureOf({ pieces }: ShapedParagraph, from: number, to: number): LineMeasure {
  let [width, inkTop, inkBottom] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    const word = pieces[i]?.word;
    if (!word) continue;
    width += word.width;
    if (word.inkTop > inkTop) inkTop = word.inkTop;
    if (word.inkBottom < inkBottom) inkBottom = word.inkBottom;
  }
  return { width, inkTop, inkBottom };
}

/** Returns the line of the pieces [from, to) of a paragraph. */
export function lineOf(paragraph: ShapedParagraph, from = 0, to = paragraph.pieces.length): ShapedLine {
  const pieces =
    from === 0 && to === paragraph.pieces.length ? paragraph.pieces : paragraph.pieces.slice(from, to);
  const words = visualOrder(pieces).flatMap(({ word }) => (word.atoms.length > 0 ? [word] : []));
  anchorLeadingMark(paragraph.direction, words);
  return {
    text: paragraph.text.slice(pieces[0]?.start ?? 0, pieces.at(-1)?.end ?? 0),
    words,
    ...measureOf(paragraph, from, to),
  };
}

/** Shapes a whole text as one line. */
export function shapeLine(text: string, style: LineStyle): ShapedLine {
  return lineOf(shapeParagraph(text, style));
}

/**
 * Returns only the first face that covers the whole text, if there is one: text extractors split a line where its font
 * changes.
 */
function faceOfWholeText(text: string, faces: readonly Face[]): readonly Face[] {
  if (faces.length < 2) return faces;
  const printed = text.replace(/[\u200B-\u200D\u2066-\u2069]/g, '');
  const whole = faces.find((face) => face.coversAll(printed));
  return whole ? [whole] : faces;
}

/** Puts a right-to-left mark before a line that begins with a combining mark, which text extractors would misplace. */
function anchorLeadingMark(direction: Direction, words: ShapedWord[]): void {
  const first = words[0];
  const atom = first?.atoms[0];
  if (direction !== 'rtl' || !first || !atom || !isMark(atom.unicode.codePointAt(0) ?? 0)) return;
  const atoms = [first.face.composite([], 0, '\u200f')];
  words.unshift({ face: first.face, atoms, advances: [0], width: 0, inkTop: 0, inkBottom: 0 });
}
