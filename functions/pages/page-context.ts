import type { Language } from '../domain/wording/language.ts';
import type { VerificationWords } from './verification-words.ts';

/** What a page shows of an issuer besides its names and domain. */
export interface ShownIssuer {
  readonly email: string;
  readonly logoPath: string;
  readonly cardPath: string;
}

/** What every page in one language needs besides its content. */
export interface PageContext {
  readonly language: Language;
  readonly words: VerificationWords;
  /** Public base URL, without a slash at the end. */
  readonly baseUrl: string;
  readonly iconPath: string;
  readonly stylePath: string;
  /** Beside `stylePath`, of the form and of lists. */
  readonly formStylePath: string;
  readonly listStylePath: string;
  readonly scriptPath: string;
  /** The picture of a shared link that no issuer's stands for. */
  readonly cardPath: string;
  /** How the configured issuers are shown, by ID. */
  readonly issuers: ReadonlyMap<string, ShownIssuer>;
}
