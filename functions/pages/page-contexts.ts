import type { Issuer } from '../domain/issuer.ts';
import type { Language } from '../domain/wording/language.ts';
import { type Assets, readAssets } from './assets.ts';
import type { PageContext } from './page-context.ts';
import { readVerificationWords } from './verification-words.ts';

/** What the pages need, by language. */
export type PageContexts = Readonly<Record<Language, PageContext>>;

/**
 * Reads the words and the addresses of the files of the pages. `baseUrl` is without a slash at the end; `issuers` are
 * those whose logo and contact the pages show.
 */
export function pageContexts(
  templatesDirectory: string,
  baseUrl: string,
  issuers: ReadonlyMap<string, Issuer> = new Map(),
  assets: Assets = readAssets(`${templatesDirectory}/assets`),
): PageContexts {
  const words = readVerificationWords(templatesDirectory);
  const shown = new Map(
    [...issuers].map(([id, { email, logo }]) => [
      id,
      { email, logoPath: assets.pathOf(`${logo}.svg`), cardPath: assets.pathOf(`card-${id}.png`) },
    ]),
  );
  const contextOf = (language: Language): PageContext => ({
    language,
    words: words[language],
    baseUrl,
    iconPath: assets.pathOf('mark.svg'),
    stylePath: assets.pathOf('page.css'),
    formStylePath: assets.pathOf('form.css'),
    listStylePath: assets.pathOf('list.css'),
    scriptPath: assets.pathOf('page.js'),
    cardPath: assets.pathOf('card-service.png'),
    issuers: shown,
  });
  return { ar: contextOf('ar'), en: contextOf('en') };
}
