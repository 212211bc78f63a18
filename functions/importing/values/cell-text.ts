import { asciiDigits } from '../../domain/ascii-digits.ts';
import type { CellProblem } from '../../domain/import/import-problem.ts';

/** The value of a cell, or the problem with it. */
export type CellReading<T> = { readonly value: T } | { readonly problem: CellProblem };

/** Returns a reading that failed. */
export const failure = (
  code: CellProblem['code'],
  facts?: CellProblem['facts'],
): { readonly problem: CellProblem } => ({ problem: facts ? { code, facts } : { code } });

/** Longest text that may be a date, a time or hours. */
export const MAX_VALUE_LENGTH = 80;

/** Most cells: nothing to change. */
const PLAIN = /^(?:[!-&(-~](?:[ -~]*[!-~])?)?$/;

/**
 * Returns a cell's text with Arabic-Indic and Persian digits as ASCII, without direction marks, outer spaces, and the
 * apostrophe with which spreadsheets mark a text.
 */
export function plainText(text: string): string {
  if (PLAIN.test(text)) return text;
  return asciiDigits(text)
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u00a0\u202f\u2007]/g, ' ')
    .trim()
    .replace(/^'(?!')/, '')
    .trim();
}

/** Returns whether a cell of hours says that there were none: empty, a dash, or zero in whatever form. */
export const saysNothing = (text: string): boolean => /^(?:[-–—.]|0+(?:[:.,٫]0+)*)?$/.test(plainText(text));

/** Returns a word for comparison: without case, vowel signs, variants of letters, and signs around it. */
export function foldWord(text: string): string {
  const folded = plainText(text)
    .toLowerCase()
    .replace(/[\u0640\u064b-\u0652]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replace(/[\s_]+/g, ' ');
  const word = folded.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return word === '' ? folded : word;
}
