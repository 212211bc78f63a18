import arabic from '../../../templates/pages/my/frame.ar.json' with { type: 'json' };
import english from '../../../templates/pages/my/frame.en.json' with { type: 'json' };
import type { Language } from '../../domain/wording/language.ts';

/** The texts of the volunteer's page in one language, without those that its parts bring with their scripts. The English file defines the keys. */
export type MyWords = typeof english;

export const MY_WORDS: Readonly<Record<Language, MyWords>> = { ar: arabic, en: english };
