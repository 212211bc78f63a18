import arabic from '../../../../templates/pages/console/people.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/people.en.json' with { type: 'json' };
import type { Language } from '../../../domain/wording/language.ts';
import { useSectionWords } from '../../components/section-words.ts';

export type PeopleWords = typeof english;

const WORDS: Readonly<Record<Language, PeopleWords>> = { ar: arabic, en: english };

export const usePeopleWords = (): PeopleWords => useSectionWords(WORDS);
