import { factInSentence } from '../domain/wording/directional-text.ts';
import { type Html, html, markupOf } from './html.ts';
import type { Language } from './language.ts';
import { typedFact } from './typed-fact.ts';

/** Facts for the `{placeholders}` of a sentence, in the sentence's language. */
export interface FactsInLanguage {
  readonly language: Language;
  readonly facts: Readonly<Record<string, string>>;
}

/** Returns the HTML of an email of one section for each language. */
export const emailMarkup = (sections: readonly Html[]): string =>
  `<!doctype html>${markupOf(page(sections))}`;

const page = (
  sections: readonly Html[],
): Html => html`<html lang="ar"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;background:#eef2f1;font-family:'Segoe UI',Tahoma,Arial,sans-serif;color:#1c2b2a">
<div style="max-width:600px;margin:24px auto;background:#ffffff;border-top:6px solid #0b5d4e">
${sections.map((content, index) => (index === 0 ? content : html`<hr style="border:0;border-top:1px solid #d9e2e0;margin:0">${content}`))}
</div></body></html>`;

/** Returns a link that looks like a button. */
export const emailButton = (words: string, address: string): Html =>
  html`<p style="margin:0 0 20px"><a href="${address}" style="display:inline-block;padding:10px 22px;background:#0b5d4e;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:bold">${words}</a></p>`;

const PLACEHOLDER = /\{(\w+)\}/;

/** Returns a sentence as plain text, with its facts filled in. */
export const filledText = (sentence: string, { language, facts }: FactsInLanguage): string =>
  piecesOf(sentence, facts)
    .map(({ fact, text }) => (fact === undefined ? text : factInSentence(fact, language)))
    .join('');

/** Returns a sentence with each fact isolated, so that a Latin name doesn't reorder an Arabic sentence. */
export const filledMarkup = (sentence: string, { language, facts }: FactsInLanguage): Html[] =>
  piecesOf(sentence, facts).map(({ fact, text }) =>
    fact === undefined ? html`${text}` : typedFact(fact, language),
  );

const piecesOf = (sentence: string, facts: FactsInLanguage['facts']) =>
  sentence
    .split(PLACEHOLDER)
    .map((text, index) => (index % 2 === 0 ? { text, fact: undefined } : { text, fact: facts[text] ?? '' }));
