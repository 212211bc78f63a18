import type { Face } from '../fonts/face.ts';
import type { ScriptTag } from '../fonts/harfbuzz.ts';

/** A range of a text with one embedding level, one face and one script. */
export interface TextRun {
  readonly start: number;
  end: number;
  readonly level: number;
  readonly face: Face;
  readonly script: ScriptTag;
  /** Whether it is an isolate control, which is not drawn and parts the levels beside it. */
  readonly isolate?: true;
}

/**
 * Splits a text into runs, in logical order. Each character takes the first face that covers it and the marks on it.
 * An isolate control is a run of its own; zero-width spaces belong to none.
 */
export function textRuns(text: string, levels: Uint8Array, faces: readonly Face[]): TextRun[] {
  const runs: TextRun[] = [];
  let current = null as TextRun | null;
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i) ?? 0;
    const next = i + (code > 0xffff ? 2 : 1);
    const level: number = levels[i] ?? 0;
    if (code === ZERO_WIDTH_SPACE || isIsolate(code)) {
      current = null;
      if (isIsolate(code))
        runs.push({ start: i, end: next, level, face: firstOf(faces), script: 'Latn', isolate: true });
    } else if (current && joinsCurrent(code, level, current)) current.end = next;
    else {
      const face = faceFor(text, i, next, faces);
      const script = scriptOf(code) ?? (level & 1 ? 'Arab' : 'Latn');
      if (current && current.level === level && current.face === face && current.script === script) {
        current.end = next;
      } else {
        current = { start: i, end: next, level, face, script };
        runs.push(current);
      }
    }
    i = next;
  }
  return runs;
}

function joinsCurrent(code: number, level: number, run: TextRun): boolean {
  if (isMark(code) || isJoiner(code)) return true;
  return code === 0x20 && run.level === level && run.face.covers(code);
}

function firstOf(faces: readonly Face[]): Face {
  const [first] = faces;
  if (!first) throw new Error('a line needs at least one face');
  return first;
}

/** Returns the first face that covers the character [start, end) of a text and the marks after it. */
function faceFor(text: string, start: number, end: number, faces: readonly Face[]): Face {
  const first = firstOf(faces);
  if (faces.length === 1) return first;
  let markedEnd = end;
  while (isMark(text.charCodeAt(markedEnd))) markedEnd++;
  const marked = text.slice(start, markedEnd);
  return faces.find((face) => face.coversAll(marked)) ?? first;
}

const ZERO_WIDTH_SPACE = 0x200b;

function isIsolate(code: number): boolean {
  return code >= 0x2066 && code <= 0x2069;
}

function isJoiner(code: number): boolean {
  return code === 0x200c || code === 0x200d;
}

/** Whether a code point is a combining mark of a script that our fonts cover. */
export function isMark(code: number): boolean {
  return (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x610 && code <= 0x61a) ||
    (code >= 0x64b && code <= 0x65f) ||
    code === 0x670 ||
    (code >= 0x6d6 && code <= 0x6dc) ||
    (code >= 0x6df && code <= 0x6e4) ||
    (code >= 0x6e7 && code <= 0x6e8) ||
    (code >= 0x6ea && code <= 0x6ed) ||
    (code >= 0x8d3 && code <= 0x8ff)
  );
}

/**
 * Returns the script of a letter or an Arabic digit, or null for a character that takes the script of its neighbours.
 */
function scriptOf(code: number): ScriptTag | null {
  const arabic =
    (code >= 0x600 && code <= 0x6ff) ||
    (code >= 0x750 && code <= 0x77f) ||
    (code >= 0x8a0 && code <= 0x8ff) ||
    (code >= 0xfb50 && code <= 0xfdff) ||
    (code >= 0xfe70 && code <= 0xfeff);
  if (arabic) return code === 0x60c || code === 0x61b || code === 0x61f ? null : 'Arab';
  const latin =
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0xc0 && code <= 0x2af && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x1e00 && code <= 0x1eff);
  return latin ? 'Latn' : null;
}
