import { readFileSync } from 'node:fs';
import type EnglishWords from '../../templates/pages/verification.en.json';
import type { Language } from '../domain/wording/language.ts';
import type { Fragment, Html } from './html.ts';
import { html } from './html.ts';

/** The texts of the verification pages in one language. The English file defines the keys. */
export type VerificationWords = typeof EnglishWords;

/** Reads the texts in both languages from the `pages` folder of the templates' directory. */
export function readVerificationWords(
  templatesDirectory: string,
): Readonly<Record<Language, VerificationWords>> {
  const read = (language: Language): VerificationWords =>
    JSON.parse(readFileSync(`${templatesDirectory}/pages/verification.${language}.json`, 'utf8'));
  return { ar: read('ar'), en: read('en') };
}

/** Texts split at their `{placeholders}`. The pages' own texts bound its size. */
const splitTexts = new Map<string, readonly string[]>();

function piecesOf(text: string): readonly string[] {
  let pieces = splitTexts.get(text);
  if (pieces === undefined) {
    pieces = text.split(/\{(\w+)\}/);
    splitTexts.set(text, pieces);
  }
  return pieces;
}

/** Fills in the `{placeholders}` of a text. Throws when a value is missing. */
export function fill(text: string, values: Readonly<Record<string, Fragment>>): Html {
  const fragments = piecesOf(text).map((piece, index): Fragment => {
    if (index % 2 === 0) return piece;
    if (!Object.hasOwn(values, piece))
      throw new Error(`A page's text has {${piece}}, for which there is no value`);
    return values[piece] ?? null;
  });
  return html`${fragments}`;
}
