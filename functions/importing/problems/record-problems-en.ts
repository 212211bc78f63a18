import type { ProblemText } from '../problem-text.ts';

/** The English text of the problems of a row with what is recorded. */
export const RECORD_PROBLEMS_EN = {
  VALUE_CHANGED: [
    'Recorded is “{known}”, which this import replaces.',
    'If the recorded value is right, correct the file. Otherwise there is nothing to do.',
  ],
} as const satisfies Readonly<Record<string, ProblemText>>;
