/** Returns the words of a heading without case, possessive `’s`, vowel signs, punctuation and variants of Arabic letters. */
export function headingWords(heading: string): string[] {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u0610-\u061A\u064B-\u065F\u0670\u0640\p{Bidi_Control}]/gu, '')
    .replace(/(?<=\p{L})['’]s(?!\p{L})/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Returns the words of some texts, by which headings are known. */
export const headingWordSet = (...texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap(headingWords));

/** Returns whether a heading has one of some words. */
export const hasHeadingWord = (heading: string, words: ReadonlySet<string>): boolean =>
  headingWords(heading).some((word) => words.has(word));
