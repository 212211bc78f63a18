import type { AnswerOf, VerificationAnswer, VerificationResult } from '../domain/certificate/verification.ts';
import { verificationPath } from '../domain/certificate/verification-address.ts';
import { directionOf, type Language, languageOf } from '../domain/wording/language.ts';
import type { Fragment, Html } from './html.ts';
import { html } from './html.ts';
import { STATUS_ICONS } from './icons.ts';
import type { PageContext } from './page-context.ts';
import { pageFrame } from './page-frame.ts';
import type { ReaderFormat } from './reader-format.ts';
import { readerFormat } from './reader-format.ts';
import { typedFact } from './typed-fact.ts';
import { fill } from './verification-words.ts';

/** What is wrong with a list: nothing in it, asked too often, too long, or a file that can't be read, and what to do. */
export type ListMistake =
  | 'empty'
  | 'tooMany'
  | { readonly found: number; readonly limit: number }
  | { readonly message: string; readonly fix: string };

/** An answer to a line of a list. */
export type ListedAnswer = VerificationAnswer & { readonly asked: string; readonly row: number };

const PATH = '/verify/list';
const RESULTS = [
  'valid',
  'revoked',
  'superseded',
  'expired',
  'suspended',
  'unknown',
  'malformed',
  'unavailable',
] as const satisfies readonly VerificationResult[];

/** Renders the form for a list, with what was pasted and what is wrong with it. It works without JavaScript. */
export function listPage(context: PageContext, text: string, mistake: ListMistake | null): Html {
  const { words } = context;
  const { list } = words;
  const main = html`<section class="panel ask" aria-labelledby="ask">
<h1 id="ask">${list.title}</h1><p class="lead">${list.lead}</p>
${mistake !== null && html`<p class="outcome-line no" role="alert">${mistakeText(context, mistake)}</p>`}
<form action="${PATH}" method="post" enctype="multipart/form-data">
<label for="ids">${list.paste}</label>
<textarea id="ids" name="ids" rows="8" dir="auto" spellcheck="false" autocomplete="off" aria-describedby="ids-hint">
${text}</textarea>
<p class="hint" id="ids-hint">${list.pasteHint}</p>
<label for="file">${list.file}</label>
<input id="file" name="file" type="file" class="plain" accept=".csv,.xlsx,.txt,.tsv,text/csv,text/plain" aria-describedby="file-hint">
<p class="hint" id="file-hint">${list.fileHint}</p>
<input type="hidden" name="lang" value="${words.lang}">
<div class="field"><button name="as" value="page">${list.show}</button><button name="as" value="xlsx" class="quiet">${list.save}</button></div>
</form>
</section>`;
  return pageFrame(context, { title: list.title, path: PATH, main, stylePath: context.listStylePath });
}

function mistakeText({ words, language }: PageContext, mistake: ListMistake): Fragment {
  const { list } = words;
  if (mistake === 'empty' || mistake === 'tooMany') return list[mistake];
  if ('message' in mistake) return `${mistake.message} ${mistake.fix}`;
  const format = readerFormat(language, 'SA');
  return fill(list.tooLong, {
    found: format.numbers([mistake.found]),
    limit: format.numbers([mistake.limit]),
  });
}

/** Renders the answers about a list as a table, with the number of each result above it. */
export function listResultPage(context: PageContext, answers: readonly ListedAnswer[]): Html {
  const { words, language } = context;
  const { list } = words;
  const format = readerFormat(language, 'SA');
  const counts = RESULTS.flatMap((result) => {
    const count = answers.filter((answer) => answer.result === result).length;
    return count === 0
      ? []
      : [
          html`<li class="${result}">${STATUS_ICONS[result]}<span><strong>${words.status[result]}</strong> ${format.numbers([count])}</span></li>
`,
        ];
  });
  const heads = [list.row, list.id, list.result, words.facts.name, list.award, list.time, words.facts.issuer];
  const main = html`<section class="panel result" aria-labelledby="status">
<h1 id="status">${fill(list.answered, { count: format.numbers([answers.length]) })}</h1>
<ul class="counts">${counts}</ul>
<form action="${PATH}" method="post" enctype="multipart/form-data">
<input type="hidden" name="asked" value="${JSON.stringify(answers.map(({ row, asked }) => [row, asked]))}">
<input type="hidden" name="lang" value="${words.lang}">
<div class="field"><button name="as" value="xlsx">${list.save}</button><a class="action quiet" href="${PATH}?lang=${words.lang}">${list.again}</a></div>
</form>
<table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${answers.map((answer) => tableRow(context, answer, heads))}</tbody>
</table>
</section>`;
  return pageFrame(context, { title: list.title, path: PATH, main, stylePath: context.listStylePath });
}

function tableRow(context: PageContext, answer: ListedAnswer, heads: readonly string[]): Html {
  const { words, language } = context;
  const format = readerFormat(language, 'issuer' in answer ? answer.issuer.country : 'SA');
  const issuer = 'issuer' in answer ? inLanguage(language, answer.issuer.nameAr, answer.issuer.nameEn) : null;
  const cells = [
    format.numbers([answer.row]),
    idOf(answer, context.language),
    html`<span class="mark-of">${STATUS_ICONS[answer.result]}${words.status[answer.result]}</span>${detailOf(context, answer, format)}`,
    ...(answer.result === 'valid' ? factsOf(context, answer, format) : [null, null, null]),
    issuer,
  ];
  return html`<tr class="${answer.result}">${cells.map((cell, index) =>
    cell === null ? html`<td class="none"></td>` : html`<td data-head="${heads[index]}">${cell}</td>`,
  )}</tr>
`;
}

const idOf = ({ certificateId, displayId, asked }: ListedAnswer, language: Language): Fragment =>
  certificateId === null
    ? html`<bdi dir="${directionOf(languageOf(asked, language))}">${asked.slice(0, 100)}</bdi>`
    : html`<a class="id" dir="ltr" href="${verificationPath(certificateId)}?lang=${language}">${displayId}</a>`;

function factsOf(
  { words, language }: PageContext,
  answer: AnswerOf<'valid'>,
  format: ReaderFormat,
): Fragment[] {
  const { holder, opportunity, minutes } = answer;
  return [
    holder.nameAr === null || holder.nameEn === null
      ? words.list.nameHidden
      : inLanguage(language, holder.nameAr, holder.nameEn),
    inLanguage(language, opportunity.titleAr, opportunity.titleEn),
    format.hours(minutes),
  ];
}

/** Renders why an answer isn't valid, as far as it is in the table and not on the page of the certificate. */
function detailOf({ words }: PageContext, answer: VerificationAnswer, format: ReaderFormat): Fragment {
  const { checks } = words;
  switch (answer.result) {
    case 'revoked':
      return note(fill(checks.revoked, { date: format.day(answer.revokedOn) }));
    case 'superseded':
      return note(fill(checks.replaced, { date: format.day(answer.supersededOn) }));
    case 'suspended':
      return note(fill(checks.suspended, { date: format.day(answer.suspendedOn) }));
    case 'expired':
      return note(fill(checks.expired, { date: format.day(answer.validUntil) }));
    case 'malformed':
      return note(words.list.malformed[answer.rule]);
    default:
      return null;
  }
}

const note = (text: Fragment): Html => html`<span class="note">${text}</span>`;

const inLanguage = (language: Language, ar: string, en: string): Html =>
  language === 'ar'
    ? typedFact(ar === '' ? en : ar, ar === '' ? 'en' : 'ar')
    : typedFact(en === '' ? ar : en, en === '' ? 'ar' : 'en');
