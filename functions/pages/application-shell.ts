import type { Assets } from './assets.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Language } from './language.ts';
import { contentSecurityPolicy } from './page-answer.ts';
import { pageHead } from './page-head.ts';

/** What the shell of a page that runs in the browser is made of. */
export interface ApplicationShell {
  readonly language: Language;
  readonly title: string;
  /** Shown where scripts are off. */
  readonly withoutScript: string;
  readonly iconPath: string;
  /** Loaded beside the script, so that the page doesn't move when it is drawn. */
  readonly fontPaths: readonly string[];
  readonly stylePaths: readonly string[];
  readonly scriptPath: string;
  readonly signInIssuer: string;
  readonly signInClientId: string;
}

const FONTS: Readonly<Record<Language, readonly string[]>> = {
  ar: ['arabic-400', 'arabic-600', 'latin-400'],
  en: ['latin-400', 'latin-600'],
};

/** Returns the paths of the fonts that a page in a language begins with. The style sheet of all pages names them. */
export const fontPathsIn = (language: Language, assets: Pick<Assets, 'pathOf'>): string[] =>
  FONTS[language].map((name) => assets.pathOf(`ibm-plex-sans-arabic-${name}-normal.woff2`));

/** Renders the shell: everything else is drawn by its script. */
export function applicationShell(shell: ApplicationShell): Html {
  const { language } = shell;
  return html`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head>
${pageHead(shell.title)}
${shell.fontPaths.map((path) => html`<link rel="preload" href="${path}" as="font" type="font/woff2" crossorigin>`)}
<link rel="icon" href="${shell.iconPath}">
${shell.stylePaths.map((path) => html`<link rel="stylesheet" href="${path}">`)}
<script type="module" src="${shell.scriptPath}"></script>
</head>
<body>
<div id="page" data-language="${language}" data-sign-in-issuer="${shell.signInIssuer}" data-sign-in-client-id="${shell.signInClientId}"></div>
<noscript><p class="callout warn">${shell.withoutScript} <a href="/verify?lang=${language}">/verify</a></p></noscript>
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
