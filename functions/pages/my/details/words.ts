import arabic from '../../../../templates/pages/my/details.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/my/details.en.json' with { type: 'json' };
import type { Language } from '../../../domain/wording/language.ts';
import { useSectionWords } from '../../components/section-words.ts';

export type DetailsWords = typeof english;

const WORDS: Readonly<Record<Language, DetailsWords>> = { ar: arabic, en: english };

/** Returns the texts about a person’s own details, names and requests. */
export const useDetailsWords = (): DetailsWords => useSectionWords(WORDS);
