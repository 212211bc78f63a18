import { asciiDigits } from '../ascii-digits.ts';
import { readingsOf } from './typed-name.ts';

/** Combining marks, format characters and tatweel. */
const NOT_LETTERS = /[\p{M}\p{Cf}\u0640]/gu;
/** The same without the marks of hamza and madda, which make a letter with the one before them. */
const NOT_LETTERS_BUT_HAMZA = /(?![\u0653-\u0655])[\p{M}\p{Cf}\u0640]/gu;

type Variants = readonly (readonly [RegExp, string])[];

// Letters that people write for the same one, depending on habit and keyboard, and the form to compare by.
const KEYBOARDS: Variants = [
  [/[ىیېے]/gu, 'ي'],
  [/[ةۃەہۀھ]/gu, 'ه'],
  [/[کڪ]/gu, 'ك'],
];
const VARIANTS: Variants = [...KEYBOARDS, [/[أإآٱٲٳ]/gu, 'ا'], [/ئ/gu, 'ي'], [/ؤ/gu, 'و'], [/ء/gu, '']];

/** A hamza on a seat that people choose by habit. */
const MIXED_HAMZA = /[ؤئء]/u;

/** What each hamza is written for: a hamza on any other seat («مسؤول», «مسئول»), and each seat without it. */
const HAMZA_FORMS: readonly ReadonlySet<string>[] = ['أإؤئء', 'اأإآٱ', 'ئي', 'ؤو'].map(
  (forms) => new Set(forms),
);

/** Latin letters whose mark Unicode doesn't separate, in upper case, and the letters to compare by. */
const MARKED_LATIN: Readonly<Record<string, string>> = {
  Ł: 'L',
  Ø: 'O',
  Đ: 'D',
  Ð: 'D',
  Ħ: 'H',
  Ŧ: 'T',
  Ɓ: 'B',
  Ɗ: 'D',
  Ƙ: 'K',
  Ƴ: 'Y',
  Ƶ: 'Z',
  Æ: 'AE',
  Œ: 'OE',
  Þ: 'TH',
  ẞ: 'SS',
  Ə: 'E',
  Ŋ: 'N',
  Ɖ: 'D',
  Ɨ: 'I',
  Ƀ: 'B',
};

/**
 * Titles at the beginning of a name, in the form in which names are compared. «السيد» and «شيخ» are missing, because
 * they are given names too.
 */
const TITLES: ReadonlySet<string> = new Set(
  (
    'د ا اد م ص الدكتور الدكتوره دكتور دكتوره الاستاذ الاستاذه استاذ استاذه بروفيسور البروفيسور المهندس المهندسه مهندس ' +
    'مهندسه الطبيب الطبيبه طبيب طبيبه الصيدلي الصيدلانيه الممرض الممرضه الاخصائي الاخصاييه الاخصايي اخصايي اخصاييه ' +
    'ممرض ممرضه المساعد المشارك السيده الانسه الملازم النقيب الرائد المقدم العقيد العميد اللواء ' +
    'DR DRA DOCTOR PROF PROFESSOR ASST ASSISTANT ASSOC ASSOCIATE ENG ENGR ENGINEER NURSE SISTER CAPT CAPTAIN COL COLONEL ' +
    'MR MRS MS MISS RN PHARM PH ' +
    'صيدلي صيدلاني صيدلانيه الصيدلاني الطالب الطالبه المسعف المسعفه الفني الفنيه المدرب المدربه الكابتن الرقيب العريف ' +
    'المكرم المكرمه الزميل الزميله PARAMEDIC LT LIEUTENANT SGT SERGEANT MADAM MX ' +
    'الاخ الاخت المتطوع المتطوعه الاستشاري الاستشاريه استشاري استشاريه ' +
    'المستشار المستشاره المحامي المحاميه المحاسب المحاسبه المعلم المعلمه الجندي رقيب ملازم اول الركن ' +
    'HON REV ADV JUDGE TEACHER SR'
  )
    .split(' ')
    .map(comparableName),
);

/** Words that are given names too, and titles where a stop or a slash follows. */
const ABBREVIATED_TITLE = /^\s*(?:السيد|الشيخ|شيخ)\s*[./]/u;
/** Degrees behind a name, in the form in which names are compared. «MA» is missing, because it is a family name too. */
const DEGREES: ReadonlySet<string> = new Set(
  (
    'MD PHD MBBS MBCHB MSC BSC BSN MSN RN DDS BDS PHARMD MPHARM MBA MHA MPH FRCP FRCS FRCPC FRCSC MRCP MRCS FACP FACS CPHQ ' +
    'RRT EMT EMTP NRP RPH PMP HONS دكتوراه ماجستير بكالوريوس'
  )
    .split(' ')
    .map(comparableName),
);

/** Degrees that are initials or names too, unless a comma stands before them. */
const DEGREES_BEHIND_COMMA: ReadonlySet<string> = new Set(['MS', 'BS', 'DO']);
/** Two letters apart are the initials of a name. */
const FEWEST_LETTERS_APART = 3;

/** Words between the names of a person and of the father, with the sex that they tell. */
const CONNECTIVES: ReadonlyMap<string, 'male' | 'female'> = new Map([
  ['بن', 'male'],
  ['ابن', 'male'],
  ['BIN', 'male'],
  ['IBN', 'male'],
  ['بنت', 'female'],
  ['ابنه', 'female'],
  ['BINT', 'female'],
  ['BEN', 'male'],
  ['BN', 'male'],
  ['BINTI', 'female'],
  ['BINTE', 'female'],
]);

/** Words that are one name with the next. */
const BEGINNINGS_OF_NAMES: ReadonlySet<string> = new Set(
  'عبد ابو ام ال ABD ABDU ABDUL ABDEL ABU ABO UM UMM AL EL'.split(' '),
);

const BETWEEN_WORDS = /[\s.,،؛:/\\()\p{Pd}]+/u;

type Sex = 'male' | 'female';

/** A connective that was left out, with the number of whole names before it. */
interface Connective {
  readonly sex: Sex;
  readonly namesBefore: number;
}

/** A name without titles and connectives. */
interface BareName {
  readonly letters: string;
  /** The connectives by the number of letters before them. */
  readonly connectives: ReadonlyMap<number, Connective>;
}

/** A way to compare names: by which letters, and when these are the same. */
interface Comparison {
  readonly lettersOf: (name: string) => string;
  readonly isSame: (one: string, other: string) => boolean;
}

/**
 * Returns whether a typed name is the holder's whole name, in either script or in both. Ignores what people write differently:
 * titles before the name, degrees and blessings behind it, a family name that stands first before a comma, the
 * connectives `بن` and `بنت`, vowel marks, hamza seats, ta marbuta, spaces, case, marks of Latin letters and punctuation.
 * All other words must be there, in order, letter for letter; and a connective may not tell the other sex than the
 * holder's name in either script.
 */
export function nameMatches(typed: string, nameAr: string, nameEn: string): boolean {
  const holder = [
    { name: nameAr, otherScript: nameEn },
    { name: nameEn, otherScript: nameAr },
  ];
  const isHolder = (text: string) =>
    readingsOf(text).some((reading) =>
      holder.some((names) => COMPARISONS.some((comparison) => isWholeName(reading, names, comparison))),
    );
  // Both names, as they are copied from the paper.
  const inScripts = [/\p{Script=Latin}+/gu, /\p{Script=Arabic}+/gu].map((script) =>
    typed.replace(script, ' '),
  );
  return isHolder(typed) || (inScripts.every((text) => text !== typed) && inScripts.every(isHolder));
}

function isWholeName(
  typed: string,
  { name, otherScript }: { readonly name: string; readonly otherScript: string },
  comparison: Comparison,
): boolean {
  const { lettersOf, isSame } = comparison;
  const letters = lettersOf(typed);
  if (letters === '') return false;
  if (!haveSameHamzaNames(typed, name)) return false;
  // The whole names first: «Bin Laden» and «Binladen» are the same letters.
  if (isSame(letters, lettersOf(name))) return true;
  const [one, other] = [bareName(typed, comparison), bareName(name, comparison)];
  if (one.letters === '' || !isSame(one.letters, other.letters)) return false;
  const elsewhere = [...bareName(otherScript, comparison).connectives.values()];
  return [...one.connectives].every(([at, { sex, namesBefore }]) => {
    const known = other.connectives.get(at) ?? elsewhere.find((found) => found.namesBefore === namesBefore);
    return (known?.sex ?? sex) === sex;
  });
}

/** Names that are another one with a hamza at the end: «علا» is a woman, «علاء» a man. */
const HAMZA_NAMES = /^(?:علا|هنا|سنا)ء?$/u;

/** Returns whether two names have the same of those that only a hamza at the end tells apart. */
function haveSameHamzaNames(one: string, other: string): boolean {
  const [ones, others] = [one, other].map((name) =>
    name
      .normalize('NFKC')
      .split(BETWEEN_WORDS)
      .map((word) => folded(word, KEYBOARDS, NOT_LETTERS_BUT_HAMZA))
      .filter((word) => HAMZA_NAMES.test(word))
      .join(' '),
  );
  return ones === others;
}

/**
 * Returns the words of a name in the form in which names are compared, without titles before it, degrees behind it and
 * connectives.
 */
export const searchableWords = (name: string): string[] => wordsToSearch(name).map(comparableName);

/**
 * Returns the words of a search in the same form, with `ء` for each hamza on a seat that people mix up («مسئول»). The text
 * may not be typed to its end yet: a connective at its end is left out too.
 */
export const searchedWords = (text: string): string[] =>
  wordsToSearch(text).map((word) => word.split(MIXED_HAMZA).map(comparableName).join('ء'));

const wordsToSearch = (name: string): string[] =>
  wordsWithoutTitles(name).filter((word, index) => index === 0 || !CONNECTIVES.has(comparableName(word)));

function wordsWithoutTitles(name: string): string[] {
  const parts = name
    .normalize('NFKC')
    .replace(ABBREVIATED_TITLE, '')
    .split(/[,،]/u)
    .map((part) => part.split(BETWEEN_WORDS).filter((word) => comparableName(word) !== ''));
  const words = parts.flat();
  // Counted from the end, so that titles before the name don't move them.
  const behindComma = new Set(parts.map((_, index) => parts.slice(index).flat().length).slice(1));
  while (words.length > 1 && TITLES.has(comparableName(words[0] ?? ''))) words.shift();
  let removed = 0;
  for (;;) {
    const length = degreeLength(words, (count) => behindComma.has(count + removed));
    if (length === 0) return words;
    words.splice(-length);
    removed += length;
  }
}

/** Returns how many words at the end are one degree, which stops divide: `Ph.D.`, `M.B.B.S.` */
function degreeLength(words: readonly string[], standBehindComma: (count: number) => boolean): number {
  const longest = Math.min(4, words.length - 1);
  for (let length = longest; length > 0; length -= 1) {
    const last = words.slice(-length);
    const degree = comparableName(last.join(''));
    const areInitials =
      length < FEWEST_LETTERS_APART && length > 1 && last.every((word) => word.length === 1);
    if (DEGREES.has(degree) && (!areInitials || standBehindComma(length))) return length;
    if (DEGREES_BEHIND_COMMA.has(degree) && standBehindComma(length)) return length;
  }
  return 0;
}

function bareName(name: string, { lettersOf }: Comparison): BareName {
  const words = wordsWithoutTitles(name);
  const connectives = new Map<number, Connective>();
  let letters = '';
  let namesBefore = 0;
  for (const [index, word] of words.entries()) {
    const comparable = comparableName(word);
    const sex = index > 0 && index < words.length - 1 ? CONNECTIVES.get(comparable) : undefined;
    if (sex !== undefined) connectives.set(letters.length, { sex, namesBefore });
    else {
      letters += lettersOf(word);
      if (!BEGINNINGS_OF_NAMES.has(comparable)) namesBefore += 1;
    }
  }
  return { letters, connectives };
}

/** Returns the letters of a name in the form in which names are compared. */
export function comparableName(name: string): string {
  return folded(name, VARIANTS, NOT_LETTERS);
}

/** Returns the letters of a name in the form in which names are compared, but with every hamza on its seat. */
function withHamza(name: string): string {
  const kept = folded(name, KEYBOARDS, NOT_LETTERS_BUT_HAMZA);
  // At the end it is often left out.
  return kept.replace(/ء$/u, '');
}

function folded(name: string, variants: Variants, dropped: RegExp): string {
  // NFKC splits a lam-alef that was typed as one character; NFD separates marks, so that they can be removed. The
  // variants come before NFD, which would decompose the hamza seats into different letters.
  let letters = asciiDigits(name.normalize('NFKC'));
  for (const [forms, common] of variants) letters = letters.replace(forms, common);
  return letters
    .normalize('NFD')
    .replace(dropped, '')
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^\p{ASCII}]/gu, (letter) => MARKED_LATIN[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]|\p{Lm}/gu, '');
}

/** Returns whether two texts are equal but for the forms of hamza. */
function isSameButForHamza(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  return [...one].every((letter, index) => {
    const another = other[index] ?? '';
    return letter === another || HAMZA_FORMS.some((forms) => forms.has(letter) && forms.has(another));
  });
}

const COMPARISONS: readonly Comparison[] = [
  { lettersOf: comparableName, isSame: (one, other) => one === other },
  { lettersOf: withHamza, isSame: isSameButForHamza },
];
