import {
  CLOSED_NUMBER_AT_END,
  DASH,
  LATIN_LETTER,
  NUMBER_AT_END,
  ONE_SPACE,
  SPACE,
  SPACED_OPERATOR,
} from './signs-of-numbers.ts';

const ARABIC_LETTER_AFTER = /^[\u0620-\u064A\u066E-\u06D3]/;
const ARABIC_WORD_AFTER = new RegExp(`^${SPACE}?[\u0620-\u064A\u066E-\u06D3]`);
const LATIN_WORD_AFTER = new RegExp(`^${SPACE}\\p{Script=Latin}`, 'u');
const MONTH =
  '(?:يناير|فبراير|مارس|[أإا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|' +
  'كانون|شباط|[آا]ذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|' +
  'محرم|صفر|ربيع|جماد[ىي]|رجب|شعبان|رمضان|شوال|ذ[وي] ال(?:قعدة|حجة))';
const ADVERB = '(?:يومي|أسبوعي|شهري|سنوي|تقريب|مجان|حالي|دائم|مع|أيض)';
/** What is counted by the number before it, whatever Latin word stands before that: «دورة BLS 3 أيام». */
const COUNTED = new RegExp(
  `^${SPACE}?(?:(?:أيام|يوم(?!ي)|ليال|ساع[ةه]|ساعات|ساعتان|دقائق|دقيق[ةه]|أسابيع|أسبوع(?!ي)|أشهر|شهور|شهر(?!ي)|سنوات|سن[ةه]|أعوام|عام(?![ةه])|مرات|مر[ةه]|` +
    'جلسات|جلس[ةه]|محاضرات|محاضر[ةه]|لقاءات|دورات|دفعات|مراحل|مستويات|مقاعد|مقعد|متطوع|متدرب|مشارك|مستفيد|متسابق|ريال|دينار|' +
    'مدن|مدين[ةه]|مدارس|مدرس[ةه]|خطوات|خطو[ةه]|جرعات|جرع[ةه]|وجبات|وجب[ةه]|وحدات|وحد[ةه]|[آأا]لاف|[أا]لف|مليون|ملايين|' +
    'غرام|جرام|كيلو|لتر|قرص|أقراص|حب[ةه]|حبات|كبسول|قطر[ةه]|قطرات|نقط[ةه]|نقاط|حال[ةه]|حالات|' +
    'شخص(?!ي)|أشخاص|طفل|أطفال|طالب|طلاب|مريض|مرضى|طبيب|أطباء|ممرض|موظف|أسر[ةه]|أسر(?!\\p{L})|عضو(?!ي)|أعضاء|لقاح|فحص|فحوصات)|' +
    // A noun of 11 to 99.
    `(?!${ADVERB}(?:ًا|اً))(?!ال)\\p{Script=Arabic}[\\p{Script=Arabic}\\p{M}]+(?:ًا|اً)(?!\\p{L})|` +
    // A month, the half of the day, the era and units of measure.
    `(?:${MONTH}|صباحًا|مساءً|صباحا|مساء|[صم]|هـ?|مل|ملي|م[جل]?[غجم]|ملجم|مكغ|[غج]م?|ك[غجم]|كجم|سم|ملم)(?![\\p{L}\\u0640]))`,
  'u',
);
const MONTH_AFTER = new RegExp(`^${SPACE}${MONTH}`);
/** A noun without an article, which counts or dates the number before it, and neither a preposition nor a conjunction. */
const INDEFINITE_NOUN = new RegExp(
  `^${SPACE}(?!ال|[لبو]|(?:في|من|مع|على|إلى|عن|ضد|لدى|عند|أو|ثم|حتى|بعد|قبل|خلال|عبر|دون|حول)(?!\\p{L}))\\p{Script=Arabic}{2}`,
  'u',
);
/** Nouns that a number follows as a name: «المستوى 1 - 3 أيام»; those of time and of courses may also be counted without the article. */
const NUMBERED = 'مستوى|مرحل[ةه]|فصل|جزء|قسم|قاع[ةه]|رقم|باب|غرف[ةه]|فئ[ةه]|نموذج';
const NUMBERED_WHEN_DEFINITE =
  'يوم|أسبوع|شهر|دفع[ةه]|دور[ةه]|جلس[ةه]|محاضر[ةه]|وحد[ةه]|مجموع[ةه]|نسخ[ةه]|موسم|سن[ةه]|عام';
const NUMBERED_NOUN_BEFORE = new RegExp(
  `(?<!\\p{L})(?:[وفب]?(?:[بك]?ال|لل)?(?:${NUMBERED})|[وفبك]{0,2}(?:ال|لل)(?:${NUMBERED_WHEN_DEFINITE}))${SPACE}$`,
  'u',
);
const COUNTABLE_NOUN_BEFORE = new RegExp(`(?<!\\p{L})(?:${NUMBERED_WHEN_DEFINITE})${SPACE}$`, 'u');
const NUMBERED_LATIN_NOUN =
  /\b(?:Day|Week|Month|Year|Level|Phase|Stage|Step|Part|Module|Session|Batch|Group|Season) [0-9]+$/i;
const SPACED_DASH = new RegExp(`^${SPACE}[${DASH}]${SPACE}$`);
/** What stands between a number and the word that it counts: the end of a range, a fraction, groups of digits. */
const REST_OF_NUMBER = new RegExp(
  `^(?:${SPACE}?[${DASH}]${SPACE}?([0-9]+(?:[.,:/][0-9]+)*)|${SPACE}[1-3]/[2-8]|(?:${SPACE}[0-9]{3}(?![0-9]))+)(?![0-9])`,
);
/** A number, a date, a time, a fraction or a range alone. */
const PLAIN_NUMBER = new RegExp(`^[0-9]+(?:[.,:/${DASH}][0-9]+)*$`);
const BARE_NUMBER = /^[0-9]+$/;
const YEAR = /^(?:1[34]|19|20)[0-9]{2}$/;
/** A name with a number of its own, which a group of digits never follows. */
const NUMBERED_NAME = /COVID$/i;
/** A whole number that no sign makes a part of another one. */
const WHOLE_NUMBER_AT_END = new RegExp(`(?:^|${SPACE})([0-9]+)$`);
const PRODUCT_AT_END = new RegExp(`[0-9]${SPACE}[xX]$`);
const DAY_AND_MONTH_AT_END = new RegExp(`(?:^|${SPACE})[0-9]{1,2}${SPACE}[${DASH}]${SPACE}[0-9]{1,2}$`);
const DAY_AFTER = new RegExp(`^${SPACE}[${DASH}]${SPACE}[0-9]{1,2}(?![0-9])`);
/** What may follow a whole number: `1 1/2`. */
const FRACTION = /^(?:1\/[2-9]|2\/[35]|3\/[458])$/;
const SIGNS_BEFORE = `[+±~<>≤≥≈\\p{Sc}${DASH}]*`;
const THOUSANDS = new RegExp(`^${SIGNS_BEFORE}[0-9]{1,3}(?:${SPACE}[0-9]{3})*$`, 'u');
/** `050 12`, `050-123`, `(011) 234`, `800 124`, `9200`: what a telephone number begins with. */
const TELEPHONE = /^(?:\+|\([0+]|0[0-9]+(?: |$)|0[0-9]{2,}-|800(?: |$)|9200)/;
const LOCAL_TELEPHONE = /(?:^| )[0-9]{3}$/;

/** A number as it stands in a text: the phrase before it and what precedes that, and what follows the number. */
export interface NumberInText {
  readonly text: string;
  readonly before: string;
  readonly between: string;
  readonly word: string;
  readonly after: string;
}

/** Whether a word is a number that is no part of the phrase before it: it counts or dates the Arabic word after it, or stands alone. */
export function standsApart(number: NumberInText): boolean {
  const { before, between, word, after } = number;
  if (!PLAIN_NUMBER.test(word) || PRODUCT_AT_END.test(before) || LATIN_WORD_AFTER.test(after)) return false;
  if (SPACED_DASH.test(between) && isNoRange(number)) return true;
  if (SPACED_OPERATOR.test(between) && followsNumberedNoun(number) && COUNTED.test(after)) return true;
  if (CLOSED_NUMBER_AT_END.test(before)) return COUNTED.test(after) || INDEFINITE_NOUN.test(after);
  return LATIN_LETTER.test(before) && isCounted(number);
}

/** «937 - 24 ساعة», «حملة 2025 - 500 متطوع», «الدفعة 3 - 2025»: a range neither descends nor begins or ends with a year alone. */
function isNoRange({ before, word, after }: NumberInText): boolean {
  const [, first] = WHOLE_NUMBER_AT_END.exec(before) ?? [];
  if (first === undefined || DAY_AND_MONTH_AT_END.test(before)) return false;
  if (YEAR.test(first) && !YEAR.test(word))
    return !DAY_AFTER.test(after) && (ARABIC_WORD_AFTER.test(after) || !(Number(word) > Number(first)));
  if (YEAR.test(word) && !YEAR.test(first)) return Number(first) < 100;
  return Number(first) > Number(word) && INDEFINITE_NOUN.test(after);
}

/** Whether the phrase before a number is the number of another noun: «المستوى 1», «يوم 1 /», `Day 1 /`. */
function followsNumberedNoun({ text, before, between, after }: NumberInText): boolean {
  const isDash = SPACED_DASH.test(between);
  if (!BARE_NUMBER.test(before)) return !isDash && NUMBERED_LATIN_NOUN.test(before);
  // «يوم 12 - 13 مارس»
  return (
    NUMBERED_NOUN_BEFORE.test(text) ||
    (!isDash && !MONTH_AFTER.test(after) && COUNTABLE_NOUN_BEFORE.test(text))
  );
}

/** Whether a number after Latin letters belongs to the Arabic word after it. */
function isCounted({ before, between, word, after }: NumberInText): boolean {
  // «Movember 2025م»
  if (ARABIC_LETTER_AFTER.test(after)) return true;
  const isOneSpace = ONE_SPACE.test(between);
  const counted = afterWholeNumber(word, after);
  if (NUMBER_AT_END.test(before)) {
    const [, year] = WHOLE_NUMBER_AT_END.exec(before) ?? [];
    const isOther = YEAR.test(year ?? '') || (isOneSpace && !isGroupOfDigits(lastWord(before), word));
    return isOther && COUNTED.test(counted);
  }
  if (NUMBERED_NAME.test(before)) return false;
  return COUNTED.test(counted) || (!isOneSpace && INDEFINITE_NOUN.test(counted));
}

const lastWord = (text: string): string => text.slice(text.lastIndexOf(' ') + 1);

/** Returns what follows a number with the end of its range, its fraction and its further groups of digits. */
function afterWholeNumber(word: string, after: string): string {
  const [rest = '', last] = REST_OF_NUMBER.exec(after) ?? [];
  if (last === undefined) return after.slice(rest.length);
  const isRange = YEAR.test(word) === YEAR.test(last) && isAscending(Number(word), Number(last));
  return isRange ? after.slice(rest.length) : after;
}

/** Whether a range ascends; times and dates, which are no numbers, are taken as they stand. */
const isAscending = (first: number, last: number): boolean =>
  last > first || (Number.isNaN(first) && Number.isNaN(last));

/** Whether a word is a further group of digits of the number before it: of a large number, a telephone number, a fraction. */
export function isGroupOfDigits(before: string, word: string): boolean {
  if (FRACTION.test(word)) return /^[0-9]{1,2}$/.test(before);
  if (TELEPHONE.test(before)) return /^[0-9]{2,}(?:-[0-9]+)*$/.test(word);
  if (THOUSANDS.test(before) && /^[0-9]{3}(?:[.,][0-9]+)?[%٪\p{Sc}]*$/u.test(word)) return true;
  return (
    LOCAL_TELEPHONE.test(before) && THOUSANDS.test(before) && /^[0-9]{4}$/.test(word) && !YEAR.test(word)
  );
}
