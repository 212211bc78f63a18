import { FILE_KINDS, type FileKind } from '../domain/import/import-record.ts';
import { type ColumnName, columnsOf } from './file-kind.ts';
import { hasHeadingWord, headingWordSet, headingWords, withoutArticle } from './heading-words.ts';
import {
  composedColumn,
  composedTime,
  isDateAndTime,
  withoutQuestion,
} from './headings/composed-headings.ts';
import { editDistance } from './headings/edit-distance.ts';
import { phrasesOf } from './headings/heading-phrases.ts';
import { MORE_HEADINGS, WEAK_HEADINGS } from './more-headings.ts';

/** The calendar in which a column's dates are written. */
export type Calendar = 'gregorian' | 'hijri';

/** What a heading means. `guessed` if it has words besides the column's name that may be an explanation. */
export interface HeadingMeaning {
  readonly name: ColumnName;
  readonly calendar: Calendar;
  readonly guessed: boolean;
  /** Set if its other words name another unit or another column than the name does. */
  readonly contradicted: boolean;
}

const HIJRI = headingWordSet('hijri ah', 'الهجري بالهجري الهجرية ه');
const GREGORIAN = headingWordSet('gregorian', 'الميلادي بالميلادي الميلادية م');

/** Words by which a column of a text in two languages says its own, with «باللغة» or without. */
const LANGUAGES = {
  en: headingWordSet('english en latin', 'إنجليزي إنجليزية بالإنجليزي بالإنجليزية لاتيني لاتينية'),
  ar: headingWordSet('arabic ar', 'عربي عربية بالعربي بالعربية'),
} as const;
const LANGUAGE = headingWordSet('language', 'باللغة لغة');

/** Words beside a column's name that say how to fill it in. */
const HARMLESS = headingWordSet(
  'required mandatory optional field text format example name id no number yyyy yy mm dd ddmmyyyy',
  'hh 24h signature am pm yes m f male female approved pending',
  'الاسم رقم مطلوب إلزامي اختياري حقل صيغة مثال التوقيع ص نعم لا ذكر أنثى معتمد معلق مرفوض',
);
/** Words for the order of a date: «يوم/شهر/سنة». */
const DATE_FORMAT = headingWordSet('day month year d m y', 'يوم شهر سنة');
/** The unit of the columns of hours. */
const HOURS = headingWordSet('h hr hrs hour hours', 'ساعة ساعات بالساعة بالساعات س');
const HOURS_COLUMNS: ReadonlySet<string> = new Set(['hours', 'required_hours']);

/** Words that make a heading mean something else than the column's name beside them. */
const CONTRADICTING = headingWordSet(
  'minute minutes min mins second seconds sec day days week weeks weekly monthly month months',
  'percent english en latin arabic ar first third last family father middle start from begin end to',
  'old previous planned expected target remaining cumulative rejected entered late delay break',
  'birth issue expiry phone mobile',
  'دقيقة دقائق بالدقائق بالدقيقة يوم أيام بالأيام أسبوع أسبوعيا شهريا شهر الإنجليزي الإنجليزية',
  'بالإنجليزية بالإنجليزي لاتيني العربي العربية بالعربية بالعربي الأول الأب العائلة الجد من إلى',
  'البداية النهاية حضور انصراف السابق قديم مخطط متوقع مستهدف متبقي تراكمي مرفوضة الإدخال التأخير',
  'تأخر الاستراحة الميلاد إصدار انتهاء الجوال',
);

/** Words by which hours are those of each day, and not those that are required in all. */
const DAILY = headingWordSet('daily', 'يوميا يومية');

const PLANNED = headingWordSet(
  'planned plan scheduled schedule expected target',
  'المخططة مخطط المجدول المجدولة المتوقع المتوقعة المستهدف المستهدفة',
);

interface NamedColumn {
  readonly name: ColumnName;
  readonly date: boolean;
}

/**
 * Returns the column of a kind that a heading names: alone or with its calendar; in one of two languages or lines; with
 * an explanation in brackets. `weak` headings, such as `from`, count only where nothing better names their column.
 */
export function meaningOf(heading: string, kind: FileKind, weak = false): HeadingMeaning | undefined {
  if (heading.length > LONGEST_HEADING) return undefined;
  const names = namesOf(kind, weak);
  const whole = wholeMeaning(heading, kind, weak, names);
  if (whole) return { ...whole, guessed: false, contradicted: false };
  const readings = phrasesOf(heading).map((words) => ({ words, found: lookUp(words, names) }));
  const found = readings.flatMap(({ found }) => found ?? []);
  const [first] = found;
  if (first === undefined) return undefined;
  const meant = new Set(found.map(({ name }) => name));
  // «Hours (minutes)» may be either.
  if (meant.size === 2 && meant.has('hours') && meant.has('minutes'))
    return { name: 'hours', calendar: first.calendar, guessed: true, contradicted: true };
  if (meant.size > 1) return undefined;
  const calendar = found.some((reading) => reading.calendar === 'hijri') ? 'hijri' : first.calendar;
  // In the other language a weak word may say the same: «من / From».
  const repeats = (words: readonly string[]) => lookUp(words, namesOf(kind, true))?.name === first.name;
  const others = readings.flatMap(({ words, found }) => (found || repeats(words) ? [] : words));
  const isHarmless = (word: string) =>
    HARMLESS.has(word) ||
    (HOURS_COLUMNS.has(first.name) && HOURS.has(word)) ||
    (first.date && DATE_FORMAT.has(word)) ||
    /^\d+$/.test(word);
  const rest = others.filter((word) => !isHarmless(word) && !HIJRI.has(word) && !GREGORIAN.has(word));
  return {
    name: first.name,
    calendar: others.some((word) => HIJRI.has(word)) && first.date ? 'hijri' : calendar,
    guessed: rest.length > 0,
    contradicted: rest.some(
      (word) =>
        CONTRADICTING.has(word) || PLANNED.has(word) || (first.name === 'required_hours' && DAILY.has(word)),
    ),
  };
}

/** Returns the column that a heading as a whole names, by itself, without its question or by its parts. */
function wholeMeaning(
  heading: string,
  kind: FileKind,
  weak: boolean,
  names: ReadonlyMap<string, NamedColumn>,
): (NamedColumn & { calendar: Calendar }) | undefined {
  const words = headingWords(heading);
  const time = kind === 'hours' ? composedTime(heading) : undefined;
  if (time !== undefined && isDateAndTime(heading)) return { name: time, date: false, calendar: 'gregorian' };
  const asked = withoutQuestion(words);
  const found = lookUp(words, names) ?? (asked.length < words.length ? lookUp(asked, names) : undefined);
  if (found !== undefined || kind !== 'hours') return found;
  const name = time ?? (weak ? composedColumn(asked.join(' ')) : undefined);
  return name === undefined ? undefined : { name, date: name === 'date', calendar: 'gregorian' };
}

/** Returns whether a heading names the Hijri calendar. */
export const saysHijri = (heading: string): boolean => hasHeadingWord(heading, HIJRI);

/** Returns whether a text above a heading says that it is about a plan. */
export const saysPlanned = (text: string): boolean => hasHeadingWord(text, PLANNED);

/** Returns whether a text only explains a heading, such as its unit. */
export const isExplanation = (text: string): boolean => {
  const words = headingWords(text);
  return (
    words.length > 0 &&
    (/^\s*[([].*[)\]]\s*$/s.test(text) ||
      words.every((word) => [HARMLESS, HOURS, HIJRI, GREGORIAN].some((known) => known.has(word))))
  );
};

/** Characters. A longer text above a column is no heading, and would take long to be compared with all of them. */
const LONGEST_HEADING = 500;

/** Returns the column that words name, with or without words for a calendar. */
function lookUp(
  words: readonly string[],
  names: ReadonlyMap<string, NamedColumn>,
): (NamedColumn & { calendar: Calendar }) | undefined {
  const exact = names.get(keyOf(words));
  if (exact) return { ...exact, calendar: 'gregorian' };
  const without = (calendarWords: ReadonlySet<string>) =>
    words.some((word) => calendarWords.has(word))
      ? names.get(keyOf(words.filter((word) => !calendarWords.has(word))))
      : undefined;
  const hijri = without(HIJRI);
  if (hijri?.date) return { ...hijri, calendar: 'hijri' };
  const gregorian = without(GREGORIAN);
  if (gregorian?.date) return { ...gregorian, calendar: 'gregorian' };
  return inLanguage(words, names);
}

/** Returns the column of one language that words name with the language beside them: «اسم الفرصة (إنجليزي)». */
function inLanguage(
  words: readonly string[],
  names: ReadonlyMap<string, NamedColumn>,
): (NamedColumn & { calendar: Calendar }) | undefined {
  const isOf = (language: 'en' | 'ar') => (word: string) => LANGUAGES[language].has(word.replace(/^ال/, ''));
  const [language, other] = (['en', 'ar'] as const).filter((one) => words.some(isOf(one)));
  if (language === undefined || other !== undefined) return undefined;
  const rest = words.filter((word) => !isOf(language)(word) && !LANGUAGE.has(word));
  const found = names.get(keyOf(rest));
  const pair = /^(.+)_(?:ar|en)$/.exec(found?.name ?? '')?.[1];
  return pair === undefined
    ? undefined
    : { name: `${pair}_${language}` as ColumnName, date: false, calendar: 'gregorian' };
}

/** Words as one key: without spaces, the Arabic article, and numbering such as `1.`. */
const keyOf = (words: readonly string[]): string =>
  words
    .filter((word) => words.length === 1 || !/^\d+$/.test(word))
    .map(withoutArticle)
    .join('');

const namesByKind = new Map<string, ReadonlyMap<string, NamedColumn>>();

function namesOf(kind: FileKind, weak: boolean): ReadonlyMap<string, NamedColumn> {
  const cached = namesByKind.get(`${kind}#${weak}`);
  if (cached) return cached;
  const names = new Map(
    columnsOf(kind).flatMap(([name, { arabic, date }]) =>
      [
        name,
        ...arabic,
        ...(MORE_HEADINGS[kind][name] ?? []),
        ...(weak ? (WEAK_HEADINGS[kind][name] ?? []) : []),
      ].map((text) => [keyOf(headingWords(text)), { name, date: date === true }] as const),
    ),
  );
  namesByKind.set(`${kind}#${weak}`, names);
  return names;
}

/** Headings of forms that are like one of ours and no typing error. */
const OTHERS: ReadonlySet<string> = new Set(['timestamp']);

/**
 * Returns a column not found yet whose name differs from a heading only by a typing error. A heading that another kind
 * of file has is no error: «اسم المتطوع» is not «رقم المتطوع».
 */
export function closestColumn(
  heading: string,
  kind: FileKind,
  isTaken: (name: ColumnName) => boolean,
): ColumnName | undefined {
  if (heading.length > LONGEST_HEADING) return undefined;
  const key = keyOf(headingWords(heading));
  if (OTHERS.has(key) || FILE_KINDS.some((other) => namesOf(other, false).has(key))) return undefined;
  for (const [text, { name }] of namesOf(kind, false))
    if (!isTaken(name) && key.length >= 4 && editDistance(key, text) <= (text.length > 6 ? 2 : 1))
      return name;
  return undefined;
}
