import type { ProblemText } from '../problem-text.ts';

/** The Arabic text of problems of whom and what a row names. */
export const RECORD_PROBLEMS_AR = {
  APPROVER_FORM: [
    'ليس في الخلية اسم من اعتمد، بل ما تقرّر.',
    'اكتب اسم من اعتمد الساعات، أو اترك الخلية فارغة إن لم يعتمدها أحد. أما القرار فموضعه عمود الحالة.',
  ],
  VALUE_CHANGED: [
    'القيمة المسجّلة «{known}»، ويستبدلها هذا الاستيراد.',
    'إن كانت القيمة المسجّلة صحيحة فصحّح الملف، وإلا فلا يلزم شيء.',
  ],
} as const satisfies Readonly<Record<string, ProblemText>>;
