import arabic from '../../../templates/pages/refusals.ar.json' with { type: 'json' };
import english from '../../../templates/pages/refusals.en.json' with { type: 'json' };
import type { RefusalCode } from '../../domain/refusal.ts';
import type { Language } from '../../domain/wording/language.ts';

/** The codes that each page has words of its own for. */
type OfPages = 'FORBIDDEN_ROLE' | 'TOO_MANY_REQUESTS';

/** What the API's refusals are called on pages. */
export interface RefusalWords {
  /** A code that is missing here doesn't compile. */
  readonly codes: Readonly<Record<Exclude<RefusalCode, OfPages>, string>>;
  readonly fields: Readonly<Record<string, Readonly<Record<'character' | 'length' | 'same', string>>>>;
  readonly states: Readonly<Record<string, string>>;
  readonly other: string;
}

export const REFUSAL_WORDS: Readonly<Record<Language, RefusalWords>> = { ar: arabic, en: english };
