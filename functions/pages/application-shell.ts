import type { Assets } from './assets.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { MARK } from './icons.ts';
import type { Language } from './language.ts';
import { contentSecurityPolicy } from './page-answer.ts';
import { pageHead } from './page-head.ts';

/** Texts of a page that its shell shows. */
export interface ShellTexts {
  readonly site: string;
  readonly siteLine: string;
  /** Shown where scripts are off. */
  readonly withoutScript: string;
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

/** Renders the shell: the beginning of the header, as the script draws it too. Everything else is drawn by the script. */
export function applicationShell(shell: ApplicationShell): Html {
  const { name, assets, language, texts } = shell;
  const styles = [...new Set(['page.css', 'my.css', `${name}.css`])].map((style) => assets.pathOf(style));
  return html`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head>
${pageHead(`${texts.siteLine} · ${texts.site}`)}
${fontPathsIn(language, assets).map((path) => html`<link rel="preload" href="${path}" as="font" type="font/woff2" crossorigin>`)}
<link rel="icon" href="${assets.pathOf('mark.svg')}">
${styles.map((path) => html`<link rel="stylesheet" href="${path}">`)}
<script type="module" src="${assets.pathOf(`${name}.js`)}"></script>
${assets.importsOf(name).map((path) => html`<link rel="modulepreload" href="${path}">`)}
</head>
<body>
<div id="page" data-language="${language}" data-sign-in-issuer="${shell.signInIssuer}" data-sign-in-client-id="${shell.signInClientId}"><header class="site"><div class="bar"><a class="brand" href="/?lang=${language}">${MARK}<span><strong>${texts.site}</strong><span>${texts.siteLine}</span></span></a></div></header></div>
<noscript><p class="callout warn">${texts.withoutScript} <a href="/verify?lang=${language}">/verify</a></p></noscript>
</body>
</html>`;
}

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
