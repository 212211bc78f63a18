import type { ProblemText } from '../problem-text.ts';

/** The Arabic text of the problems of a row with what is recorded. */
export const RECORD_PROBLEMS_AR = {
  VALUE_CHANGED: [
    'القيمة المسجّلة «{known}»، ويستبدلها هذا الاستيراد.',
    'إن كانت القيمة المسجّلة صحيحة فصحّح الملف، وإلا فلا يلزم شيء.',
  ],
} as const satisfies Readonly<Record<string, ProblemText>>;
