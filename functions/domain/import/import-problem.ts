import { codePointOf } from '../hours/display-name.ts';

/** Codes that don't stop an import: something to check, or something that was skipped. */
const NOTES = [
  'COLUMN_IGNORED',
  'WORKSHEET_IGNORED',
  'WORKSHEET_HIDDEN',
  'WORKSHEET_OF_TOTALS',
  'TOTAL_ROW_SKIPPED',
  'TOTAL_DIFFERS',
  'ENCODING_GUESSED',
  'HEADING_READ_AS',
  'ROWS_ABOVE_SKIPPED',
  'SAID_ABOVE',
  'MONTH_IN_NAME',
  'ROWS_SKIPPED',
  'REMARK_ROW_SKIPPED',
  'EXAMPLE_ROW_SKIPPED',
  'MAPPED_HEADING_ABSENT',
  'FORMULA_ROWS_SKIPPED',
  'FORMULA_RESULTS_READ',
  'ROW_HIDDEN',
  'MERGED_READ',
  'SHOWN_ROUNDED',
  'ESCAPE_DECODED',
  'ROW_SHORT',
  'ENTRY_OVERLAP',
  'ENTRY_DAY_OVER_24_HOURS',
  'ENTRY_OVER_DAILY_CAP',
  'ENTRY_DUPLICATE_CONTENT',
  'ROWS_ON_TWO_WORKSHEETS',
  'ENTRY_OVERTAKEN',
  'DATES_DAY_FIRST',
  'DATE_YEAR_TAKEN',
  'DATE_HIJRI_READ',
  'HOURS_AND_MINUTES',
  'HOURS_DECIMAL',
  'VALUE_READ_AS',
  'SHIFT_HELD',
  'ABSENCE_READ',
  'SAME_PERSON',
  'HOLDER_RENAMED',
  'VALUE_CHANGED',
  'NAME_SPELT_OTHERWISE',
  'ENTRY_DATE_CHANGED',
  'NAME_AWAITS_RELEASE',
  'ADDRESS_AWAITS_RELEASE',
  'HOURS_AFTER_CERTIFICATE',
  'ENTRY_SAME_DAY',
  'ENTRY_IDS_MADE',
] as const;

/** Codes that end the reading of a file at once. */
const FATAL = [
  'FILE_TYPE',
  'FILE_TOO_LARGE',
  'WORKBOOK_TOO_LARGE',
  'FILE_EMPTY',
  'FILE_CHANGED',
  'FILE_DAMAGED',
  'FILE_ENCODING',
  'FILE_ENCODING_UNREAD',
  'FILE_ENCODING_UNCLEAR',
  'FILE_CUT_OFF',
  'FILE_PROTECTED',
  'TOO_MANY_ROWS',
  'TOO_MANY_COLUMNS',
  'QUOTE_OPEN',
] as const;

/** Everything that can be wrong with a file. Codes are permanent: add new ones, never rename or reuse one. */
export const PROBLEM_CODES = [
  ...FATAL,
  'CELL_TOO_LONG',
  'HEADINGS_NOT_FOUND',
  'HEADINGS_IN_ONE_CELL',
  'HEADING_MISSING',
  'HEADING_UNKNOWN',
  'HEADING_TWICE',
  'HEADING_UNIT',
  'COLUMN_HIDDEN',
  'DAYS_AS_COLUMNS',
  'WEEKS_AS_COLUMNS',
  'CELL_MISSING',
  'CELL_FORMULA',
  'FORMULA_UNSOLVED',
  'CELL_FORMAT',
  'CELL_MERGED',
  'CELL_STRUCK',
  'CELL_ERROR',
  'ROW_TOO_LONG',
  'ROW_CUT_OFF',
  'ID_FORM',
  'ID_CHARACTER',
  'ID_SCIENTIFIC',
  'ID_TIME',
  'ID_TWICE',
  'ID_CASE',
  'PLACEHOLDER',
  'ROW_REPEATED',
  'DATE_FORM',
  'DATE_SERIAL',
  'DATE_YEAR_MISSING',
  'DATE_UNKNOWN',
  'DATE_GREGORIAN',
  'DATE_OTHER_CALENDAR',
  'DATES_MONTH_FIRST',
  'DATE_OTHER_ORDER',
  'DATES_HALF_TEXT',
  'DATE_EXCHANGED',
  'DATE_WEEKDAY',
  'DATE_ZONE',
  'DATES_REVERSED',
  'DATE_IN_FUTURE',
  'DATE_OUTSIDE_OPPORTUNITY',
  'TIME_FORM',
  'TIME_RANGE',
  'TIME_PART_OF_DAY',
  'HOURS_FORM',
  'HOURS_NOT_POSITIVE',
  'HOURS_TOO_MANY',
  'HOURS_MINUTES',
  'HOURS_MARK',
  'HOURS_DATE',
  'HOURS_RANGE',
  'MINUTES_FORM',
  'MINUTES_UNFIT',
  'END_DATE_UNFIT',
  'HOURS_ELSEWHERE',
  'HOURS_NET_DIFFER',
  'HOURS_OF_DAYS',
  'HOURS_OF_ABSENT',
  'HOURS_CANCELLED',
  'HOURS_UNDECIDED',
  'ROWS_NOT_COUNTING',
  'TIMES_NOT_HOURS',
  'HOURS_ONLY_ONES',
  'HOURS_ALL_BELOW_ONE',
  'HOURS_THREE_DIGITS',
  'HOURS_DAY_FRACTION',
  'HOURS_CLOCK_OR_DECIMAL',
  'SHIFT_OPEN',
  'SHIFT_REVERSED',
  'SHIFT_OTHER_DAY',
  'SHIFT_TOO_LONG',
  'SHIFT_OVERNIGHT',
  'HOURS_OR_TIMES',
  'NUMBER_FORM',
  'CHOICE_UNKNOWN',
  'EMAIL_FORM',
  'TEXT_FORM',
  'TEXT_GARBLED',
  'TEXT_REVERSED',
  'TITLE_SCRIPT',
  'TEXT_ESCAPED',
  'BIRTH_DATE_UNLIKELY',
  'AGE_UNREAD',
  'HEADINGS_AGAIN',
  'SAID_OTHERWISE',
  'TEXT_NOT_PRINTABLE',
  'NAME_SCRIPT',
  'NAME_SIGN',
  'NAME_NOT_PRINTABLE',
  'NAME_CONTROL',
  'NAME_DIGIT',
  'NAME_MARKS',
  'NAME_JOINER',
  'NAME_LENGTH',
  'NAME_NO_LETTER',
  'NAME_PARTS_DIFFER',
  'APPROVER_MISSING',
  'APPROVER_FORM',
  'ISSUER_UNKNOWN',
  'ISSUER_MISSING',
  'OPPORTUNITY_UNKNOWN',
  'OPPORTUNITY_AMBIGUOUS',
  'VOLUNTEER_UNKNOWN',
  'ENTRY_ELSEWHERE',
  'ENTRY_IDS_SERIAL',
  'NAME_OF_ANOTHER',
  'ENTRY_CERTIFIED',
  'TIMESHEET_FULL',
  ...NOTES,
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

const FATAL_CODES: ReadonlySet<ProblemCode> = new Set(FATAL);
const NOTE_CODES: ReadonlySet<ProblemCode> = new Set(NOTES);

/** Returns whether a problem stops the import. A note doesn't. */
export const stopsImport = (code: ProblemCode): boolean => !NOTE_CODES.has(code);

/** The values that a problem's message is filled with. */
export type Facts = Readonly<Record<string, string | number>>;

/** One problem of a file. The message is chosen by code and language when the problem is shown. */
export interface ImportProblem {
  readonly code: ProblemCode;
  readonly file: string;
  /** Null for CSV. */
  readonly worksheet: string | null;
  /** Counted from 1, as in a spreadsheet; null for the file as a whole. */
  readonly row: number | null;
  /** The heading as written in the file. */
  readonly column: string | null;
  readonly value: string | null;
  readonly facts: Facts;
}

/** A problem without its position, as a reader of cells or rows finds it. */
export interface CellProblem {
  readonly code: ProblemCode;
  readonly facts?: Facts;
}

/** The position of a problem in a file, as far as it has one. */
export interface ProblemPosition {
  readonly worksheet?: string | null;
  readonly row?: number | null;
  readonly column?: string | null;
  readonly value?: string | null;
}

const MAX_VALUE_LENGTH = 80;

/**
 * Collects the problems of a file. Keeps at most `bound` of them and counts the rest, so that memory stays bounded
 * when every row is wrong.
 */
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

  add(problem: CellProblem, position: ProblemPosition = {}): void {
    const note = !stopsImport(problem.code);
    if (note) this.noteCount += 1;
    else this.errorCount += 1;
    // Notes fill at most nine tenths of the bound, and one slot is reserved for the problem that ends the reading, so
    // that neither can push out the errors that stop the import.
    const bound = note ? this.#bound * 0.9 : this.#bound - (FATAL_CODES.has(problem.code) ? 0 : 1);
    if (this.kept.length >= bound) return;
    const value = position.value ?? null;
    this.kept.push({
      code: problem.code,
      file: this.#file,
      worksheet: position.worksheet ?? null,
      row: position.row ?? null,
      column: position.column ?? null,
      value: value === null ? null : shortened(value),
      facts: problem.facts ?? {},
    });
  }
}

/**
 * Sorts problems for a reader: first the one that ended the reading, then errors, then notes; within each by worksheet
 * in the order of the file, then by row.
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

const rankOf = (code: ProblemCode) => (FATAL_CODES.has(code) ? 0 : stopsImport(code) ? 1 : 2);

/** Shortens a value for a report, and shows control and format characters in it as `[U+200B]`. */
function shortened(value: string): string {
  const start = value.toWellFormed().slice(0, 2 * MAX_VALUE_LENGTH + 2);
  const visible = start.replace(/[\p{Cc}\p{Cf}]/gu, (character) => `[${codePointOf(character)}]`);
  const points = [...visible];
  return points.length > MAX_VALUE_LENGTH ? `${points.slice(0, MAX_VALUE_LENGTH).join('')}…` : visible;
}

/** Thrown when a file can't be read further. Carries the problem and its position. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly problem: CellProblem;
  readonly position: { readonly worksheet?: string; readonly row?: number };

  constructor(problem: CellProblem, position: { readonly worksheet?: string; readonly row?: number } = {}) {
    super(problem.code);
    this.problem = problem;
    this.position = position;
  }
}
