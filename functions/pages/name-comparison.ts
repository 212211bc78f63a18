import type { AnswerOf, VerificationAnswer } from '../domain/certificate/verification.ts';
import { directionOf, type Language, languageOf } from '../domain/wording/language.ts';
import type { Fragment, Html } from './html.ts';
import { html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { fill } from './verification-words.ts';

/** A comparison of a typed name with the holder's: its outcome, or that it was asked for too often. */
export interface NameComparison {
  readonly outcome: 'yes' | 'no' | 'tooMany';
  readonly typed: string;
}

/** Returns whether a valid certificate is in another name than the one that the reader typed. */
export const isMismatch = (answer: VerificationAnswer, comparison: NameComparison | null): boolean =>
  answer.result === 'valid' && comparison?.outcome === 'no';

/** Renders a name as it was typed, isolated in its own direction, that of the page where it is in both scripts. */
export const typedName = (typed: string, language: Language): Html =>
  html`<bdi class="typed" dir="${directionOf(languageOf(typed, language))}">${typed}</bdi>`;

/** Renders the form that compares a name, with the outcome of a comparison. Null where the page shows the whole name. */
export function nameForm(
  context: PageContext,
  answer: AnswerOf<'valid'>,
  comparison: NameComparison | null,
  path: string,
): Fragment {
  if (answer.holder.disclosure === 'full') return null;
  const { words } = context;
  const { match } = words;
  return html`<section class="match" aria-labelledby="match"><h2 id="match">${match.title}</h2>
${comparison === null ? html`<p>${match.lead}</p>` : outcomeLine(context, comparison)}
<form action="${path}/match#status" method="post">
<label for="name">${match.label}</label>
<div class="field">
<input id="name" name="name" value="${comparison?.typed}" required maxlength="200" autocomplete="off" spellcheck="false" dir="auto">
<input type="hidden" name="lang" value="${words.lang}">
<button>${match.button}</button>
</div>
</form></section>`;
}

function outcomeLine({ words, language }: PageContext, { outcome, typed }: NameComparison): Html {
  return html`<p class="outcome-line ${outcome}" role="status">${fill(words.match[outcome], { typed: typedName(typed, language) })}</p>`;
}
