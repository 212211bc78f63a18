/** Codes that don't stop an import: what a person should look at, or what was left out. */
const NOTES = [
  'COLUMN_IGNORED',
  'WORKSHEET_IGNORED',
  'WORKSHEET_HIDDEN',
  'TOTAL_ROW_SKIPPED',
  'ROW_SHORT',
  'ENTRY_OVERLAP',
  'ENTRY_DAY_OVER_24_HOURS',
  'ENTRY_OVER_DAILY_CAP',
  'ENTRY_DUPLICATE_CONTENT',
  'ENTRY_OVERTAKEN',
] as const;

/** What ends the reading of a file, whatever else is wrong with it. */
const ENDINGS = [
  'FILE_TYPE',
  'FILE_TOO_LARGE',
  'WORKBOOK_TOO_LARGE',
  'FILE_EMPTY',
  'FILE_CHANGED',
  'FILE_DAMAGED',
  'FILE_ENCODING',
  'FILE_CUT_OFF',
  'FILE_PROTECTED',
  'TOO_MANY_ROWS',
  'TOO_MANY_COLUMNS',
  'QUOTE_OPEN',
] as const;

/** Everything that can be wrong with a file, permanent: codes are added, never renamed or reused. */
export const PROBLEM_CODES = [
  ...ENDINGS,
  'CELL_TOO_LONG',
  'HEADINGS_NOT_FOUND',
  'HEADING_MISSING',
  'HEADING_UNKNOWN',
  'HEADING_TWICE',
  'CELL_MISSING',
  'CELL_FORMULA',
  'CELL_ERROR',
  'ROW_TOO_LONG',
  'ROW_CUT_OFF',
  'ID_FORM',
  'ID_CHARACTER',
  'ID_SCIENTIFIC',
  'ID_TWICE',
  'DATE_FORM',
  'DATE_SERIAL',
  'DATE_UNKNOWN',
  'DATE_HIJRI',
  'DATE_GREGORIAN',
  'DATES_REVERSED',
  'DATE_IN_FUTURE',
  'DATE_OUTSIDE_OPPORTUNITY',
  'TIME_FORM',
  'HOURS_FORM',
  'HOURS_NOT_POSITIVE',
  'HOURS_TOO_MANY',
  'HOURS_OR_TIMES',
  'NUMBER_FORM',
  'CHOICE_UNKNOWN',
  'EMAIL_FORM',
  'TEXT_FORM',
  'TEXT_GARBLED',
  'NAME_SCRIPT',
  'NAME_CONTROL',
  'NAME_DIGIT',
  'NAME_MARKS',
  'NAME_JOINER',
  'NAME_LENGTH',
  'NAME_NO_LETTER',
  'APPROVER_MISSING',
  'ISSUER_UNKNOWN',
  'ISSUER_NOT_YOURS',
  'ISSUER_FIXED',
  'OPPORTUNITY_UNKNOWN',
  'VOLUNTEER_UNKNOWN',
  'VOLUNTEER_ELSEWHERE',
  'ENTRY_ELSEWHERE',
  'ENTRY_CERTIFIED',
  'TIMESHEET_FULL',
  ...NOTES,
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

const ENDING_CODES: ReadonlySet<ProblemCode> = new Set(ENDINGS);
const NOTE_CODES: ReadonlySet<ProblemCode> = new Set(NOTES);

/** Whether a problem stops the import; a notice doesn't. */
export const stopsImport = (code: ProblemCode): boolean => !NOTE_CODES.has(code);

export type Facts = Readonly<Record<string, string | number>>;

/** What is wrong in one place of a file; its words are found when it is shown, in the reader's language. */
export interface ImportProblem {
  readonly code: ProblemCode;
  readonly file: string;
  /** Null for CSV. */
  readonly worksheet: string | null;
  /** As a spreadsheet counts, from 1; null for the file as a whole. */
  readonly row: number | null;
  /** The heading as the file writes it. */
  readonly column: string | null;
  readonly value: string | null;
  readonly facts: Facts;
}

/** What a cell or row reader found wrong; the place is added by who knows it. */
export interface CellProblem {
  readonly code: ProblemCode;
  readonly facts?: Facts;
}

const VALUE_SHOWN = 80;

/** Collects problems up to a bound and counts the rest, so that a file that is wrong in every row fits too. */
export class ProblemLog {
  readonly kept: ImportProblem[] = [];
  errorCount = 0;
  noteCount = 0;
  readonly #file: string;
  readonly #bound: number;

  constructor(file: string, bound: number) {
    this.#file = file;
    this.#bound = bound;
  }

  add(
    problem: CellProblem,
    place: {
      readonly worksheet?: string | null;
      readonly row?: number | null;
      readonly column?: string | null;
      readonly value?: string | null;
    } = {},
  ): void {
    const note = !stopsImport(problem.code);
    if (note) this.noteCount += 1;
    else this.errorCount += 1;
    // Errors are what stops the import: notices never take the last tenth of the room, and what ends the reading of
    // the file has a place of its own.
    const bound = note ? this.#bound * 0.9 : this.#bound - (ENDING_CODES.has(problem.code) ? 0 : 1);
    if (this.kept.length >= bound) return;
    const value = place.value ?? null;
    this.kept.push({
      code: problem.code,
      file: this.#file,
      worksheet: place.worksheet ?? null,
      row: place.row ?? null,
      column: place.column ?? null,
      value: value === null ? null : shortened(value),
      facts: problem.facts ?? {},
    });
  }
}

/**
 * Problems as a person works through them: what ended the reading, what else stops the import, then what is only to be
 * known; each by sheet as they came, then by row.
 */
export function inReadingOrder(problems: readonly ImportProblem[]): ImportProblem[] {
  const worksheets = [...new Set(problems.map(({ worksheet }) => worksheet))];
  return problems.toSorted(
    (a, b) =>
      rankOf(a.code) - rankOf(b.code) ||
      worksheets.indexOf(a.worksheet) - worksheets.indexOf(b.worksheet) ||
      (a.row ?? 0) - (b.row ?? 0),
  );
}

const rankOf = (code: ProblemCode) => (ENDING_CODES.has(code) ? 0 : stopsImport(code) ? 1 : 2);

/** A value as a report shows it: short, and without characters that would disturb the lines around it. */
function shortened(value: string): string {
  const visible = value.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
  const points = [...visible.slice(0, 2 * VALUE_SHOWN + 2)];
  return points.length > VALUE_SHOWN ? `${points.slice(0, VALUE_SHOWN).join('')}…` : visible;
}

/** A file that can't be read as a whole: the one problem that ends the reading. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly problem: CellProblem;
  readonly place: { readonly worksheet?: string; readonly row?: number };

  constructor(problem: CellProblem, place: { readonly worksheet?: string; readonly row?: number } = {}) {
    super(problem.code);
    this.problem = problem;
    this.place = place;
  }
}
