import type { RefusalCode } from '../../../functions/domain/refusal.ts';

/** The service says in English why it refuses; who reads Arabic is told by the code. */
export const REFUSALS_AR: Readonly<Record<RefusalCode, string>> = {
  BODY_INVALID: 'في الطلب قيمة ناقصة أو غير صحيحة',
  QUERY_INVALID: 'في شروط البحث قيمة غير صحيحة',
  FORBIDDEN_ROLE: 'ليس هذا من صلاحياتك',
  NOT_FOUND: 'لا يوجد ما طلبته ضمن جهاتك',
  NOT_ELIGIBLE: 'لا توجد شهادة مستحقة بعد',
  CERTIFICATE_ID_MALFORMED: 'ليس هذا رقم شهادة صحيحًا؛ راجع كتابته',
  STATE_CONFLICT: 'لا تسمح الحالة الحالية بهذا الإجراء',
  IMPORT_TOO_LARGE: 'الملف أكبر من 512 ميغابايت؛ قسّمه',
  IMPORT_RUNNING: 'يُستورد ملف لهذه الجهة الآن؛ أعد المحاولة بعد انتهائه',
  BATCH_EMPTY: 'ليس في هذا الاختيار ما يُصدر',
  BATCH_TOO_LARGE: 'الدفعة أكبر من الحد المسموح؛ قسّمها',
  BATCH_SELF_APPROVAL: 'لا يوافق على الدفعة من طلبها؛ تحتاج إلى شخص آخر',
  ISSUING_HALTED: 'الإصدار موقوف الآن',
  TOO_MANY_REQUESTS: 'طلبات كثيرة متتابعة؛ انتظر قليلًا ثم أعد المحاولة',
  LEDGER_BUSY: 'تُعدَّل هذه السجلات الآن؛ أعد المحاولة بعد لحظات',
  ENTRY_CERTIFIED: 'صدرت بهذه الساعات شهادة، فلا تتغير',
  CHECK_UNAVAILABLE: 'تعذّر التحقق الآن، ولا يعني ذلك أن الشهادة غير صحيحة',
  CORRECTION_DECIDED: 'سبق البتّ في طلب التصحيح هذا',
  LETTER_EMPTY: 'لا توجد ساعات معتمدة في هذه الفترة',
};
