import arabic from '../../../templates/pages/approve.ar.json' with { type: 'json' };
import english from '../../../templates/pages/approve.en.json' with { type: 'json' };
import type { Language } from '../../domain/wording/language.ts';

/** The texts of the page of a link to approve hours, in one language. The English file defines the keys. */
export type ApproveWords = typeof english;

export const APPROVE_WORDS: Readonly<Record<Language, ApproveWords>> = { ar: arabic, en: english };
