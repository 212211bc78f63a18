import { countForm } from './count-form.ts';
import { type Digits, wholeNumber } from './digits.ts';

/** The grammatical case of a noun; only the dual differs (ساعتان, ساعتين). */
export type GrammaticalCase = 'nominative' | 'accusative' | 'genitive';

interface CountedNoun {
  readonly one: string;
  readonly dual: Readonly<Record<GrammaticalCase, string>>;
  /** After 3–10. */
  readonly few: string;
  /** After 11–99 and after whole hundreds. */
  readonly many: string;
}

const HOUR: CountedNoun = {
  one: 'ساعة واحدة',
  dual: { nominative: 'ساعتان', accusative: 'ساعتين', genitive: 'ساعتين' },
  few: 'ساعات',
  many: 'ساعة',
};

const MINUTE: CountedNoun = {
  one: 'دقيقة واحدة',
  dual: { nominative: 'دقيقتان', accusative: 'دقيقتين', genitive: 'دقيقتين' },
  few: 'دقائق',
  many: 'دقيقة',
};

/**
 * Returns a duration in Arabic, by the plural categories of CLDR: ساعة واحدة، ساعتان، ٣ ساعات، ١١ ساعة، ١٠٢ ساعة،
 * ٣١ ساعة و٣٠ دقيقة. Leaves out zero hours or zero minutes; no time at all is صفر ساعة.
 */
export function hoursInArabic(
  minutes: number,
  { case: grammaticalCase, digits }: { case: GrammaticalCase; digits: Digits },
): string {
  const { wholeHours, restMinutes } = split(minutes);
  const hours = wholeHours ? counted(wholeHours, HOUR, grammaticalCase, digits) : '';
  const rest = restMinutes ? counted(restMinutes, MINUTE, grammaticalCase, digits) : '';
  if (hours && rest) return `${hours} و${rest}`;
  return hours || rest || 'صفر ساعة';
}

/** Returns a duration in English: `1 hour`, `31 hours and 30 minutes`. */
export function hoursInEnglish(minutes: number): string {
  const { wholeHours, restMinutes } = split(minutes);
  const hours = wholeHours ? `${wholeNumber(wholeHours, 'latn')} ${wholeHours === 1 ? 'hour' : 'hours'}` : '';
  const rest = restMinutes ? `${restMinutes} ${restMinutes === 1 ? 'minute' : 'minutes'}` : '';
  if (hours && rest) return `${hours} and ${rest}`;
  return hours || rest || '0 hours';
}

function split(minutes: number): { wholeHours: number; restMinutes: number } {
  return { wholeHours: Math.floor(minutes / 60), restMinutes: minutes % 60 };
}

/** Returns a number with its noun in the form that the number requires. */
function counted(count: number, noun: CountedNoun, grammaticalCase: GrammaticalCase, digits: Digits): string {
  const form = countForm(count);
  if (form === 'one') return noun.one;
  if (form === 'two') return noun.dual[grammaticalCase];
  return `${wholeNumber(count, digits)} ${noun[form]}`;
}
