import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import type { ProblemCode } from '../../../../functions/domain/import/import-problem.ts';
import type { RefusalCode } from '../../../../functions/domain/refusal.ts';
import { wordingOf } from '../../../../functions/importing/problem-wording.ts';
import { PROBLEMS_AR } from '../../../../functions/importing/problems-ar.ts';
import type { RefusedRequest } from './messages-en.ts';

/**
 * Returns the Arabic message of a refusal, from its code, address and facts; undefined for an unknown code. The API
 * itself answers refusals in English.
 */
export function refusalInArabic(code: string | undefined, request: RefusedRequest): string | undefined {
  const wording = Object.entries(REFUSALS).find(([known]) => known === code)?.[1];
  return typeof wording === 'function' ? wording(request) : wording;
}

const REFUSALS: Readonly<Record<RefusalCode, string | ((request: RefusedRequest) => string)>> = {
  BODY_INVALID: bodyInvalid,
  QUERY_INVALID: 'في شروط البحث قيمة غير صحيحة',
  FORBIDDEN_ROLE: ({ facts: { roles } }) =>
    Array.isArray(roles) ? `يحتاج هذا إلى دور ${leftToRight(roles.join(' أو '))}` : 'ليس هذا من صلاحياتك',
  SECOND_FACTOR_MISSING:
    'أدوارك موقوفة حتى تسجّل تطبيق مصادقة في منصة المنسقين (/console) ثم تسجّل الدخول من جديد: npx tawtheeq login',
  RECORD_ALTERED:
    'سجل المتطوع أو الفرصة ليس كما كتبته الخدمة، فلا تصدر به شهادة؛ أبلغ مشغّل الخدمة: npx tawtheeq audit',
  NOT_FOUND: notFound,
  NOT_ELIGIBLE: 'لا توجد شهادة مستحقة بعد',
  CERTIFICATE_ID_MALFORMED: 'ليس هذا رقم شهادة صحيحًا؛ راجع كتابته',
  STATE_CONFLICT: stateConflict,
  IMPORT_TOO_LARGE: 'الملف أكبر من 512 ميغابايت؛ قسّمه',
  IMPORT_RUNNING: 'يُستورد ملف لهذه الجهة الآن؛ أعد المحاولة بعد انتهائه',
  BATCH_EMPTY: batchEmpty,
  BATCH_TOO_LARGE: 'الدفعة أكبر من الحد المسموح؛ قسّمها',
  BATCH_SELF_APPROVAL: 'لا يوافق على الدفعة من طلبها؛ تحتاج إلى شخص آخر',
  OPPORTUNITY_AMBIGUOUS: 'لأكثر من جهة من جهاتك فرصة بهذا الرقم؛ سمِّ الجهة: --issuer',
  ISSUING_HALTED: ({ facts: { everyone } }) =>
    everyone === true
      ? 'الإصدار موقوف الآن لدى جميع الجهات؛ يستأنفه مشغّل الخدمة: npx tawtheeq issuing resume --everyone'
      : 'الإصدار موقوف الآن؛ يستأنفه من له صلاحية الموافقة: npx tawtheeq issuing resume',
  TOO_MANY_REQUESTS: 'طلبات كثيرة متتابعة؛ انتظر قليلًا ثم أعد المحاولة',
  LEDGER_BUSY: 'تُعدَّل هذه السجلات الآن؛ أعد المحاولة بعد لحظات',
  ENTRY_CERTIFIED: 'صدرت بهذه الساعات شهادة، فلا تتغير',
  STORE_UNAVAILABLE: 'تعذّر الوصول إلى السجلات الآن؛ لم يُفقد شيء، فأعد المحاولة بعد لحظات',
  CHECK_UNAVAILABLE: 'تعذّر التحقق الآن، ولا يعني ذلك أن الشهادة غير صحيحة',
  CORRECTION_DECIDED: ({ facts: { state, decidedAt } }) => {
    const decision = state === 'approved' ? 'قبول' : state === 'rejected' ? 'رفض' : 'البتّ في';
    const when = typeof decidedAt === 'string' ? ` في ${leftToRight(decidedAt)}` : '';
    return `سبق ${decision} طلب التصحيح هذا${when}`;
  },
  APPROVAL_EMPTY: 'لا توجد ضمن هذا الاختيار ساعات تنتظر الاعتماد',
  APPROVAL_TOO_LARGE: ({ facts: { limit } }) =>
    `ينتظر ضمن هذا الاختيار أكثر من ${limit} فترة؛ اطلب اعتماد بعض الأيام: --from و--to`,
  EMAIL_NOT_SENT: 'تعذّر إرسال الرسالة، ولم يُطلب شيء؛ أعد المحاولة',
  ADDRESS_REFUSED: 'لا تقبل خدمة البريد رسالة إلى عنوان المشرف، ولم يُطلب شيء؛ اطلب دعوته بعنوان آخر',
  SAME_PERSON: 'يجب أن ينفّذ هذا شخص آخر غير من سجّله أو طلبه',
  TRANSCRIPT_EMPTY: 'لا توجد ساعات معتمدة في هذه الفترة',
};

/** Words a refused body. A corrected name follows the rules of an imported name, and uses the same wording. */
function bodyInvalid({ facts: { field, problem, position, codePoint } }: RefusedRequest): string {
  if (field !== 'nameAr' && field !== 'nameEn') return 'في الطلب قيمة ناقصة أو غير صحيحة';
  const name = field === 'nameAr' ? 'الاسم العربي' : 'الاسم الإنجليزي';
  const code = `NAME_${problem}`;
  if (Object.hasOwn(PROBLEMS_AR, code)) {
    const facts = { position: Number(position), codePoint: String(codePoint) };
    return `${name}: ${wordingOf({ code: code as ProblemCode, facts }, 'ar').message}`;
  }
  if (typeof codePoint === 'string') return `في ${name} حرف ليس في خطوطنا: ${leftToRight(codePoint)}`;
  return 'الاسم هو نفسه الذي على الشهادة';
}

/** Predicates for a certificate in each state: «الشهادة … ملغاة». */
const CERTIFICATE_IS: Readonly<Record<string, string>> = {
  issued: 'صادرة',
  revoked: 'ملغاة',
  superseded: 'حلّت محلها شهادة أخرى',
  suspended: 'موقوفة مؤقتًا',
  erased: 'مُحيت بياناتها',
};

/** Each step on a certificate: its verbal noun, and the state that it leads to. */
const CERTIFICATE_STEPS: Readonly<Record<string, readonly [impossible: string, ends: string]>> = {
  revocation: ['إلغاؤها', 'revoked'],
  suspension: ['إيقافها مؤقتًا', 'suspended'],
  reinstatement: ['إعادتها إلى السريان', 'issued'],
  replacement: ['استبدالها', 'superseded'],
  erasure: ['محو بياناتها', 'erased'],
};

const BATCH_IS: Readonly<Record<string, string>> = {
  planning: 'قيد الإعداد',
  draft: 'مسودة لم تُؤكَّد',
  awaiting_approval: 'بانتظار الموافقة عليها',
  running: 'قيد الإصدار',
  paused: 'متوقفة مؤقتًا',
  done: 'منتهية',
  cancelled: 'ملغاة',
};

/** States of a batch in which it issues nothing, so that its files can be built. */
const IDLE_STATES: ReadonlySet<string> = new Set(['paused', 'done', 'cancelled']);

const BATCH_STEPS: Readonly<Record<string, readonly [impossible: string, ends: string]>> = {
  pause: ['إيقافها مؤقتًا', 'paused'],
  resume: ['استئنافها', 'running'],
  cancel: ['إلغاؤها', 'cancelled'],
  approve: ['الموافقة عليها', 'running'],
  retry: ['إعادة محاولة المتعثر منها', 'running'],
};

function notFound({ address }: RefusedRequest): string {
  const { kind, id } = objectOf(address);
  const issuer = new URL(address).searchParams.get('issuer');
  if (kind === 'certificates')
    return `لا توجد لدى جهاتك شهادة رقمها ${certificate(id)}؛ لعرض الشهادات: npx tawtheeq certificates`;
  if (kind === 'batches')
    return `لا توجد لدى جهاتك دفعة رقمها ${leftToRight(id)}؛ لعرض الدفعات: npx tawtheeq batch list`;
  if (kind === 'corrections')
    return `لا يوجد لدى جهاتك طلب تصحيح رقمه ${leftToRight(id)}؛ لعرض الطلبات: npx tawtheeq corrections list`;
  if (kind === 'imports') return `لا يوجد استيراد رقمه ${leftToRight(id)}`;
  if (issuer !== null)
    return `لا توجد ضمن صلاحياتك جهة رمزها ${leftToRight(issuer)}؛ لعرض الجهات: npx tawtheeq issuers`;
  return 'لا يوجد ما طلبته ضمن جهاتك';
}

function stateConflict({ address, facts }: RefusedRequest): string {
  const { kind, id, step } = objectOf(address);
  const state = String(facts.state);
  if (kind === 'certificates') return certificateConflict(certificate(id), step, state, facts.supersededBy);
  if (kind === 'corrections') return certificateConflict('', 'replacement', state, facts.supersededBy);
  if (kind === 'batches') return batchConflict(leftToRight(id), step, state);
  if (kind === 'imports')
    return step === 'release' || step === 'release/withdrawal'
      ? releaseConflict(leftToRight(id), step, facts)
      : 'until' in facts
        ? `مضت على الاستيراد ${leftToRight(id)} مدة السحب، وهي 29 يومًا`
        : `لا يُسحب إلا استيراد اكتمل تسجيله، وليس الاستيراد ${leftToRight(id)} كذلك`;
  return 'لا تسمح الحالة الحالية بهذا الإجراء';
}

function releaseConflict(id: string, step: string, facts: Readonly<Record<string, unknown>>): string {
  if ('until' in facts) return `مضت على الاستيراد ${id} مدة اعتماده وسحب اعتماده، وهي 29 يومًا`;
  if (step !== 'release') return `لا يُسحب إلا اعتماد استيراد معتمد، وليس الاستيراد ${id} كذلك`;
  return facts.awaiting === 0
    ? `ليس في الاستيراد ${id} ساعات يذكر ملفه أنها معتمدة، فليس فيه ما يُعتمد`
    : `لا يُعتمد إلا استيراد اكتمل تسجيله، وليس الاستيراد ${id} كذلك`;
}

function certificateConflict(id: string, step: string, state: string, supersededBy: unknown): string {
  const subject = id === '' ? 'الشهادة المقصودة' : `الشهادة ${id}`;
  const [impossible, ends] = CERTIFICATE_STEPS[step] ?? [];
  const is =
    typeof supersededBy === 'string' && state === 'superseded'
      ? `حلّت محلها الشهادة ${certificate(supersededBy)}`
      : CERTIFICATE_IS[state];
  if (is === undefined || impossible === undefined) return `لا تسمح حالة ${subject} بهذا الإجراء`;
  if (state === 'issued' && ends === 'issued')
    return `${subject} ليست موقوفة، فلا حاجة إلى إعادتها إلى السريان`;
  if (state === ends) return `${subject} ${is} من قبل`;
  const next = state === 'suspended' ? '؛ أعدها إلى السريان أولًا: npx tawtheeq reinstate' : '';
  return `${subject} ${is}، فلا يمكن ${impossible}${next}`;
}

const BATCH_FILES: ReadonlySet<string> = new Set(['archive', 'print-run', 'report.csv']);

function batchConflict(id: string, step: string, state: string): string {
  const is = BATCH_IS[state];
  if (is === undefined) return `لا تسمح حالة الدفعة ${id} بهذا الإجراء`;
  if (BATCH_FILES.has(step) && IDLE_STATES.has(state)) return `لم تُصدر الدفعة ${id} شيئًا، فليس لها ملف يُحمَّل`;
  if (BATCH_FILES.has(step))
    return `لا يُجهَّز هذا الملف إلا بعد انتهاء الدفعة أو إلغائها أو إيقافها مؤقتًا، والدفعة ${id} الآن ${is}`;
  if (step === 'retry' && state === 'done') return `لم يتعثر شيء في الدفعة ${id}، فليس فيها ما تُعاد محاولته`;
  const [impossible, ends] = BATCH_STEPS[step] ?? [];
  if (impossible === undefined) return `الدفعة ${id} ${is}، فلا يمكن هذا الإجراء`;
  return state === ends ? `الدفعة ${id} ${is} بالفعل` : `الدفعة ${id} ${is}، فلا يمكن ${impossible}`;
}

function batchEmpty({ facts: { unknownOpportunityIds: unknown } }: RefusedRequest): string {
  if (!Array.isArray(unknown) || unknown.length === 0)
    return 'ليس لدى جهاتك فرصة ضمن هذا الاختيار؛ وسّع الفترة أو غيّر المسار. لعرض الفرص: npx tawtheeq opportunities';
  const ids = unknown.slice(0, NAMED_AT_MOST).map((id) => leftToRight(String(id)));
  const absent =
    unknown.length === 1
      ? `لا توجد لدى جهاتك فرصة رقمها ${ids.join('')}`
      : `لا توجد لدى جهاتك فرص بهذه الأرقام: ${ids.join('، ')}${unknown.length > ids.length ? '، …' : ''}`;
  return `${absent}. لعرض الفرص: npx tawtheeq opportunities`;
}

/** The number of IDs that the service itself names in its English message. */
const NAMED_AT_MOST = 5;

/** Returns the resource of an address and the step on it: `/certificates/ID/revocation`. */
function objectOf(address: string): { readonly kind: string; readonly id: string; readonly step: string } {
  const path = new URL(address).pathname;
  const [, kind = '', id = '', step = ''] =
    /\/(certificates|batches|corrections|imports)\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  return { kind, id: decodeURIComponent(id), step };
}

const certificate = (certificateId: string): string => leftToRight(displayId(certificateId));

/** Keeps an ID in its order within Arabic text. Terminals support direction marks better than isolates. */
const leftToRight = (id: string): string => `\u200e${id}\u200e`;
