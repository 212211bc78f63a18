import arabic from '../../../../templates/pages/console/partners.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/console/partners.en.json' with { type: 'json' };
import type { Language } from '../../../domain/wording/language.ts';
import { useSectionWords } from '../../components/section-words.ts';

const WORDS: Readonly<Record<Language, typeof english>> = { ar: arabic, en: english };

export const usePartnerWords = (): typeof english => useSectionWords(WORDS);
