import arabic from '../../../templates/pages/console/frame.ar.json' with { type: 'json' };
import english from '../../../templates/pages/console/frame.en.json' with { type: 'json' };
import type { Language } from '../../domain/wording/language.ts';

/** The texts of the console's frame in one language. The English file defines the keys; each section has its own. */
export type ConsoleWords = typeof english;

export const CONSOLE_WORDS: Readonly<Record<Language, ConsoleWords>> = { ar: arabic, en: english };
