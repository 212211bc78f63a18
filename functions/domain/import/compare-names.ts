import { comparableName, nameMatches, searchableWords } from '../certificate/name-match.ts';

/** Whether a name beside an identifier is the recorded one, spells it otherwise, or has no word of it. */
export type NameComparison = 'same' | 'similar' | 'other';

interface Names {
  readonly ar: string;
  readonly en: string;
}

const SCRIPTS = { ar: /\p{Script=Arabic}/u, en: /\p{Script=Latin}/u } as const;
/** Letters of a word that may differ in one. */
const LONG_WORD = 4;

/**
 * Compares a name of a person or of an opportunity with the recorded one. A shorter form is the same name. Latin words
 * are compared by their consonants, because each office spells them as they sound.
 */
export function compareNames(typed: string, { ar, en }: Names): NameComparison {
  if (nameMatches(typed, ar, en)) return 'same';
  const comparisons = (['ar', 'en'] as const).flatMap((script) => {
    const isOfScript = (word: string) => SCRIPTS[script].test(word);
    const words = searchableWords(typed).filter(isOfScript);
    const known = searchableWords(script === 'ar' ? ar : en).filter(isOfScript);
    if (words.length === 0 || known.length === 0) return [];
    const found = words.filter((word) => known.some((other) => isLike(word, other)));
    return found.length === words.length ? 'same' : found.length > 0 ? 'similar' : 'other';
  });
  return comparisons.find((one) => one !== 'same') ?? 'same';
}

/** Returns a name in the form in which two of them are the same. */
export const nameKey = (name: string): string => comparableName(searchableWords(name).join(''));

function isLike(one: string, other: string): boolean {
  const [first, second] = [one, other].map(withoutArticle);
  if (first === undefined || second === undefined) return false;
  if (first === second || soundOf(first) === soundOf(second)) return true;
  return Math.min(first.length, second.length) >= LONG_WORD && differsByOne(first, second);
}

const withoutArticle = (word: string): string =>
  word.length > LONG_WORD ? word.replace(/^(?:ال|AL|EL)/, '') : word;

/** Returns the consonants of a Latin word, as one hears them; a word of another script as it is. */
const soundOf = (word: string): string =>
  /^[A-Z]+$/.test(word)
    ? `${word
        .replace(/[AEIOUYW]/g, '')
        .replace(/H$/, '')
        .replace(/[QG]/g, 'K')
        .replace(/(.)\1+/g, '$1')}.`
    : word;

/** Returns whether one letter was changed, added or left out. */
function differsByOne(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const [restOfShort, restOfLong] = [short.slice(start), long.slice(start + 1)];
  return restOfLong === (short.length === long.length ? restOfShort.slice(1) : restOfShort);
}
