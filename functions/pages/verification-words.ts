import { readFileSync } from 'node:fs';
import type EnglishWords from '../../templates/pages/verification.en.json';
import type { Fragment, Html } from './html.ts';
import { html } from './html.ts';
import type { Language } from './language.ts';

/** Every text of the verification pages in one language. English is the model of the keys. */
export type VerificationWords = typeof EnglishWords;

/** The texts of both languages, from the `pages` folder of the templates' directory. */
export function readVerificationWords(
  templatesDirectory: string,
): Readonly<Record<Language, VerificationWords>> {
  const read = (language: Language): VerificationWords =>
    JSON.parse(readFileSync(`${templatesDirectory}/pages/verification.${language}.json`, 'utf8'));
  return { ar: read('ar'), en: read('en') };
}

/** Texts taken apart at their `{names}`; there are as many as the pages have. */
const takenApart = new Map<string, readonly string[]>();

function piecesOf(text: string): readonly string[] {
  const known = takenApart.get(text);
  if (known !== undefined) return known;
  const pieces = text.split(/\{(\w+)\}/);
  takenApart.set(text, pieces);
  return pieces;
}

/** A text with its `{names}` filled in; what is filled in may be markup. */
export function fill(text: string, values: Readonly<Record<string, Fragment>>): Html {
  const parts = piecesOf(text).map((piece, index): Fragment => {
    if (index % 2 === 0) return piece;
    if (!Object.hasOwn(values, piece))
      throw new Error(`A page's text asks for {${piece}}, which is not given`);
    return values[piece] ?? null;
  });
  return html`${parts}`;
}
