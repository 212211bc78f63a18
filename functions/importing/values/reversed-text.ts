/** Forms of letters at the end of a word, as old programs store them. */
const FINAL_FORM =
  '\uFE82\uFE84\uFE86\uFE88\uFE8A\uFE8E\uFE90\uFE94\uFE96\uFE9A\uFE9E\uFEA2\uFEA6\uFEAA\uFEAC\uFEAE\uFEB0\uFEB2\uFEB6' +
  '\uFEBA\uFEBE\uFEC2\uFEC6\uFECA\uFECE\uFED2\uFED6\uFEDA\uFEDE\uFEE2\uFEE6\uFEEA\uFEEE\uFEF0\uFEF2\uFEF6\uFEF8\uFEFA\uFEFC';
/** No Arabic word begins with «ة» or «ى», nor with the form of a letter at its end. */
const REVERSED = new RegExp(`(?<![\\p{L}\\p{M}])[ةى${FINAL_FORM}]\\p{L}`, 'u');

/** Returns whether an Arabic text has its letters from left to right, as they are copied out of some PDFs. */
export const isReversed = (text: string): boolean => REVERSED.test(text);
