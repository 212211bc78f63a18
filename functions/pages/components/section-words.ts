import type { Language } from '../../domain/wording/language.ts';
import { useReader } from './reader.tsx';

/** Returns the texts of a part of a page in the reader's language: each part brings its own, with its script. */
export function useSectionWords<Words>(words: Readonly<Record<Language, Words>>): Words {
  return words[useReader().language];
}
