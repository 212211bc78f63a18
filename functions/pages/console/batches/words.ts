import arabic from '../../../../templates/pages/console/batches.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/batches.en.json' with { type: 'json' };
import type { Language } from '../../../domain/wording/language.ts';
import { useSectionWords } from '../../components/section-words.ts';

export type BatchWords = typeof english;

const WORDS: Readonly<Record<Language, BatchWords>> = { ar: arabic, en: english };

export const useBatchWords = (): BatchWords => useSectionWords(WORDS);
