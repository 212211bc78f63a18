import type { Html } from './html.ts';
import { html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { pageFrame } from './page-frame.ts';
import { idForm } from './verification-form.ts';

/** The pages to which the home and the page for unknown addresses lead, by the name of their words. */
const LINKS = [
  ['verify', '/verify'],
  ['list', '/verify/list'],
  ['my', '/my'],
  ['console', '/console'],
  ['api', '/openapi.json'],
] as const;

/** Renders the page at `/`, which leads to the others. */
export function homePage(context: PageContext): Html {
  const { home } = context.words;
  const main = html`<div class="welcome">
${idForm(context, '', html`<h1 id="ask">${home.title}</h1><p class="lead">${home.lead}</p>`)}
${pageLinks(context)}
</div>`;
  return pageFrame(context, { title: home.title, path: '/', main });
}

/** Renders the page for an address at which there is none. */
export function notFoundPage(context: PageContext): Html {
  const { notFound } = context.words;
  const main = html`<div class="welcome">
${idForm(context, '', html`<h1 id="ask">${notFound.title}</h1><p class="lead">${notFound.lead}</p>`)}
${pageLinks(context)}
</div>`;
  return pageFrame(context, { title: notFound.title, path: '/', main });
}

function pageLinks({ words }: PageContext): Html {
  const items = LINKS.map(
    ([name, path]) =>
      html`<li><a href="${path}?lang=${words.lang}"><strong>${words.home[name].title}</strong></a><p>${words.home[name].text}</p></li>
`,
  );
  return html`<nav class="panel links" aria-labelledby="links"><h2 id="links">${words.home.pages}</h2><ul>${items}</ul></nav>`;
}
