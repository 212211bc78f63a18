import type { CellProblem } from '../../domain/import/import-problem.ts';
import type { HoursUnit } from '../../domain/import/understanding.ts';
import { isMark } from './absence-words.ts';
import { type CellReading, failure, foldWord, MAX_VALUE_LENGTH, plainText } from './cell-text.ts';
import { isTimeRange } from './time-range.ts';

/** How the hours of a column are read. */
export interface HoursRules {
  /** Undefined unless the person who imports says so. */
  readonly unit: HoursUnit | undefined;
  /** Whether numbers have lost their trailing zeros, as in a workbook: 1.3 may have been 1.30. */
  readonly numbersTrimmed: boolean;
}

/**
 * What a value says about the unit of its column: `decimal` can't be a clock time, `clock` may be one, and `quarter`
 * may be one but is more likely a quarter of an hour.
 */
export type UnitEvidence = 'decimal' | 'clock' | 'quarter';

/** Minutes, or the problem with the value. */
export type HoursReading = CellReading<number> & {
  readonly evidence?: UnitEvidence;
  /** The minutes if the value is hours and minutes; set where it may be. */
  readonly asClock?: number;
  /** Set where seconds were left out. */
  readonly secondsDropped?: true;
};

const CLOCK = /^(-?)(\d{1,6}):(\d{1,2})(?::([0-5]?\d)(?:[.,]\d+)?)?$/;
const NUMBER = /^(-?)(\d{1,7})(?:([.,٫،])(\d{1,17}))?$/;
const DURATION = /^P(?:0D)?T(?=\d)(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?$/i;
const HOUR = '(?:h|hrs?|hours?|ساعات|ساعه|ساعة|س)';
const MINUTE = '(?:m|mins?|minutes?|دقائق|دقيقه|دقيقة|دقايق|د)';
const HOURS_AND_MINUTES = new RegExp(
  `^(\\d{1,6})\\s*${HOUR}\\.?\\s*(?:and|،|,|و)?\\s*(\\d{1,2})\\s*(?:${MINUTE}\\.?(?:\\s*(\\d{1,2})\\s*s(?:ecs?|econds?)?\\.?)?)?$`,
  'i',
);
const ONLY_MINUTES = new RegExp(`^(\\d{1,6})\\s*${MINUTE}\\.?$`, 'i');
const MINUTES_ALONE = new RegExp(`^(?:0?0:)?(\\d{1,5})(?:[.,]0+)?\\s*(?:${MINUTE}\\.?)?$`, 'i');
const WITH_UNIT = new RegExp(`^(.*\\d)\\s*${HOUR}\\.?$`, 'i');
const FRACTION = /^(\d{1,6})?\s*([½¼¾⅓⅔])$|^(\d{1,6})\s+([123])\/([234])$/;
const FRACTIONS: Readonly<Record<string, number>> = { '½': 30, '¼': 15, '¾': 45, '⅓': 20, '⅔': 40 };
/** Parts of an hour that follow a number of hours in words. */
const ADDED: Readonly<Record<string, number>> = { نصف: 30, نص: 30, ربع: 15, ثلث: 20 };
const NUMBERS = ['ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثماني', 'تسع', 'عشر'];
const PARTS = 'نصف|نص|ربع|ثلث';
const IN_WORDS = new RegExp(
  `^(?:(\\d{1,6})\\s*ساع(?:ات|ة|ه)|(${NUMBERS.join('|')}|ثمان|اربع)[ةه]?\\s*ساعات|(ساع[ةه](?: واحد[ةه])?|ساعتان|ساعتين))` +
    `(?:\\s*(و|إلا|الا)\\s*(?:(${PARTS})(?: (?:ال)?ساع[ةه])?|(\\d{1,2})\\s*${MINUTE}))?$`,
);
const PART_OF_HOUR = new RegExp(`^(${PARTS}) ساع[ةه]$`);
/** A number and a part of an hour, without the word for hours: «4 ونصف». */
const AND_PART = new RegExp(`^(\\d{1,6})\\s*(?=(?:و|إلا|الا)\\s*(?:${PARTS})$)`);
const ONLY = /\s(?:فقط(?: لا غير)?|only)$/i;
/** What a spreadsheet makes of hours such as 4.5 or 4/5: a date, or in a CSV its day and month. */
const MADE_DATE = /^\d{4}-\d{2}-\d{2}(?: 00:00)?$|^\d{1,2}-[a-z]{3}$|^[a-z]{3}-\d{2}$/i;
const HOUR_MINUTES = 60;

/**
 * Reads hours such as `7.5`, `7:30`, `7h30`, `450 min`, `PT7H30M` or «7 ساعات ونصف»; returns whole minutes. Seconds are
 * left out.
 */
export function readHours(text: string, rules: HoursRules): HoursReading {
  const plain = plainText(text)
    .replace(/[\u064b-\u0652]/g, '')
    .replace(/\s+/g, ' ')
    // As data tools write a duration of less than a day.
    .replace(/^0 days? /, '')
    // As a spreadsheet reads a number behind a plus.
    .replace(/^\+\s?(?=\d)/, '')
    .replace(/^(?=[.٫]\d)/, '0')
    .replace(AND_PART, '$1 ساعات ')
    .replace(/(?<=\p{L})\(s\)/giu, 's')
    .replace(ONLY, '');
  if (plain.length > MAX_VALUE_LENGTH) return failure('HOURS_FORM');
  const clock = CLOCK.exec(plain);
  if (clock) return clockReading(clock);
  const minutes = minutesInWords(plain);
  if (minutes !== undefined) return typeof minutes === 'number' ? positive(minutes) : minutes;
  const withUnit = WITH_UNIT.exec(plain)?.[1]?.trim();
  return withUnit === undefined ? readNumber(plain, rules) : readHours(withUnit, rules);
}

function clockReading([, sign, hours, minutes = '', seconds]: RegExpExecArray): HoursReading {
  if (minutes.length < 2) return failure('HOURS_MINUTES');
  if (Number(minutes) >= HOUR_MINUTES) return failure('HOURS_FORM');
  const reading = positive((sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MINUTES + Number(minutes)));
  return Number(seconds ?? 0) > 0 ? { ...reading, secondsDropped: true } : reading;
}

/** Reads hours and minutes with their units; undefined if the text has another form. */
function minutesInWords(text: string): number | HoursReading | undefined {
  const [duration, hours, minutes, seconds] = DURATION.exec(text) ?? [];
  if (duration !== undefined) {
    const reading = positive(Number((hours ?? '0').replace(',', '.')) * HOUR_MINUTES + Number(minutes ?? 0));
    return Number(seconds ?? 0) > 0 ? { ...reading, secondsDropped: true } : reading;
  }
  const both = HOURS_AND_MINUTES.exec(text);
  if (both) {
    const extra = Number(both[2]);
    if (extra >= HOUR_MINUTES) return failure('HOURS_FORM');
    const seconds = Number(both[3] ?? 0);
    if (seconds > 0)
      return seconds >= 60
        ? failure('HOURS_FORM')
        : { ...positive(Number(both[1]) * HOUR_MINUTES + extra), secondsDropped: true };
    return both[2]?.length === 1 && both[3] === undefined && !new RegExp(`${MINUTE}\\.?$`, 'i').test(text)
      ? failure('HOURS_MINUTES')
      : Number(both[1]) * HOUR_MINUTES + extra;
  }
  const only = ONLY_MINUTES.exec(text);
  if (only) return Number(only[1]);
  const fraction = FRACTION.exec(text.replace(new RegExp(`\\s*${HOUR}\\.?$`, 'i'), ''));
  if (fraction) {
    const [, whole, sign, wholeBefore, numerator, denominator] = fraction;
    const part =
      sign === undefined ? (HOUR_MINUTES * Number(numerator)) / Number(denominator) : (FRACTIONS[sign] ?? 0);
    return part >= HOUR_MINUTES
      ? failure('HOURS_FORM')
      : Number(whole ?? wholeBefore ?? 0) * HOUR_MINUTES + part;
  }
  return minutesInArabic(text);
}

function minutesInArabic(text: string): number | undefined {
  const partOfHour = PART_OF_HOUR.exec(text)?.[1];
  if (partOfHour !== undefined) return ADDED[partOfHour];
  const [match, number, inWords, word, sign, part, minutes] = IN_WORDS.exec(text) ?? [];
  if (match === undefined || Number(minutes ?? 0) >= HOUR_MINUTES) return undefined;
  const few = NUMBERS.findIndex(
    (name) => inWords !== undefined && foldWord(name).startsWith(foldWord(inWords)),
  );
  const hours = number !== undefined ? Number(number) : few >= 0 ? few + 3 : word?.startsWith('ساعت') ? 2 : 1;
  const added = part === undefined ? Number(minutes ?? 0) : (ADDED[part] ?? 0);
  return hours * HOUR_MINUTES + (sign === 'و' || sign === undefined ? added : -added);
}

/** Reads a number of minutes, such as `30`, `30 min` or `00:30`. */
export function readMinutes(text: string): CellReading<number> {
  const [, minutes] = MINUTES_ALONE.exec(plainText(text)) ?? [];
  return minutes === undefined ? failure('MINUTES_FORM') : { value: Number(minutes) };
}

/** Reads a number, and says what its fraction says about the unit of the column. */
function readNumber(text: string, { unit, numbersTrimmed }: HoursRules): HoursReading {
  const [match, sign, whole = '', point, fraction = ''] = NUMBER.exec(text) ?? [];
  if (match === undefined) return failure(whyNoHours(text));
  const isNumber = numbersTrimmed && point === '.' && String(Number(text)) === text;
  // `1,000` is a thousand, or one with three decimals. A number of a workbook has no separator of thousands.
  if (fraction.length === 3 && unit !== 'decimal' && point !== '٫' && !isNumber)
    return failure('HOURS_THREE_DIGITS');
  const decimal = () => positive(Number(`${sign}${whole}.${fraction || '0'}`) * HOUR_MINUTES);
  if (fraction === '') return decimal();
  const asMinutes = fraction.length === 1 && isNumber ? `${fraction}0` : fraction;
  const clockLike = asMinutes.length === 2 && Number(asMinutes) < HOUR_MINUTES;
  if (unit === 'clock')
    return clockLike
      ? positive((sign === '-' ? -1 : 1) * (Number(whole) * HOUR_MINUTES + Number(asMinutes)))
      : failure(asMinutes.length === 1 ? 'HOURS_MINUTES' : 'HOURS_FORM');
  if (asMinutes === '00') return decimal();
  if (!clockLike) return { ...decimal(), evidence: 'decimal' };
  const asClock = Number(whole) * HOUR_MINUTES + Number(asMinutes);
  const isQuarter = asMinutes === '25' || asMinutes === '50';
  return { ...decimal(), evidence: isQuarter ? 'quarter' : 'clock', asClock };
}

function whyNoHours(text: string): CellProblem['code'] {
  if (MADE_DATE.test(text)) return 'HOURS_DATE';
  return isMark(text) ? 'HOURS_MARK' : isTimeRange(text) ? 'HOURS_RANGE' : 'HOURS_FORM';
}

const positive = (minutes: number): CellReading<number> => {
  const whole = Math.round(minutes);
  return minutes > 0 && whole > 0 ? { value: whole } : failure('HOURS_NOT_POSITIVE');
};
