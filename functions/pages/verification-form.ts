import { fileFinder } from './file-check.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { PAPER, STATUS_ICONS } from './icons.ts';
import type { PageContext } from './page-context.ts';
import { pageFrame } from './page-frame.ts';
import { fill } from './verification-words.ts';

const EXAMPLE = '7K2M-4QXR-9TDV-3HNW-77';
/** Word joiner: a full stop after what stands as a block doesn't begin the next line. */
const JOINED = '\u2060';
/** Results that the page explains. */
const EXPLAINED = ['valid', 'revoked', 'superseded', 'expired', 'suspended', 'unknown'] as const;

/** Renders the form for a certificate ID. It works without JavaScript. */
export function idForm({ words }: PageContext, typed: string, heading: Html): Html {
  return html`<section class="panel ask" aria-labelledby="ask">
${heading}
<form action="/verify" method="get">
<label for="id">${words.form.label}</label>
<div class="field">
<input id="id" name="id" value="${typed}" dir="ltr" required maxlength="4096" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="id-hint">
<input type="hidden" name="lang" value="${words.lang}">
<button>${words.form.button}</button>
</div>
<p class="hint" id="id-hint">${fill(words.form.hint, { example: html`<bdi class="example" dir="ltr">${EXAMPLE}</bdi>${JOINED}` })}</p>
</form>
</section>`;
}

/** Renders the page at `/verify`, with the form and explanations. */
export function formPage(context: PageContext): Html {
  const { words } = context;
  const main = html`<div class="welcome">
${idForm(context, '', html`<h1 id="ask">${words.form.title}</h1><p class="lead">${words.form.lead}</p>`)}
${fileFinder(context)}
<section class="panel where" aria-labelledby="where"><h2 id="where">${words.form.where}</h2><p>${words.form.whereText}</p>
${PAPER}</section>
<section class="panel meanings" aria-labelledby="answers"><h2 id="answers">${words.answers.title}</h2>
<ul class="answers">${EXPLAINED.map(
    (result) =>
      html`<li class="${result}">${STATUS_ICONS[result]}<div><strong>${words.status[result]}</strong><p>${words.answers[result]}</p></div></li>
`,
  )}</ul></section>
<p><a href="/my?lang=${words.lang}">${words.form.holder}</a></p>
</div>`;
  return pageFrame(context, {
    title: words.form.title,
    path: '/verify',
    main,
    stylePath: context.formStylePath,
  });
}
