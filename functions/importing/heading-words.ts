import { asciiDigits } from '../domain/ascii-digits.ts';

/**
 * Returns the words of a heading without case, possessive `’s`, vowel signs, punctuation and variants of Arabic letters.
 * A number is a word of its own, as programs add it to a second heading: `Hours2`, «الساعات٢».
 */
export function headingWords(heading: string): string[] {
  return asciiDigits(heading.normalize('NFKC'))
    .toLowerCase()
    .replace(/[\u0610-\u061A\u064B-\u065F\u0670\u0640\p{Bidi_Control}]/gu, '')
    .replace(/(?<=\p{L})['’]s(?!\p{L})/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replace(/(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Returns the words of some texts, by which headings are known: Arabic ones with their article and without. */
export const headingWordSet = (...texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap(headingWords).flatMap(withAndWithoutArticle));

/** A shorter word that begins with «ال» may be none with an article: «إلى». */
const LONGEST_WITHOUT_ARTICLE = 4;

/** Returns a word of a heading without «ال». */
export const withoutArticle = (word: string): string =>
  word.length > LONGEST_WITHOUT_ARTICLE ? word.replace(/^ال/, '') : word;

const withAndWithoutArticle = (word: string): string[] => {
  const bare = withoutArticle(word);
  return /^\p{Script=Arabic}{3}/u.test(bare) ? [bare, `ال${bare}`, word] : [word];
};

/** Returns whether a heading has one of some words. */
export const hasHeadingWord = (heading: string, words: ReadonlySet<string>): boolean =>
  headingWords(heading).some((word) => words.has(word));
