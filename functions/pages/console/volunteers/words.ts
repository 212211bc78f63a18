import arabic from '../../../../templates/pages/console/volunteers.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/volunteers.en.json' with { type: 'json' };
import type { Language } from '../../../domain/wording/language.ts';
import { useSectionWords } from '../../components/section-words.ts';

export type VolunteerWords = typeof english;

const WORDS: Readonly<Record<Language, VolunteerWords>> = { ar: arabic, en: english };

export const useVolunteerWords = (): VolunteerWords => useSectionWords(WORDS);
