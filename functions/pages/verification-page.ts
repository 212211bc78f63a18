import type { AnswerOf, VerificationAnswer } from '../domain/certificate/verification.ts';
import { verificationPath } from '../domain/certificate/verification-address.ts';
import { directionOf } from '../domain/wording/language.ts';
import { checkRows } from './check-rows.ts';
import { factList, issuerName } from './fact-list.ts';
import { fileCheck } from './file-check.ts';
import type { Fragment, Html } from './html.ts';
import { html } from './html.ts';
import { STATUS_ICONS } from './icons.ts';
import { isMismatch, type NameComparison, nameForm, typedName } from './name-comparison.ts';
import type { PageContext } from './page-context.ts';
import { pageFrame } from './page-frame.ts';
import type { ReaderFormat } from './reader-format.ts';
import { readerFormat } from './reader-format.ts';
import { shareCardOf } from './share-card.ts';
import { idForm } from './verification-form.ts';
import { fill } from './verification-words.ts';

/** What the reader entered. */
export interface ReaderInput {
  /** The ID as it was typed or scanned, shown again when it is malformed. */
  readonly typed: string;
  /** The symbols of a malformed ID, without spaces and dashes. */
  readonly symbols: readonly string[];
  /** A comparison of the name; null when there was none. */
  readonly comparison: NameComparison | null;
}

/** Renders the answer about a certificate ID. */
export function verificationPage(context: PageContext, answer: VerificationAnswer, input: ReaderInput): Html {
  const { words, language } = context;
  const format = readerFormat(language, 'issuer' in answer ? answer.issuer.country : 'SA');
  const issuer = 'issuer' in answer ? issuerName(answer.issuer, language) : null;
  const path = answer.certificateId === null ? '/verify' : verificationPath(answer.certificateId);
  const mismatch = isMismatch(answer, input.comparison);
  const main = html`<div class="columns">
<article class="certificate ${answer.result}${mismatch && ' mismatch'}" aria-labelledby="status">
${mismatch ? mismatchBand(context, input, issuer) : statusBand(context, answer, format, issuer)}
${answer.result === 'valid' && nameForm(context, answer, input.comparison, path)}
${answer.result === 'malformed' && mistake(context, answer, input, format)}
${factList(answer, context, format)}
${checkedAt(context, answer, format)}
</article>
<div class="beside">
${checkRows(answer, context, format, issuer, input.comparison)}
${nextSteps(context, answer, issuer, path, mismatch)}
</div>
${answer.result === 'valid' && fileCheck(context, answer)}
</div>
${
  answer.result === 'malformed'
    ? idForm(context, input.typed, html`<h2 id="ask">${words.form.correct}</h2>`)
    : idForm(context, '', html`<h2 id="ask">${words.form.again}</h2>`)
}`;
  const title = mismatch ? words.match.mismatch : words.status[answer.result];
  return pageFrame(context, { title, path, main, card: shareCardOf(context, answer) });
}

function statusBand(
  { words }: PageContext,
  answer: VerificationAnswer,
  format: ReaderFormat,
  issuer: Fragment,
): Html {
  const date = dateOf(answer);
  const summary = fill(words.summary[answer.result], { issuer, date: date && format.day(date) });
  return html`<div class="status">${STATUS_ICONS[answer.result]}<div><h1 id="status">${words.status[answer.result]}</h1><p>${summary}</p></div></div>`;
}

/** Renders the status of a valid certificate in another name than the typed one: nothing green, and what was typed. */
function mismatchBand({ words, language }: PageContext, { comparison }: ReaderInput, issuer: Fragment): Html {
  const summary = fill(words.match.mismatchSummary, {
    issuer,
    typed: typedName(comparison?.typed ?? '', language),
  });
  return html`<div class="status">${STATUS_ICONS.unknown}<div><h1 id="status">${words.match.mismatch}</h1><p>${summary}</p></div></div>`;
}

function dateOf(answer: VerificationAnswer): string | null {
  switch (answer.result) {
    case 'revoked':
      return answer.revokedOn;
    case 'superseded':
      return answer.supersededOn;
    case 'expired':
      return answer.validUntil;
    case 'suspended':
      return answer.suspendedOn;
    default:
      return null;
  }
}

/** Number of symbols in a group, as the certificate prints them. */
const GROUP = 4;

function mistake(
  { words }: PageContext,
  { rule, suspectSymbols }: AnswerOf<'malformed'>,
  { symbols }: ReaderInput,
  format: ReaderFormat,
): Html {
  const { rule: rules } = words;
  const text =
    rule === 'symbol'
      ? fill(rules.symbol[format.plural(suspectSymbols.length)], {
          positions: format.numbers(suspectSymbols),
        })
      : rules[rule];
  const marked = symbols.map((symbol, index) =>
    suspectSymbols.includes(index + 1) ? html`<mark>${symbol}</mark>` : html`<span>${symbol}</span>`,
  );
  const groups = marked.flatMap((_, index) =>
    index % GROUP === 0 ? [html`<span class="group">${marked.slice(index, index + GROUP)}</span>`] : [],
  );
  const shown =
    suspectSymbols.length > 0 &&
    html`<p class="note">${rules.look}</p><p class="symbols" dir="ltr"><span class="outcome">${rules.youTyped}: </span>${groups}</p>`;
  return html`<div class="mistake"><p>${text}</p>${shown}</div>`;
}

function checkedAt({ words, language }: PageContext, answer: VerificationAnswer, format: ReaderFormat): Html {
  const { date, time, timeZone } = format.moment(answer.checkedAt);
  return html`<p class="checked"><time datetime="${answer.checkedAt}">${fill(words.checkedAt, {
    date,
    time: html`<bdi class="time" dir="${directionOf(language)}">${time}</bdi>`,
    city: words.cities[timeZone],
  })}</time></p>`;
}

function nextSteps(
  { words }: PageContext,
  answer: VerificationAnswer,
  issuer: Fragment,
  path: string,
  mismatch: boolean,
): Html {
  const steps = words.next[mismatch ? 'mismatch' : answer.result].map(
    (step) => html`<li>${fill(step, { issuer })}</li>
`,
  );
  const link =
    answer.result === 'superseded' && answer.replacement !== null
      ? html`<p><a class="action" href="${answer.replacement}?lang=${words.lang}">${words.next.supersededLink}</a></p>`
      : answer.result === 'unavailable' &&
        html`<p><a class="action" href="${path}?lang=${words.lang}">${words.next.retry}</a></p>`;
  return html`<section class="panel next" aria-labelledby="next"><h2 id="next">${words.next.title}</h2><ul>${steps}</ul>${link}</section>`;
}
