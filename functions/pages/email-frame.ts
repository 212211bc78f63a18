import { factInSentence } from '../domain/wording/directional-text.ts';
import { type Language, languageOf } from '../domain/wording/language.ts';
import { type Fragment, type Html, html, markupOf } from './html.ts';
import { typedFact } from './typed-fact.ts';

/** Facts for the `{placeholders}` of a sentence, in the sentence's language. */
export interface FactsInLanguage {
  readonly language: Language;
  readonly facts: Readonly<Record<string, string>>;
  /** Somebody's own words for `{note}`, in whatever language. */
  readonly note?: string | undefined;
}

/** Returns the HTML of an email of one section for each language. */
export const emailMarkup = (sections: readonly Html[]): string =>
  emailPage(sections.map((content, index) => (index === 0 ? content : html`${RULE}${content}`)));

/** A line between two languages. */
export const RULE: Html = html`<hr style="border:0;border-top:1px solid #dcdad2;margin:0 28px">`;

/** Returns the HTML of an email around its content. Mail programs know no style sheets, so that styles are in place. */
export const emailPage = (content: Fragment): string =>
  `<!doctype html>${markupOf(html`<html lang="ar"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"></head>
<body style="margin:0;background:#f5f4ef;font-family:'Segoe UI',Tahoma,Arial,sans-serif;color:#18211d">
<div style="max-width:600px;margin:24px auto;background:#ffffff;border-top:6px solid #0f5132">
${content}
</div></body></html>`)}`;

/** Returns a link that looks like a button. */
export const emailButton = (words: string, address: string): Html =>
  html`<p style="margin:0 0 20px"><a href="${address}" style="display:inline-block;padding:10px 22px;background:#0f5132;color:#ffffff;border-radius:8px;text-decoration:none;font-weight:bold">${words}</a></p>`;

/** Returns a link to write to an address, which is divided before its domain where it must be. */
export function addressLink(email: string): Html {
  const at = email.lastIndexOf('@');
  return html`<a href="${`mailto:${email}`}" dir="ltr" style="color:#0f5132;overflow-wrap:anywhere">${email.slice(0, at)}<wbr>${email.slice(at)}</a>`;
}

const PLACEHOLDER = /\{(\w+)\}/;

/** Returns a sentence as plain text, with its facts filled in. */
export const filledText = (sentence: string, filling: FactsInLanguage): string =>
  piecesOf(sentence, filling)
    .map((piece) => (typeof piece === 'string' ? piece : factInSentence(piece.fact, piece.language)))
    .join('');

/** Returns a sentence with each fact isolated, so that a Latin name doesn't reorder an Arabic sentence. */
export const filledMarkup = (sentence: string, filling: FactsInLanguage): Html[] =>
  piecesOf(sentence, filling).map((piece) =>
    typeof piece === 'string' ? html`${piece}` : typedFact(piece.fact, piece.language),
  );

const piecesOf = (sentence: string, { language, facts, note = '' }: FactsInLanguage) =>
  sentence.split(PLACEHOLDER).map((text, index) => {
    if (index % 2 === 0) return text;
    return text === 'note'
      ? { fact: note, language: languageOf(note, language) }
      : { fact: facts[text] ?? '', language };
  });
