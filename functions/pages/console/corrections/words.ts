import arabic from '../../../../templates/pages/console/corrections.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/corrections.en.json' with { type: 'json' };
import { useSectionWords } from '../../components/section-words.ts';

export type CorrectionWords = typeof english;

const WORDS: Readonly<Record<'ar' | 'en', CorrectionWords>> = { ar: arabic, en: english };

export const useCorrectionWords = (): CorrectionWords => useSectionWords(WORDS);
