import type { ImportProblem, ImportReport } from './import-queries.ts';

/** What a file may leave open, by the problems that say so. */
const ASKED_BY = {
  hoursAs: ['HOURS_CLOCK_OR_DECIMAL'],
  areHours: ['HOURS_ONLY_ONES', 'HOURS_ALL_BELOW_ONE', 'HOURS_DAY_FRACTION', 'HOURS_THREE_DIGITS'],
  dates: ['DATES_MONTH_FIRST', 'DATE_OTHER_ORDER', 'DATES_DAY_FIRST'],
  shifts: ['SHIFT_OPEN'],
  issuer: ['ISSUER_MISSING', 'OPPORTUNITY_AMBIGUOUS'],
  headings: ['HEADING_UNKNOWN', 'HEADING_UNIT'],
} as const;

export type QuestionName = keyof typeof ASKED_BY;

/** Problems with the value of one cell, which may be written otherwise instead. */
const OF_ONE_CELL: ReadonlySet<string> = new Set(['HOURS_DAY_FRACTION', 'HOURS_THREE_DIGITS']);

/** Returns whether a question above the problem asks for what it says, so that no cell has to be corrected. */
export const isAskedOnly = (problem: ImportProblem): boolean =>
  isAsked(problem) && !OF_ONE_CELL.has(problem.code);

/** Returns whether a question above the problem asks for what it says. */
export const isAsked = ({ code }: Pick<ImportProblem, 'code'>): boolean =>
  Object.values(ASKED_BY).some((codes: readonly string[]) => codes.includes(code));

/** What a file leaves open: one question each, and each heading of which nobody knows what it holds. */
export interface OpenQuestions {
  readonly names: ReadonlySet<Exclude<QuestionName, 'headings'>>;
  readonly headings: readonly string[];
}

/** Returns what the file of an import leaves open; a note asks too, where the file was read in one of two ways. */
export function openQuestions({ problems }: Pick<ImportReport, 'problems'>): OpenQuestions {
  const asks = (name: QuestionName) =>
    problems.filter(({ code }) => (ASKED_BY[name] as readonly string[]).includes(code));
  const names = (['hoursAs', 'areHours', 'dates', 'shifts', 'issuer'] as const).filter(
    (name) => asks(name).length > 0,
  );
  return {
    names: new Set(names),
    headings: [...new Set(asks('headings').flatMap(({ column, value }) => column ?? value ?? []))],
  };
}
