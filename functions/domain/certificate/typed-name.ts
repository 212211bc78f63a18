/** Honorifics that are names too, unless a title follows. */
const HONORIFIC =
  /^(?:h\. ?e\.|(?:سعادة|معالي|فضيلة|السيدة?|الشيخة?)(?=\s+(?:ال)?(?:دكتور|مهندس|[اأ]ستاذ|(?:د|م|[اأ])\s*[./])))\s+/iu;
/** What forms and lists write before a name, and letters behind it. */
const TYPED_LABEL =
  /^(?:[\p{L}\s]*(?<!\p{L})(?:(?:ال)?[اإ]سم|name)(?!\p{L})[^:：/]{0,30}|(?:ال)?(?:متقدم|مرشح|موظف|متطوع|مستفيد|طالب)ة?|(?:صاحب|حامل)ة? الشهادة|applicant|candidate|employee|volunteer|holder|student)\s*[:：/]\s*/iu;
const TYPED_BLESSING = /\s+(?:المحترمة?|(?:حفظ|سلم|رعا|وفق)ها? الله(?: و(?:رعا|سدد|وفق|سلم)ها?)*)$/u;
/** A polite address before and behind a name: «السيد» alone is a name too. */
const POLITE = /^السيدة?\s+(?=.*\sالمحترمة?$)/u;
/** A number in a list, or a national ID, before a name, and an address or a national ID behind it. */
const NUMBER_AND_TAB = /^\s*\p{Nd}{1,4}\t/u;
const NATIONAL_ID_FIRST =
  /^(?:(?:رقم )?(?:ال)?(?:هوية|[إا]قامة)(?: الوطنية)?|iqama|(?:national )?id)?\s*[:#.]?\s*\p{Nd}{8,}\s*[\p{Pd}:،,/]?\s*/iu;
const FROM_A_LIST =
  /^(?:[\p{Nd}]{1,4}\s?[.)\p{Pd}]|[([]\p{Nd}{1,4}[)\]]|#\p{Nd}{1,4}(?=\s))\s*|\s*\([^()]*@[^()]*\)$|\s*<[^<>]*@[^<>]*>$|\s*[\p{Pd}:،,(]?\s*\p{Nd}{8,}\)?$/gu;
/** Ranks without their article, and titles that are names too or of several words; two names at least stand behind them. */
const RANK = '(?:ال)?(?:نقيب|عقيد|مقدم|عميد|لواء|فريق|وكيل رقيب|رقيب|عريف|جندي)';
const TYPED_TITLE = new RegExp(
  `^(?:${[
    `${RANK}(?: [أا]ول)?(?: (?:ال)?ركن)?(?: (?:ال)?متقاعد)?`,
    '[أا]ستاذة? (?:مشاركة?|مساعدة?)',
    'طبيبة? (?:[أا]سنان|مقيمة?|عامة?|[أا]سرة)',
    '[أا]خصائية? (?:تمريض|مختبر|[أا]شعة|تغذية|علاج طبيعي|اجتماعية?|نفسية?)',
    'فنية? (?:مختبر|[أا]شعة|تخدير|عمليات|صيدلة|[إا]سعاف)',
    'استشارية? [أا]ول(?:ى)?',
    'ال[أا]ميرة?',
    'القاضية?',
    'maj(?:or|\\.)?',
    'gen(?:eral|\\.)?',
    'brig(?:adier|\\.)?(?: gen(?:eral|\\.)?)?',
    '(?:senior )?consultant',
    '(?:staff|head|charge) nurse',
    'resident',
    'he',
    'hrh',
    'ing\\.?',
    'arch\\.?',
    'ph\\. ?d\\.?',
    'phd',
    'sheikha?',
  ].join('|')})[\\s/]+(?=\\S+\\s+\\S)`,
  'iu',
);

/** A family name before the others, or a title behind them, which only a comma, a dash or a bracket tells. */
const FIRST_AND_REST = /^([^,،(]+?)(?:[,،]|\s\p{Pd}\s|\s?\((?=[^()]*\)$))([^,،()]+)\)?$/u;
/** Connectives as catalogues and forms abbreviate or translate them. */
const ABBREVIATED_CONNECTIVES: readonly (readonly [RegExp, string])[] = [
  // A capital B is the initial of a name.
  [/\sb\.(?=\s)/g, ' bin'],
  [/\s(?:s\/o\.?:?|son of)(?=\s)/gi, ' bin'],
  // In a name with capitals.
  [/(?<=[A-Z].*)\sb(?=\s\S{3})/g, ' bin'],
  [/\s(?:bt\.|d\/o\.?:?|daughter of)(?=\s)/gi, ' bint'],
];

/** Returns the names that a typed text may mean: as it stands, and without what only who types adds. */
export function readingsOf(typed: string): string[] {
  let name = typed.normalize('NFKC').replace(NUMBER_AND_TAB, '').replace(/\s+/gu, ' ').trim();
  name = name
    .replace(NATIONAL_ID_FIRST, '')
    .replace(FROM_A_LIST, '')
    .replace(TYPED_LABEL, '')
    .replace(HONORIFIC, '')
    .replace(POLITE, '')
    .replace(TYPED_BLESSING, '');
  while (TYPED_TITLE.test(name)) name = name.replace(TYPED_TITLE, '');
  for (const [abbreviated, whole] of ABBREVIATED_CONNECTIVES) name = name.replace(abbreviated, whole);
  const inOrder = name.replace(FIRST_AND_REST, '$2 $1');
  return [...new Set([typed, name, inOrder])];
}
