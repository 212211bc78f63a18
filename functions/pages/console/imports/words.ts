import arabic from '../../../../templates/pages/console/imports.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/imports.en.json' with { type: 'json' };
import type { Language } from '../../../domain/wording/language.ts';
import { useSectionWords } from '../../components/section-words.ts';

export type ImportWords = typeof english;

const WORDS: Readonly<Record<Language, ImportWords>> = { ar: arabic, en: english };

export const useImportWords = (): ImportWords => useSectionWords(WORDS);
