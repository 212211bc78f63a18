import { foldWord } from './cell-text.ts';

const folded = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(foldWord));

/** What programs and people write where a value is missing. */
const MISSING = folded([
  ...['null', 'nil', 'none', 'nan', 'n/a', 'n.a', 'n.a.', '#n/a', '<na>', 'na', 'undefined', 'missing'],
  ...['unknown', 'not available', 'not applicable', 'not provided', 'no name', 'no data', 'empty', 'blank'],
  ...[
    'tbd',
    'tba',
    'x',
    'xx',
    'xxx',
    'xxxx',
    '?',
    '??',
    '???',
    '-',
    '--',
    '---',
    '.',
    '..',
    '...',
    '…',
    '—',
    '–',
  ],
  ...[
    'لا يوجد',
    'لايوجد',
    'لا توجد',
    'لا يوجد اسم',
    'لا شيء',
    'لا شئ',
    'غير معروف',
    'غير معروفة',
    'غير معلوم',
  ],
  ...[
    'غير متوفر',
    'غير متاح',
    'غير محدد',
    'غير مذكور',
    'غير مسجل',
    'غير موجود',
    'بدون',
    'بدون اسم',
    'بلا اسم',
  ],
  ...[
    'مجهول',
    'مجهولة',
    'فارغ',
    'لم يذكر',
    'لا ينطبق',
    'يحدد لاحقا',
    'بلا',
    'ناقص',
    'لم يسجل',
    'لم تسجل',
    'not recorded',
  ],
]);
/** What people write to try a form out. */
const TRIAL = folded([
  ...[
    'test',
    'tests',
    'testing',
    'test test',
    'test user',
    'test name',
    'test volunteer',
    'user test',
    'sample',
  ],
  ...[
    'dummy',
    'same as above',
    'ditto',
    'volunteer',
    'example',
    'asdf',
    'qwerty',
    'name',
    'full name',
    'first name',
    'last name',
    'foo',
    'bar',
    'foo bar',
  ],
  ...['اختبار', 'تجربة', 'تجريبي', 'تجريبية', 'اسم تجريبي', 'متطوع تجريبي', 'مثال', 'تست', 'الاسم', 'اسم'],
  ...['نفس السابق', 'نفسه', 'كما سبق', 'متطوع', 'متطوعة', 'المتطوع'],
]);

/** Longer texts, and texts with digits, stand for something. */
const MAX_LENGTH = 24;
const mayBeWord = (text: string): boolean => text.length <= MAX_LENGTH && !/\d/.test(text);

/** Returns whether a text only says that the value is missing. */
export const isMissingWord = (text: string): boolean => mayBeWord(text) && MISSING.has(foldWord(text));

/** What programs leave in a name of which they put a missing part together with others. */
const PART_MISSING =
  /(?:^|\s)(?:NULL|null|NaN|nan|None|undefined|لا ?يوجد|غير (?:معروف|محدد|متوفر|مذكور))(?=\s|$)/;

/** Returns whether a name holds a word for a missing part: `Saad NULL`. */
export const lacksPart = (name: string): boolean => PART_MISSING.test(name);

/** Returns whether a text stands for a name or a title that nobody has given. */
export function isPlaceholder(text: string): boolean {
  if (!mayBeWord(text)) return false;
  const word = foldWord(text);
  return MISSING.has(word) || TRIAL.has(word);
}
