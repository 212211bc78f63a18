/** Longest text that is searched at once, in UTF-16 code units. */
const PIECE = 4096;
const OVERLAP = 512;
/** What stands so near to where a text was cut may be cut itself; the piece beside has it whole. */
const CUT = 128;

/** Where something stands in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Returns what `find` finds in a text of any length, of which it searches pieces that overlap, each once. */
export function inPieces<Found extends Span>(text: string, find: (piece: string) => Found[]): Found[] {
  if (text.length <= PIECE) return find(text);
  const spans = new Map<string, Found>();
  for (let from = 0; from === 0 || from + OVERLAP < text.length; from += PIECE - OVERLAP) {
    const piece = text.slice(from, from + PIECE);
    const isLast = from + PIECE >= text.length;
    for (const found of find(piece)) {
      const { start, end } = found;
      const isWhole = (from === 0 || start >= CUT) && (isLast || end <= piece.length - CUT);
      if (isWhole)
        spans.set(JSON.stringify({ ...found, start: from + start }), {
          ...found,
          start: from + start,
          end: from + end,
        });
    }
  }
  return [...spans.values()];
}
