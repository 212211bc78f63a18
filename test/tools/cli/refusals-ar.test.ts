import { describe, expect, test } from '@jest/globals';
import { BATCH_STATES } from '../../../functions/domain/batch/batch.ts';
import { refusalInArabic } from '../../../infra/tools/cli/wording/refusals-ar.ts';

const ID = 'B1P90CH35ABARTZ768';
const SHOWN = '\u200eB1P9-0CH3-5ABA-RTZ7-68\u200e';
const OTHER = 'ZZZZ0CH35ABARTZ768';

/** Returns the Arabic message of a refusal without direction marks. */
const messageOf = (code: string, path: string, facts: Readonly<Record<string, unknown>> = {}) =>
  refusalInArabic(code, { address: `http://127.0.0.1:8080${path}`, facts })?.replaceAll('\u200e', '');

test.each([
  [`/certificates/${ID}`, 'شهادة رقمها B1P9-0CH3-5ABA-RTZ7-68؛ لعرض الشهادات: npx tawtheeq certificates'],
  [`/base/certificates/${ID}/revocation`, 'شهادة رقمها B1P9-0CH3-5ABA-RTZ7-68'],
  ['/batches/0a1b', 'دفعة رقمها 0a1b؛ لعرض الدفعات: npx tawtheeq batch list'],
  ['/batches/a%20b/pause', 'دفعة رقمها a b؛'],
  ['/corrections/C-1/decision', 'طلب تصحيح رقمه C-1؛ لعرض الطلبات: npx tawtheeq corrections list'],
  ['/imports/I-1', 'استيراد رقمه I-1'],
  ['/reports?from=2025-01-01&issuer=nope', 'جهة رمزها nope؛ لعرض الجهات: npx tawtheeq issuers'],
  ['/elsewhere', 'لا يوجد ما طلبته ضمن جهاتك'],
])('names the missing object of %s', (path, expected) => {
  expect(messageOf('NOT_FOUND', path)).toContain(expected);
});

test('keeps an ID in left-to-right order', () => {
  const address = `https://verify.example.org/certificates/${ID}`;
  expect(refusalInArabic('NOT_FOUND', { address, facts: {} })).toContain(` ${SHOWN}؛`);
});

test.each([
  [
    { field: 'nameAr', problem: 'SCRIPT', position: 1, codePoint: 'U+0046' },
    'الاسم العربي: الحرف رقم 1 («F»، U+0046) ليس من حروف هذا الاسم.',
  ],
  [{ field: 'nameEn', problem: 'LENGTH' }, 'الاسم الإنجليزي: الاسم من حرفين إلى 120 حرفًا.'],
  [{ field: 'nameAr', codePoint: 'U+08A0' }, 'في الاسم العربي حرف ليس في خطوطنا: U+08A0'],
  [{ field: 'nameAr' }, 'الاسم هو نفسه الذي على الشهادة'],
  [{}, 'في الطلب قيمة ناقصة أو غير صحيحة'],
])('explains a refused name, %j', (facts, expected) => {
  expect(messageOf('BODY_INVALID', `/certificates/${ID}/replacement`, facts)).toBe(expected);
});

describe('a step that the state does not allow', () => {
  test.each([
    ['suspension', { state: 'revoked' }, 'ملغاة، فلا يمكن إيقافها مؤقتًا'],
    ['revocation', { state: 'revoked' }, 'ملغاة من قبل'],
    ['reinstatement', { state: 'issued' }, 'ليست موقوفة، فلا حاجة إلى إعادتها إلى السريان'],
    [
      'replacement',
      { state: 'suspended' },
      'موقوفة مؤقتًا، فلا يمكن استبدالها؛ أعدها إلى السريان أولًا: npx tawtheeq reinstate',
    ],
    [
      'revocation',
      { state: 'superseded', supersededBy: OTHER },
      'حلّت محلها الشهادة ZZZZ-0CH3-5ABA-RTZ7-68، فلا يمكن إلغاؤها',
    ],
    [
      'replacement',
      { state: 'superseded', supersededBy: OTHER },
      'حلّت محلها الشهادة ZZZZ-0CH3-5ABA-RTZ7-68 من قبل',
    ],
    ['revocation', { state: 'erased' }, 'مُحيت بياناتها، فلا يمكن إلغاؤها'],
  ])('%s of a certificate, %j', (step, facts, expected) => {
    expect(messageOf('STATE_CONFLICT', `/certificates/${ID}/${step}`, facts)).toBe(
      `الشهادة B1P9-0CH3-5ABA-RTZ7-68 ${expected}`,
    );
  });

  test.each([
    ['pause', 'done', 'الدفعة 0a1b منتهية، فلا يمكن إيقافها مؤقتًا'],
    ['pause', 'paused', 'الدفعة 0a1b متوقفة مؤقتًا بالفعل'],
    ['resume', 'running', 'الدفعة 0a1b قيد الإصدار بالفعل'],
    ['approve', 'draft', 'الدفعة 0a1b مسودة لم تُؤكَّد، فلا يمكن الموافقة عليها'],
    ['cancel', 'cancelled', 'الدفعة 0a1b ملغاة بالفعل'],
    ['retry', 'done', 'لم يتعثر شيء في الدفعة 0a1b، فليس فيها ما تُعاد محاولته'],
    ['retry', 'running', 'الدفعة 0a1b قيد الإصدار بالفعل'],
    ['retry', 'paused', 'الدفعة 0a1b متوقفة مؤقتًا، فلا يمكن إعادة محاولة المتعثر منها'],
    [
      'archive',
      'running',
      'لا يُجهَّز هذا الملف إلا بعد انتهاء الدفعة أو إلغائها أو إيقافها مؤقتًا، والدفعة 0a1b الآن قيد الإصدار',
    ],
    ['print-run', 'cancelled', 'لم تُصدر الدفعة 0a1b شيئًا، فليس لها ملف يُحمَّل'],
    ['report.csv', 'cancelled', 'لم تُصدر الدفعة 0a1b شيئًا، فليس لها ملف يُحمَّل'],
  ])('%s of a batch that is %s', (step, state, expected) => {
    expect(messageOf('STATE_CONFLICT', `/batches/0a1b/${step}`, { state })).toBe(expected);
  });

  test('a correction of a revoked certificate', () => {
    expect(messageOf('STATE_CONFLICT', '/corrections/C-1/decision', { state: 'revoked' })).toBe(
      'الشهادة المقصودة ملغاة، فلا يمكن استبدالها',
    );
  });

  test.each(['issued', 'revoked', 'superseded', 'suspended', 'erased'])(
    'has a message for a certificate that is %s',
    (state) => {
      expect(messageOf('STATE_CONFLICT', `/certificates/${ID}/suspension`, { state })).not.toContain(
        'لا تسمح',
      );
    },
  );

  test.each([...BATCH_STATES])('has a message for a batch that is %s', (state) => {
    expect(messageOf('STATE_CONFLICT', '/batches/0a1b/approve', { state })).not.toContain('لا تسمح');
  });

  test('has a general message for an unknown state', () => {
    expect(messageOf('STATE_CONFLICT', `/certificates/${ID}/suspension`, { state: 'lent' })).toBe(
      'لا تسمح حالة الشهادة B1P9-0CH3-5ABA-RTZ7-68 بهذا الإجراء',
    );
  });
});

test.each([
  [
    { unknownOpportunityIds: ['OPP-9'] },
    'لا توجد لدى جهاتك فرصة رقمها OPP-9. لعرض الفرص: npx tawtheeq opportunities',
  ],
  [{ unknownOpportunityIds: ['A', 'B'] }, 'لا توجد لدى جهاتك فرص بهذه الأرقام: A، B. لعرض'],
  [{ unknownOpportunityIds: ['A', 'B', 'C', 'D', 'E', 'F'] }, 'A، B، C، D، E، …. لعرض'],
  [{ unknownOpportunityIds: [] }, 'ليس لدى جهاتك فرصة ضمن هذا الاختيار؛ وسّع الفترة أو غيّر المسار'],
])('an empty batch, %j', (facts, expected) => {
  expect(messageOf('BATCH_EMPTY', '/batches', facts)).toContain(expected);
});

test('has no message for an unknown code', () => {
  expect(messageOf('NEW_RULE', '/batches')).toBeUndefined();
});
