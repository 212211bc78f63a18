import type { Language } from '../../domain/wording/language.ts';
/** What the shell of a page tells its script. */
export interface PageConfiguration {
  /** The language that the server chose for the reader. */
  readonly language: Language;
  /** The OpenID provider; its metadata is below `/.well-known/openid-configuration`. */
  readonly signInIssuer: string;
  readonly signInClientId: string;
}

/** Returns the element that the page is drawn into. Throws when the shell has none. */
export function pageElement(): HTMLElement {
  const element = document.getElementById('page');
  if (element === null) throw new Error('The shell has no element for the page');
  return element;
}

/** Reads the configuration from the page's element. */
export function readConfiguration({ dataset }: HTMLElement): PageConfiguration {
  return {
    language: dataset.language === 'en' ? 'en' : 'ar',
    signInIssuer: dataset.signInIssuer ?? '',
    signInClientId: dataset.signInClientId ?? '',
  };
}
