import bidiModule, { type Bidi } from 'bidi-js';
import { withoutIsolates } from '../../../functions/domain/wording/directional-text.ts';

const bidi = (bidiModule as unknown as () => Bidi)();

/** Returns a paragraph as it is seen, its characters from left to right (UAX #9). */
export function seen(text: string, direction: 'rtl' | 'ltr'): string {
  const levels = bidi.getEmbeddingLevels(text, direction);
  const characters = [...text];
  for (const [index, character] of bidi.getMirroredCharactersMap(text, levels.levels))
    characters[index] = character;
  for (const [from = 0, to = 0] of bidi.getReorderSegments(text, levels)) {
    const reversed = characters.slice(from, to + 1).reverse();
    characters.splice(from, reversed.length, ...reversed);
  }
  return withoutIsolates(characters.join(''));
}

const reversed = (text: string) => [...text].reverse().join('');

/** Returns what is seen, from words that are written in the order of the paper and spelt as usual. */
export const onPaper = (words: string) => words.replace(/[\u0620-\u065F\u0670-\u06D3]+/g, reversed);
