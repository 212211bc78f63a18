import arabic from '../../../../templates/pages/my/hours.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/my/hours.en.json' with { type: 'json' };
import type { Language } from '../../../domain/wording/language.ts';
import { useSectionWords } from '../../components/section-words.ts';

export type HoursWords = typeof english;

const WORDS: Readonly<Record<Language, HoursWords>> = { ar: arabic, en: english };

/** Returns the texts about the hours, and of the transcript of them. */
export const useHoursWords = (): HoursWords => useSectionWords(WORDS);
