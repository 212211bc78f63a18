import arabic from '../../../../templates/pages/console/hours.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/hours.en.json' with { type: 'json' };
import { useSectionWords } from '../../components/section-words.ts';

export type HoursWords = typeof english;

const WORDS: Readonly<Record<'ar' | 'en', HoursWords>> = { ar: arabic, en: english };

export const useHoursWords = (): HoursWords => useSectionWords(WORDS);
