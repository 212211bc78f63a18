import { otherLanguage } from '../domain/wording/language.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { MARK } from './icons.ts';
import type { PageContext } from './page-context.ts';
import { pageHead } from './page-head.ts';
import { cardElements, type ShareCard } from './share-card.ts';

/** Renders a page: head, header with the base URL that the page's address must start with, content and footer. */
export function pageFrame(
  context: PageContext,
  page: {
    readonly title: string;
    readonly path: string;
    readonly main: Html;
    /** The path of a stylesheet besides the one of all pages. */
    readonly stylePath?: string;
    /** What is shown where the link is shared; of the service itself by default. */
    readonly card?: ShareCard;
  },
): Html {
  const { words } = context;
  const { resources, brand, address, footer } = frameFragments(context);
  const other = otherLanguage(context.language);
  return html`<html lang="${words.lang}" dir="${words.dir}">
<head>
${pageHead(`${page.title} · ${words.site}`)}
${resources}${
  page.stylePath !== undefined &&
  html`
<link rel="stylesheet" href="${page.stylePath}">`
}${cardElements(context, page.path, page.card ?? serviceCard(context))}
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
<header class="site">
<div class="bar">
${brand}
<a class="language" href="${page.path}?lang=${other}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>
</div>
${address}
</header>
<main id="main">
${page.main}
</main>
${footer}
</body>
</html>`;
}

const serviceCard = ({ words, cardPath }: PageContext): ShareCard => ({
  title: words.home.title,
  description: words.card.service,
  imagePath: cardPath,
});

/** What is the same on all pages of a context. */
interface FrameFragments {
  readonly resources: Html;
  readonly brand: Html;
  readonly address: Html;
  readonly footer: Html;
}

const cache = new WeakMap<PageContext, FrameFragments>();

function frameFragments(context: PageContext): FrameFragments {
  let fragments = cache.get(context);
  if (fragments === undefined) {
    const { words, baseUrl, iconPath, stylePath, scriptPath } = context;
    fragments = {
      resources: html`<link rel="icon" href="${iconPath}">
<link rel="stylesheet" href="${stylePath}">
<script src="${scriptPath}" defer></script>`,
      brand: html`<a class="brand" href="/?lang=${words.lang}">${MARK}<span><strong>${words.site}</strong><span>${words.siteLine}</span></span></a>`,
      address: html`<p class="address">${filledBase(words.addressMustStart, baseUrl)} ${words.addressWarning}</p>`,
      footer: html`<footer class="site">
<p>${words.footer}</p>
<p class="on-paper">${filledBase(words.print, `${baseUrl}/verify`)}</p>
</footer>`,
    };
    cache.set(context, fragments);
  }
  return fragments;
}

function filledBase(text: string, address: string): Html {
  const [before = '', after = ''] = text.split('{base}');
  return html`${before}<bdi class="web-address" dir="ltr">${address}</bdi>${after}`;
}
