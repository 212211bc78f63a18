import { readFileSync } from 'node:fs';
import type EnglishWords from '../../templates/pages/verification.en.json';
import type { Html, Part } from './html.ts';
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

/** A text with its `{names}` filled in; what is filled in may be markup. */
export function fill(text: string, values: Readonly<Record<string, Part>>): Html {
  const parts = text.split(/\{(\w+)\}/).map((piece, index): Part => {
    if (index % 2 === 0) return piece;
    if (!Object.hasOwn(values, piece))
      throw new Error(`A page's text asks for {${piece}}, which is not given`);
    return values[piece] ?? null;
  });
  return html`${parts}`;
}
