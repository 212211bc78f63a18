import arabic from '../../../../templates/pages/console/second-factor.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/second-factor.en.json' with { type: 'json' };
import type { Language } from '../../../domain/wording/language.ts';
import { useSectionWords } from '../../components/section-words.ts';

export type SecondFactorWords = typeof english;

const WORDS: Readonly<Record<Language, SecondFactorWords>> = { ar: arabic, en: english };

export const useSecondFactorWords = (): SecondFactorWords => useSectionWords(WORDS);
