import { expect, test } from '@jest/globals';
import bidiFactory from 'bidi-js';
import fc from 'fast-check';
import { BidiResolver } from '../../functions/rendering/text/bidi-levels.ts';

const whole = (bidiFactory as unknown as typeof bidiFactory.default)();
const resolver = new BidiResolver();

/** Texts of characters that the resolver treats on its own, and of some that it doesn't. */
const text = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...'ابجدهوزحطي', 'بَ', 'لّ') },
      { weight: 3, arbitrary: fc.constantFrom(...'0123456789٠١٢٣٤٥٦٧٨٩') },
      { weight: 3, arbitrary: fc.constantFrom(...' «»()!?"“”؛؟&–—…') },
      { weight: 2, arbitrary: fc.constantFrom(...'.,:/،+-%٪') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\u2067', '\u2069', '\u2066', 'a', 'Z', '٫', '٬', '\u064e', '#'),
      },
    ),
    { maxLength: 24 },
  )
  .map((characters) => characters.join(''));

test('gives the levels of UAX #9 for any paragraph from right to left', () => {
  fc.assert(
    fc.property(text, (paragraph) => {
      const { levels } = whole.getEmbeddingLevels(paragraph, 'rtl');
      expect([...resolver.levels(paragraph, 'rtl')]).toEqual([...levels]);
    }),
    { numRuns: 3000 },
  );
});

test('gives the directions of UAX #9 for any paragraph from left to right', () => {
  const directions = (levels: Uint8Array) => [...levels].map((level) => level & 1);
  fc.assert(
    fc.property(text, (paragraph) => {
      const { levels } = whole.getEmbeddingLevels(paragraph, 'ltr');
      expect(directions(resolver.levels(paragraph, 'ltr'))).toEqual(directions(levels));
    }),
    { numRuns: 3000 },
  );
});
