export const DASH = '\\-\u2010-\u2015\u2212';
/** Letters that read from left to right, and the signs of measures. */
export const LATIN = '\\p{Script=Latin}µμΩ';
const RAISED = '²³¹\u2070-\u209C¼-¾⅐-⅞';
const COMPARISON = '<>≤≥≈';
const RELATION = `${COMPARISON}=~→`;
export const SPACE = '[ \u00A0\u202F]';
/** What an address or an expression has between its letters and digits, up to three of them: `://`, `...`. */
const INNER_SIGN = `[.,:;/\\\\+*÷_@&#?!'’×%٪‰°′″^|٫٬${RELATION}${DASH}\\p{Sc}]{1,3}`;
/** What a number may begin with. */
const SIGNS = `+±#*%٪№©${RELATION}\\p{Sc}`;
/** What an abbreviation ends with before its stop. */
const ABBREVIATION =
  '\\.[A-Z]|(?<![A-Za-z])[A-Za-z]\\.[a-z]|(?<![A-Za-z])(?:Mrs?|Ms|Dr|Prof|Eng|Jr|Sr|St|Inc|Ltd|Co|Corp|Dept|Ed|No|etc|vs)';
const WORD_START = '(?<![\\p{L}\\p{M}\\p{N}])';
/**
 * A word in Latin letters and European digits, with signs inside: `25/09/2025-30/09/2025`, `COVID-19`, `+966`, `10 %`,
 * `37 °C`, `#Health_2030`, `C++`. After an Arabic letter a sign belongs to that letter, «كوفيد-19», but for a
 * letter that is a word: «و+966». A word that begins with a Latin letter may go on in Arabic digits.
 */
const WORD = new RegExp(
  'https?:\\/\\/[!-~]*[0-9A-Za-z/]|' +
    `(?:${WORD_START}[${SIGNS}${DASH}]+(?=[0-9])|(?:${WORD_START}|(?<=(?<!\\p{L})[وفبلك]))[${COMPARISON}]${SPACE}(?=[0-9])|` +
    `(?:${WORD_START}|(?<=(?<!\\p{L})[وفبلك]))(?:[${SIGNS}]+(?=[0-9])|[@#](?=[${LATIN}])|` +
    `(?<=^|[\\sوفبلك])\\.(?=[${LATIN}])|[+${DASH}](?=ve(?!\\p{L}))|\\([0+][0-9]{1,4}\\)${SPACE}?(?=[0-9]))|°(?=[CF](?!\\p{L})))?` +
    `(?:[0-9]|[${LATIN}](?:[${LATIN}]*[${DASH}/]?[٠-٩۰-۹]+(?![٠-٩۰-۹\\p{L}]))*)` +
    `(?:[0-9${LATIN}${RAISED}\\p{M}]|${INNER_SIGN}(?=[0-9${LATIN}]))*` +
    `(?:${SPACE}?°[CF](?!\\p{L})|${SPACE}[%٪‰](?!\\p{N})|[%٪‰′″®™℠\\p{Sc}]|[+#°](?!\\p{L})|(?<=['′°][0-9]+)"|` +
    // A blood group, unless it is the letter of an item («A- الوقاية»); another negative; an abbreviation; an address.
    `(?<=(?<![A-Za-z])(?:AB|(?<!^)[AB]|O|Rh|HER2|Gram|Cl|OH|HCO3))[${DASH}](?![\\p{L}\\p{N}])|(?<=${ABBREVIATION})\\.|(?<=\\.[a-z]{2,})/(?!\\p{L}))*`,
  'gu',
);
const LATIN_LETTER = new RegExp(`[${LATIN}]`, 'u');
const SPACED_OPERATOR = new RegExp(`^${SPACE}[/+*×÷&:${RELATION}${DASH}]${SPACE}$`, 'u');
const SPACED_RELATION = new RegExp(`^${SPACE}[${RELATION}]${SPACE}$`);
const COMPARES = new RegExp(`^[${COMPARISON}]${SPACE}`);
const ONE_SPACE = new RegExp(`^${SPACE}$`, 'u');
const COMMA = new RegExp(`^(?:[,.:;]|[!?]+)${SPACE}$`);
/** The sign that ends a Latin sentence. */
const EXCLAMATION = /^[!?]+(?![\p{L}\p{N}])/u;
/** How a question begins, and what follows an exclamation within an Arabic sentence: «حملة Be Well! للأطفال». */
const QUESTION = /^(?:how|what|who|why|when|where|which|is|are|do|does|did|can|could|should|will|have)\s/i;
const EXCLAIMED_WITHIN = /^!+\s\p{Script=Arabic}/u;
/** Quotation marks that aren't mirrored. */
const QUOTES: ReadonlySet<string> = new Set(['“”', '‘’']);
const SENTENCE_START = /(?:^|[«"“‘(])$/;
const OPENING_BRACKET = new RegExp(`^${SPACE}?\\($`);
const REST_OF_BRACKET = /^[^()\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]*\)/;
const BRACKETED_GROUP = new RegExp(`^${SPACE}?[()]${SPACE}?$`);
/** What follows the bracket of `+966 (11) 234 5678`. */
const AREA_CODE = new RegExp(`^[0-9]{1,4}\\)${SPACE}?[0-9]`);
const ARABIC_LETTER_AFTER = /^[\u0620-\u064A\u066E-\u06D3]/;
const ARABIC_WORD_AFTER = new RegExp(`^${SPACE}?[\u0620-\u064A\u066E-\u06D3]`);
/** What is counted by the number before it, whatever Latin word stands before that: «دورة BLS 3 أيام». */
const COUNTED = new RegExp(
  `^${SPACE}?(?:(?:أيام|يوم|ليال|ساع[ةه]|ساعات|ساعتان|دقائق|دقيق[ةه]|أسابيع|أسبوع|أشهر|شهور|شهر|سنوات|سن[ةه]|أعوام|عام|مرات|مر[ةه]|` +
    'جلسات|جلس[ةه]|محاضرات|محاضر[ةه]|لقاءات|دورات|دفعات|مراحل|مستويات|مقاعد|مقعد|متطوع|متدرب|مشارك|مستفيد|ريال|دينار|' +
    'مدن|مدين[ةه]|مدارس|مدرس[ةه]|خطوات|خطو[ةه]|جرعات|جرع[ةه]|وجبات|وجب[ةه]|وحدات|وحد[ةه]|[آأا]لاف|[أا]لف|مليون|ملايين|' +
    'غرام|جرام|كيلو|لتر|قرص|أقراص|حب[ةه]|حبات|كبسول|قطر[ةه]|قطرات)|' +
    // A month, the half of the day, the era and units of measure.
    '(?:يناير|فبراير|مارس|[أإا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|' +
    'كانون|شباط|[آا]ذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|' +
    'محرم|صفر|ربيع|جماد[ىي]|رجب|شعبان|رمضان|شوال|ذ[وي] ال(?:قعدة|حجة)|' +
    'صباحًا|مساءً|صباحا|مساء|[صم]|هـ?|مل|ملي|م[جل]?[غجم]|ملجم|مكغ|[غج]م?|ك[غجم]|كجم|سم|ملم)(?![\\p{L}\\u0640]))',
  'u',
);
/** A noun without an article, which counts or dates the number before it, and neither a preposition nor a conjunction. */
const INDEFINITE_NOUN = new RegExp(
  `^${SPACE}(?!ال|[لبو]|(?:في|من|مع|على|إلى|عن|ضد|لدى|عند|أو|ثم|حتى|بعد|قبل|خلال|عبر|دون|حول)(?!\\p{L}))\\p{Script=Arabic}{2}`,
  'u',
);
const SPACED_DASH = new RegExp(`^${SPACE}[${DASH}]${SPACE}$`);
/** The end of a range, before what it counts. */
const END_OF_RANGE = new RegExp(`^${SPACE}?[${DASH}]${SPACE}?([0-9]+)(?![0-9])`);
/** A number, a time or a range alone. */
const PLAIN_NUMBER = new RegExp(`^[0-9]+(?:[.,:${DASH}][0-9]+)*$`);
const YEAR = /^(?:1[34]|19|20)[0-9]{2}$/;
/** A name with a number of its own, which a group of digits never follows. */
const NUMBERED_NAME = /COVID$/i;
/** Units of measure, currency, the day and the month in Latin letters, which read in one direction with their number. */
const ONE_UNIT =
  '(?:[kcmnµμd]?m[²³23]?|(?:mc|[kmnµμ])?g|[mcdµμ]?l|[kmµμn]?mol|m?eq|m?osm|kcal|cal|k?j|[kmgt]b|mmhg|cmh2o|k?pa|bpm|rpm|m?iu|u|units?' +
  '|[kmg]?hz|k?w|kwh|[kmµμ]?v|ma|[kmµμ]?Ω|m?gy|[mµμ]?sv|db|cc|fr|oz|lbs?|ft|in|inch(?:es)?|h|hrs?|hours?' +
  '|mins?|minutes?|secs?|seconds?|s|ms|days?|weeks?|months?|years?|yrs?|kmh|[ap]m|[ap]\\.m|gmt|utc|ksa|ast|fm|[cf]|sar|sr|usd|iqd|eur' +
  '|cells?|copies|beats|breaths|doses?|tablets?|tabs?|sessions?|credits?|points?|cme|cpd|ceus?' +
  '|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?' +
  '|nov(?:ember)?|dec(?:ember)?)';
/** `mL/min/1.73m²` */
const UNITS = `${ONE_UNIT}(?:/[0-9.]*${ONE_UNIT})*`;
const UNIT = new RegExp(`^${UNITS}$`, 'i');
/** A number at the end of a phrase, with its sign or unit; one that ends a Latin word, as in `COVID-19`, is a part of that. */
const NUMBER_AT_END = new RegExp(
  `(?<![${LATIN}][0-9.,:/${DASH}]*)[0-9][%٪‰°′″+\\p{Sc}]*(?:${SPACE}?(?:°[CF]|[%٪‰]|${UNITS}))?$`,
  'iu',
);
const NUMBER_AT_START = new RegExp(`^[+±${DASH}\\p{Sc}%٪]*[0-9]`, 'u');
/** A whole number that no sign makes a part of another one. */
const WHOLE_NUMBER_AT_END = new RegExp(`(?:^|${SPACE})([0-9]+)$`);
/** What may follow a whole number: `1 1/2`. */
const FRACTION = /^(?:1\/[2-9]|2\/[35]|3\/[458])$/;

const ARABIC_WORD_BEFORE = /[\u0620-\u065F\u066E-\u06D3\u06FA-\u06FF\u0750-\u077F\u08A0-\u08FF][ \u00A0]$/;

/** A letter that the number after it belongs to: «فيتامين ب12», «كوفيد19»; alone, و ف ب ل ك are words of their own. */
export const NAME_BEFORE =
  '(?:(?:فيتامين(?:ات)?\\s+|(?=\\p{Script=Arabic})\\p{L})|(?<!\\p{L})(?![وفلبك]))(?=\\p{Script=Arabic})\\p{L}';
const NUMBER_IN_NAME = new RegExp(`${NAME_BEFORE}$`, 'u');

/** Where a word stands in a text. */
interface Span {
  start: number;
  end: number;
}

/** Returns the phrases of Latin words and European numbers, as the reader of an Arabic sentence takes them together. */
export function leftToRightPhrases(text: string): Span[] {
  const phrases: Span[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const last = phrases.at(-1);
    const end = index + word.length;
    if (last && index < last.end) last.end = Math.max(last.end, end);
    else if (last && joins(text, last, index, word)) last.end = end;
    else if (last && opensBracket(text, last, index))
      last.end = index + (REST_OF_BRACKET.exec(text.slice(index))?.[0].length ?? 0);
    else phrases.push({ start: index, end });
  }
  for (const phrase of phrases) {
    phrase.end += exclamationAfter(text, phrase);
    if (!QUOTES.has(text.slice(phrase.start - 1, phrase.start) + text.charAt(phrase.end))) continue;
    phrase.start -= 1;
    phrase.end += 1;
  }
  return phrases;
}

/** Returns the length of the sign that ends a Latin sentence; after one within an Arabic sentence it ends that one. */
function exclamationAfter(text: string, { start, end }: Span): number {
  const phrase = text.slice(start, end);
  const rest = text.slice(end);
  const isSentence =
    SENTENCE_START.test(text.slice(0, start)) ||
    QUESTION.test(phrase) ||
    (phrase.includes(' ') && EXCLAIMED_WITHIN.test(rest));
  return LATIN_LETTER.test(phrase) && isSentence ? (EXCLAMATION.exec(rest)?.[0].length ?? 0) : 0;
}

/** Whether a word that begins at `index` continues a phrase. */
function joins(text: string, phrase: Span, index: number, word: string): boolean {
  const between = text.slice(phrase.end, index);
  const before = text.slice(phrase.start, phrase.end);
  const after = text.slice(index + word.length);
  if (isCounted(before, between, word, after)) return false;
  if (ONE_SPACE.test(between) && COMPARES.test(word))
    return NUMBER_AT_END.test(before) || LATIN_LETTER.test(before);
  if (ONE_SPACE.test(between)) return continues(text.slice(0, phrase.start), before, word);
  if (before.startsWith('+') && BRACKETED_GROUP.test(between))
    return before.includes('(') ? between.includes(')') : AREA_CODE.test(text.slice(index));
  if (SPACED_RELATION.test(between) && LATIN_LETTER.test(word) && NUMBER_AT_END.test(before)) return true;
  const operator = SPACED_OPERATOR.test(between);
  if (!operator && !COMMA.test(between)) return false;
  // Between Latin words signs read as these do.
  if (LATIN_LETTER.test(before)) {
    if (LATIN_LETTER.test(word) || SPACED_RELATION.test(between)) return true;
    // A number after a comma or a colon may belong to the Arabic word after it.
    return operator || !ARABIC_WORD_AFTER.test(after);
  }
  return operator && !between.includes('&') && NUMBER_AT_END.test(before) && NUMBER_AT_START.test(word);
}

/** Whether a number belongs to the Arabic word after it, which it counts or dates, and not to the phrase before it. */
function isCounted(before: string, between: string, word: string, after: string): boolean {
  if (!PLAIN_NUMBER.test(word)) return false;
  const [, first] = WHOLE_NUMBER_AT_END.exec(before) ?? [];
  // «937 - 24 ساعة» and «حملة 2025 - 500 متطوع»: a range doesn't descend, nor does it begin with a year and end without.
  if (first !== undefined && SPACED_DASH.test(between) && ARABIC_WORD_AFTER.test(after)) {
    if (YEAR.test(first) && !YEAR.test(word)) return true;
    if (Number(first) > Number(word) && INDEFINITE_NOUN.test(after)) return true;
  }
  if (!LATIN_LETTER.test(before)) return false;
  // «Movember 2025م»
  if (ARABIC_LETTER_AFTER.test(after)) return true;
  if (NUMBER_AT_END.test(before) || NUMBERED_NAME.test(before)) return false;
  const [tail = '', last] = END_OF_RANGE.exec(after) ?? [];
  const counted = Number(last) > Number(word) ? after.slice(tail.length) : after;
  return COUNTED.test(counted) || (!ONE_SPACE.test(between) && INDEFINITE_NOUN.test(counted));
}

/** Whether a word after a space continues a phrase; `text` is what precedes the phrase. */
function continues(text: string, before: string, word: string): boolean {
  if (LATIN_LETTER.test(before)) return true;
  if (LATIN_LETTER.test(word))
    // «قسم 3 ICU»: a number after an Arabic word belongs to that word, unless a unit follows it.
    return UNIT.test(word) || !ARABIC_WORD_BEFORE.test(text);
  // The groups of a telephone number or of a large number; «حملة 2025 500 متطوع» and «الدفعة 3 2025» are two numbers.
  if (before.startsWith('+')) return true;
  const group = /[0-9]+$/.exec(before)?.[0].length ?? 0;
  if (NUMBER_IN_NAME.test(text) || (group < 3 && YEAR.test(word))) return false;
  if (FRACTION.test(word)) return group < 3;
  return /^0[0-9]+(?: |$)/.test(before)
    ? /^[0-9]{2,}$/.test(word)
    : /^[0-9]{3,}$/.test(word) && (group < 4 || word.length > 4);
}

/** Whether a bracket without Arabic letters follows a Latin phrase: `BLS (Level 2)`. */
function opensBracket(text: string, phrase: Span, index: number): boolean {
  return (
    OPENING_BRACKET.test(text.slice(phrase.end, index)) &&
    LATIN_LETTER.test(text.slice(phrase.start, phrase.end)) &&
    REST_OF_BRACKET.test(text.slice(index))
  );
}
