import arabic from '../../../../templates/pages/my/link.ar.json' with { type: 'json' };
import english from '../../../../templates/pages/my/link.en.json' with { type: 'json' };
import type { Language } from '../../../domain/wording/language.ts';
import { useSectionWords } from '../../components/section-words.ts';

export type LinkWords = typeof english;

const WORDS: Readonly<Record<Language, LinkWords>> = { ar: arabic, en: english };

/** Returns the texts about the page of a link. */
export const useLinkWords = (): LinkWords => useSectionWords(WORDS);
