import { format, isValidFormat, tokenize } from 'numfmt';
import { DAY_MS } from '../../domain/calendar-date.ts';

/** A number of a worksheet as text, with what its number format says besides. */
export interface NumberText {
  readonly text: string;
  /** Set for a date, a time of day or a duration. */
  readonly time?: true;
  /** Set for a date that the worksheet shows in the Hijri calendar; the text is Gregorian. */
  readonly hijri?: true;
  /** What the worksheet shows, where it means something else than the number that the cell holds. */
  readonly shown?: string;
  /** What the worksheet shows, where it is the number rounded by more than half a minute of an hour. */
  readonly rounded?: string;
}

type Token = ReturnType<typeof tokenize>[number];

const DAY_MINUTES = 1440;
/** Days that a person means as dates: 1954 to 2119. A smaller number is a duration. */
const FIRST_DATE = 20_000;
const LAST_DATE = 80_000;
const HALF_A_MINUTE = 1 / 120;

const PLACEHOLDERS = new Set(['ZERO', 'HASH', 'QMARK', 'GENERAL']);
const LITERALS = new Set([
  'STRING',
  'ESCAPED',
  'CHAR',
  'SPACE',
  'MINUS',
  'PLUS',
  'PAREN',
  'SLASH',
  'CURRENCY',
]);

/** A number format of a workbook (ECMA-376 part 1, 18.8.31): what a number in a cell stands for. */
export class NumberFormat {
  readonly #code: string;
  readonly #sections: readonly (readonly Token[])[];

  constructor(code: string) {
    this.#code = isValidFormat(code) ? code : 'General';
    this.#sections = sectionsOf(this.#code);
  }

  /**
   * Returns a number as text: `2025-07-01`, `2025-07-01 08:00`, `07:30` (a duration may exceed 24 hours), `0042`,
   * `450 min` or the plain number.
   */
  textOf(stored: string, from1904: boolean): NumberText {
    if (!Number.isFinite(Number(stored))) return { text: stored };
    const value = withoutNoise(Number(stored));
    const tokens = this.#sectionOf(value);
    const has = (type: string) => tokens.some((token) => token.type === type);
    if (has('DURATION')) return { ...this.#duration(value, tokens), time: true };
    // A spreadsheet stores 15 significant digits. Exponential notation shows that the rest is lost (ID_SCIENTIFIC).
    if (Math.abs(value) >= MOST) return { text: value.toExponential().toUpperCase() };
    if (has('DATETIME')) return { ...this.#dateOrTime(value, tokens, from1904), time: true };
    if (has('PERCENT')) return { text: `${Number((value * 100).toPrecision(12))}%` };
    if (has('SCALE')) return { text: String(value), shown: this.#shown(value) };
    return this.#number(value, tokens);
  }

  /** Returns the section of the format for a value, by its condition or by the sign. */
  #sectionOf(value: number): readonly Token[] {
    const sections = this.#sections;
    const conditional = sections.find((tokens) => {
      const condition = tokens.find(({ type }) => type === 'CONDITION');
      return condition !== undefined && holds(String(condition.value), value);
    });
    if (conditional) return conditional;
    if (sections.some((tokens) => tokens.some(({ type }) => type === 'CONDITION')))
      return sections.find((tokens) => !tokens.some(({ type }) => type === 'CONDITION')) ?? [];
    const index = value < 0 ? 1 : value === 0 ? 2 : 0;
    return (sections.length > index ? sections[index] : sections[0]) ?? [];
  }

  #shown(value: number): string {
    return format(this.#code, value, { throws: false, dateErrorThrows: false }).trim();
  }

  #duration(value: number, tokens: readonly Token[]): NumberText {
    const minutes = Math.round(value * DAY_MINUTES);
    const wholeHours = tokens.every(
      ({ type, value: text }) => type !== 'DATETIME' || !/[ms]/i.test(String(text)),
    );
    const isHours = tokens.some(({ type, value: text }) => type === 'DURATION' && /h/i.test(String(text)));
    const hidesMinutes = isHours && wholeHours && minutes % 60 !== 0;
    return { text: clock(minutes), ...(hidesMinutes ? { rounded: this.#shown(value) } : {}) };
  }

  #dateOrTime(value: number, tokens: readonly Token[], from1904: boolean): NumberText {
    const fields = tokens.filter(({ type }) => type === 'DATETIME').map(({ value: text }) => String(text));
    const hasTime = fields.some((field) => /[hs]/i.test(field));
    const hasDay = fields.some((field) => /[yd]/i.test(field)) || !hasTime;
    if (hasDay) {
      const date = dateText(value, { hasTime, from1904, hijri: tokens.some(isHijri) });
      // What shows a month only was written as a month, of which a spreadsheet made the first day.
      return fields.some((field) => /d/i.test(field)) ? date : { ...date, shown: this.#shown(value) };
    }
    if (value >= FIRST_DATE && value <= LAST_DATE)
      return dateText(value, { hasTime: true, from1904, hijri: false });
    // `h:mm` shows 31:30 as 7:30, and `mm:ss` shows 7:30 as 30:00.
    const shownUpTo = fields.some((field) => /h/i.test(field)) ? 1 : 1 / 24;
    const minutes = Math.round(value * DAY_MINUTES);
    const text = clock(minutes);
    if (value < 0 || value >= shownUpTo) return { text, shown: this.#shown(value) };
    const hidesMinutes = !fields.some((field) => /[ms]/i.test(field)) && minutes % 60 !== 0;
    return hidesMinutes ? { text, rounded: this.#shown(value) } : { text };
  }

  #number(value: number, tokens: readonly Token[]): NumberText {
    const first = tokens.findIndex(({ type }) => PLACEHOLDERS.has(type));
    const last = tokens.findLastIndex(({ type }) => PLACEHOLDERS.has(type));
    if (first < 0) {
      // Only text is shown: `"present"`, or nothing at all for `;;;` and for zeros that are hidden.
      const shown = literalOf(tokens);
      if (tokens.some(({ type }) => type === 'TEXT')) return { text: String(value) };
      return shown === '' && value !== 0 ? { text: String(value), shown } : { text: shown };
    }
    if (value < 0) return { text: String(value) };
    const inner = tokens.slice(first, last + 1);
    const isFraction = inner.some(({ type }) => type === 'SLASH');
    if (!isFraction && inner.some(({ type }) => LITERALS.has(type)) && Number.isInteger(value))
      return { text: this.#shown(value) };
    const literal = [literalOf(tokens.slice(0, first)), literalOf(tokens.slice(last + 1))];
    const text = `${literal[0]}${this.#digits(value, inner)}${literal[1]}`.trim();
    const isExact = isFraction || inner.some(({ type }) => type === 'GENERAL' || type === 'EXP');
    const rounding = 10 ** decimalsOf(inner);
    const isRounded = !isExact && Math.abs(Math.round(value * rounding) / rounding - value) >= HALF_A_MINUTE;
    return { text, ...(isRounded ? { rounded: this.#shown(value) } : {}) };
  }

  /** Returns the digits of a number, with leading zeros where the format is of zeros only. */
  #digits(value: number, inner: readonly Token[]): string {
    const isZeros = inner.length > 1 && inner.every(({ type }) => type === 'ZERO');
    return isZeros ? String(value).padStart(inner.length, '0') : String(value);
  }
}

/** Digits that a spreadsheet shows of a number at most; it stores more, of which the last are noise of arithmetic. */
const SIGNIFICANT_DIGITS = 15;
const LEAST = 1e-12;
/** From here on digits before the point are lost, which is reported. */
const MOST = 1e15;

/** Returns a number as a spreadsheet shows it: 3 for 2.9999999999999996, and zero for what is left of a difference. */
const withoutNoise = (value: number): number =>
  Math.abs(value) < LEAST
    ? 0
    : Math.abs(value) < MOST
      ? Number(value.toPrecision(SIGNIFICANT_DIGITS))
      : value;

function sectionsOf(code: string): Token[][] {
  const sections: Token[][] = [[]];
  for (const token of tokenize(code))
    if (token.type === 'BREAK') sections.push([]);
    else sections.at(-1)?.push(token);
  return sections;
}

function holds(condition: string, value: number): boolean {
  const [, operator, text] = /^(<=|>=|<>|<|>|=)\s*(-?[\d.]+)$/.exec(condition) ?? [];
  const limit = Number(text);
  if (operator === '<') return value < limit;
  if (operator === '<=') return value <= limit;
  if (operator === '>') return value > limit;
  if (operator === '>=') return value >= limit;
  return operator === '=' ? value === limit : operator === '<>' && value !== limit;
}

const literalOf = (tokens: readonly Token[]): string =>
  tokens
    .filter(({ type }) => LITERALS.has(type))
    .map(({ value }) => String(value))
    .join('');

const decimalsOf = (inner: readonly Token[]): number => {
  const point = inner.findIndex(({ type }) => type === 'POINT');
  return point < 0 ? 0 : inner.slice(point).filter(({ type }) => PLACEHOLDERS.has(type)).length;
};

/** Calendars of Windows: 6 is the Hijri calendar, 23 the Umm al-Qura calendar. */
const HIJRI_CALENDARS = [6, 23];

/** Returns whether a token of a format selects a Hijri calendar: `B2`, `[$-1170000]`, `[$-2060401]` or `[$-,106]`. */
function isHijri({ type, value }: Token): boolean {
  if (type === 'CALENDAR') return /^b2$/i.test(String(value));
  if (type !== 'LOCALE') return false;
  const [, afterComma] = /,([0-9a-f]+)$/i.exec(String(value)) ?? [];
  if (afterComma !== undefined) return HIJRI_CALENDARS.includes(Number.parseInt(afterComma, 16) & 0xff);
  const [, code] = /-([0-9a-f]+)$/i.exec(String(value)) ?? [];
  return code !== undefined && HIJRI_CALENDARS.includes((Number.parseInt(code, 16) >>> 16) & 0xff);
}

function dateText(
  value: number,
  { hasTime, from1904, hijri }: { hasTime: boolean; from1904: boolean; hijri: boolean },
): NumberText {
  // Rounded to minutes first, so that 23:59:59.9 becomes the next day.
  const total = hasTime ? Math.round(value * DAY_MINUTES) : Math.floor(value) * DAY_MINUTES;
  const day = Math.floor(total / DAY_MINUTES);
  // In the 1900 system, day 60 is 29 February 1900, which did not exist: later days are one too high.
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(epoch + day * DAY_MS);
  if (Number.isNaN(date.getTime())) return { text: String(value) };
  const isoDate = date.toISOString().slice(0, 10);
  const text = hasTime ? `${isoDate} ${clock(total - day * DAY_MINUTES)}` : isoDate;
  return { text, ...(hijri ? { hijri: true } : {}) };
}

const clock = (minutes: number) =>
  `${minutes < 0 ? '-' : ''}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
