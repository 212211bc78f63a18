import type { ProblemText } from '../problem-text.ts';

/** The English text of problems of whom and what a row names. */
export const RECORD_PROBLEMS_EN = {
  APPROVER_FORM: [
    'The approver is no name: the cell says what was decided, not by whom.',
    'Write who approved the hours; leave it empty where nobody has. What was decided belongs in the column status.',
  ],
  VALUE_CHANGED: [
    'Recorded is “{known}”, which this import replaces.',
    'If the recorded value is right, correct the file. Otherwise there is nothing to do.',
  ],
} as const satisfies Readonly<Record<string, ProblemText>>;
