import { directionOf, type Language, otherLanguage } from '../domain/wording/language.ts';
import type { Assets } from './assets.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { MARK } from './icons.ts';
import { contentSecurityPolicy } from './page-answer.ts';
import { pageHead } from './page-head.ts';

/** Texts of a page that its shell shows. */
export interface ShellTexts {
  readonly site: string;
  readonly siteLine: string;
  /** Shown where scripts are off. */
  readonly withoutScript: string;
  readonly otherLanguage: string;
  readonly skip: string;
  /** What whoever isn't signed in reads first, where a page asks for that. */
  readonly welcome?: WelcomeTexts;
}

interface WelcomeTexts {
  readonly title: string;
  readonly lead: string;
  readonly signIn: string;
  readonly whatTitle: string;
  readonly what: readonly string[];
}

/** What the shell of a page that runs in the browser is made of. */
export interface ApplicationShell {
  /** The application's folder in `functions/pages`. */
  readonly name: string;
  readonly assets: Assets;
  readonly language: Language;
  readonly texts: ShellTexts;
  readonly signInIssuer: string;
  readonly signInClientId: string;
}

const FONTS: Readonly<Record<Language, readonly string[]>> = {
  ar: ['arabic-400', 'arabic-600', 'latin-400'],
  en: ['latin-400', 'latin-600'],
};

/** Returns the paths of the fonts that a page in a language begins with. The style sheet of all pages names them. */
const fontPathsIn = (language: Language, assets: Assets): string[] =>
  FONTS[language].map((name) => assets.pathOf(`ibm-plex-sans-arabic-${name}-normal.woff2`));

/**
 * Renders the shell: the header, and the welcome that `stranger.js` shows to whoever comes without a session, as the
 * application draws both in their place. Everything else is drawn by the application.
 */
export function applicationShell(shell: ApplicationShell): Html {
  const { name, assets, language, texts } = shell;
  const other = otherLanguage(language);
  const { begins, signedIn } = assets.modulesOf(name);
  const styles = [...new Set(['page.css', 'my.css', `${name}.css`])].map((style) => assets.pathOf(style));
  return html`<html lang="${language}" dir="${directionOf(language)}">
<head>
${pageHead(`${texts.siteLine} · ${texts.site}`)}
${signedIn.map((path) => html`<link class="signed-in" href="${path}" as="script">`)}
${texts.welcome !== undefined && html`<script src="${assets.pathOf('stranger.js')}"></script>`}
${fontPathsIn(language, assets).map((path) => html`<link rel="preload" href="${path}" as="font" type="font/woff2" crossorigin>`)}
<link rel="icon" href="${assets.pathOf('mark.svg')}">
${styles.map((path) => html`<link rel="stylesheet" href="${path}">`)}
<script type="module" src="${assets.pathOf(`${name}.js`)}"></script>
${begins.map((path) => html`<link rel="modulepreload" href="${path}">`)}
</head>
<body>
<div id="page" data-language="${language}" data-sign-in-issuer="${shell.signInIssuer}" data-sign-in-client-id="${shell.signInClientId}">
<a class="skip" href="#main">${texts.skip}</a>
<header class="site"><div class="bar"><a class="brand" href="/?lang=${language}">${MARK}<span><strong>${texts.site}</strong><span>${texts.siteLine}</span></span></a><a class="plain language early" href="?lang=${other}" lang="${other}">${texts.otherLanguage}</a></div></header>
${texts.welcome !== undefined && welcomeMarkup(texts.welcome)}
</div>
<noscript><main><h1 class="hidden-heading">${texts.siteLine}</h1><p class="callout warn">${texts.withoutScript} <a href="/verify?lang=${language}" dir="ltr">/verify</a></p></main></noscript>
</body>
</html>`;
}

const welcomeMarkup = (texts: WelcomeTexts): Html => html`<main id="main" class="early">
<section class="panel greeting"><h1>${texts.title}</h1><p class="lead">${texts.lead}</p><button type="button" class="action early">${texts.signIn}</button></section>
<section class="panel"><h2>${texts.whatTitle}</h2><ul>${texts.what.map((item) => html`<li>${item}</li>`)}</ul></section>
</main>`;

/**
 * The style sheet that React Aria adds to a page that has pressable elements, whose only rule lets a finger scroll and
 * zoom over them. A browser names this hash when another version of it adds another text.
 */
const REACT_ARIA_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/** Headers of a shell, which is the same for everybody: it may also call some addresses, as those of the OpenID provider. */
export const shellHeaders = (addresses: readonly string[]): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy({
    connect: [...new Set(addresses.map((address) => new URL(address).origin))],
    style: [REACT_ARIA_STYLE],
  }),
  'cache-control': 'public, max-age=300',
  vary: 'accept-language',
});
