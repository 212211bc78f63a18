import arabic from '../../../../templates/pages/console/corrections.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/corrections.en.json' with { type: 'json' };
import type { Language } from '../../../domain/wording/language.ts';
import { useSectionWords } from '../../components/section-words.ts';

export type CorrectionWords = typeof english;

const WORDS: Readonly<Record<Language, CorrectionWords>> = { ar: arabic, en: english };

export const useCorrectionWords = (): CorrectionWords => useSectionWords(WORDS);
