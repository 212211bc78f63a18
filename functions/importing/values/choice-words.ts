import type { EntryStatus } from '../../domain/hours/hours.ts';
import type { OpportunityKind, Track } from '../../domain/hours/opportunity.ts';
import type { Gender, VolunteerKind } from '../../domain/hours/volunteer.ts';
import { type CellReading, failure, foldWord, MAX_VALUE_LENGTH, plainText } from './cell-text.ts';

/** The words accepted for each choice besides its English code. Messages name the first, which is Arabic. */
export type ChoiceWords<T extends string> = Readonly<Record<T, readonly [inArabic: string, ...string[]]>>;

export const TRACK_WORDS: ChoiceWords<Track> = {
  therapeutic: ['علاجي', 'علاجية', 'العلاجي', 'المسار العلاجي'],
  preventive: ['وقائي', 'وقائية', 'الوقائي', 'المسار الوقائي'],
  support: ['مساند', 'مساندة', 'المساند', 'المسار المساند'],
  research: ['دراسات وأبحاث', 'دراسات', 'أبحاث', 'بحثي', 'studies and research', 'studies'],
};
export const OPPORTUNITY_WORDS: ChoiceWords<OpportunityKind> = {
  volunteering: ['تطوع', 'فرصة', 'فرصة تطوعية'],
  course: ['دورة', 'دورة تدريبية', 'training'],
};
export const GENDER_WORDS: ChoiceWords<Gender> = {
  male: ['ذكر', 'ذكور', 'males', 'm', 'رجل', 'رجال', 'شاب', 'ولد', 'man', 'boy'],
  female: ['أنثى', 'إناث', 'females', 'f', 'امرأة', 'نساء', 'سيدة', 'فتاة', 'بنت', 'woman', 'girl'],
  unspecified: ['غير محدد', 'غير مذكور', '-'],
};
export const VOLUNTEER_WORDS: ChoiceWords<VolunteerKind> = {
  individual: ['فرد', 'فردي', 'شخص'],
  institution: ['مؤسسة', 'جهة', 'فريق', 'مؤسسي', 'team'],
};
/**
 * Only words that say who has decided what. A tick, «نعم» or "done" may mean that somebody attended, so they are
 * refused with the choices.
 */
export const STATUS_WORDS: ChoiceWords<EntryStatus> = {
  pending: [
    'معلق',
    ...['معلقة', 'قيد الاعتماد', 'بانتظار الاعتماد', 'في انتظار الاعتماد', 'قيد المراجعة', 'تحت المراجعة'],
    ...['قيد الانتظار', 'بانتظار الموافقة', 'لم يعتمد بعد', 'لم تعتمد بعد', 'قيد الإجراء', 'تحت الإجراء'],
    ...[
      'pending approval',
      'awaiting approval',
      'waiting for approval',
      'waiting',
      'under review',
      'in review',
    ],
    ...['pending review', 'awaiting review'],
    ...['not yet approved', 'to be approved', 'submitted'],
  ],
  approved: [
    'معتمد',
    ...[
      'معتمدة',
      'المعتمدة',
      'مقبول',
      'مقبولة',
      'تم الاعتماد',
      'تم اعتماده',
      'تم اعتمادها',
      'اعتمد',
      'اعتمدت',
    ],
    ...['تم القبول', 'تمت الموافقة', 'تمت الموافقة عليه', 'تمت الموافقة عليها', 'موافق عليه', 'موافق عليها'],
    ...['approve', 'is approved', 'hours approved', 'accepted', 'accept'],
  ],
  rejected: [
    'مرفوض',
    ...[
      'مرفوضة',
      'المرفوضة',
      'تم الرفض',
      'تم رفضه',
      'تم رفضها',
      'رفض',
      'رفضت',
      'لم تتم الموافقة',
      'غير مقبول',
    ],
    ...['غير مقبولة', 'reject', 'refused', 'declined', 'denied', 'not accepted'],
    // What was cancelled or deleted isn't to count, whoever decided it.
    ...['ملغي', 'ملغية', 'ملغاة', 'الملغاة', 'ألغي', 'ألغيت', 'تم الإلغاء', 'تم إلغاؤه', 'تم إلغاؤها'],
    ...['cancelled', 'canceled', 'cancel', 'void', 'voided', 'deleted', 'removed'],
    ...['محذوف', 'محذوفة', 'تم الحذف', 'تم حذفه', 'تم حذفها'],
  ],
};
export const YES_WORDS: ChoiceWords<'yes' | 'no'> = {
  yes: ['نعم', 'true', '1', 'y', 'موافق'],
  no: ['لا', 'false', '0', 'n', 'غير موافق'],
};

/** Reads one of several choices, by its English code or an accepted word. */
export function readChoice<T extends string>(text: string, choices: ChoiceWords<T>): CellReading<T> {
  const words = wordsOf(choices);
  const choice = words.get(text) ?? words.get(wordIn(text)) ?? inTwoLanguages(text, words);
  if (choice !== undefined) return { value: choice as T };
  const inArabic = Object.values<ChoiceWords<T>[T]>(choices).map(([word]) => word);
  return failure('CHOICE_UNKNOWN', {
    choices: Object.keys(choices).join(', '),
    choicesInArabic: inArabic.join('، '),
  });
}

/** Signs around a word that leave its meaning as it is. A cross or a question mark doesn't. */
const AROUND =
  /^[\s.*()[\]{}"“”«»\u2713\u2714\u2705\u2611،,]+|[\s.*()[\]{}"“”«»\u2713\u2714\u2705\u2611،,]+$/gu;
/** Signs within a word that `foldWord` leaves out at its ends. */
const ANY_SIGN = /^[^\p{L}\p{N}]|[^\p{L}\p{M}\p{N}]$/u;

/** Returns a word for comparison; with its signs where they may change what it says. */
function wordIn(text: string): string {
  const bare = plainText(text).replaceAll('\uFE0F', '').replace(AROUND, '');
  return ANY_SIGN.test(bare) ? bare : foldWord(bare);
}

/** Between the same word in two languages: «معتمد / Approved», `Male - ذكر`, «أنثى (Female)». */
const BETWEEN_LANGUAGES =
  /[/\\|()\n،,:-]|[–—]|(?<=\p{Script=Arabic})\s+(?=[a-z])|(?<=[a-z])\s+(?=\p{Script=Arabic})/iu;

/** Returns the choice of a text that says the same in Arabic and in English. */
function inTwoLanguages(text: string, words: ReadonlyMap<string, string>): string | undefined {
  if (text.length > MAX_VALUE_LENGTH || !/\p{Script=Arabic}/u.test(text) || !/[a-z]/i.test(text))
    return undefined;
  const said = text
    .split(BETWEEN_LANGUAGES)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => words.get(wordIn(part)));
  const [first, ...others] = said;
  return others.every((other) => other === first) ? first : undefined;
}

const wordsByChoices = new WeakMap<object, ReadonlyMap<string, string>>();

function wordsOf(choices: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  const cached = wordsByChoices.get(choices);
  if (cached) return cached;
  const words = new Map(
    Object.entries(choices).flatMap(([choice, words]) =>
      [choice, ...words].map((word) => [foldWord(word), choice] as const),
    ),
  );
  wordsByChoices.set(choices, words);
  return words;
}
