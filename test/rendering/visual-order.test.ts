import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { orderedText } from '../../functions/domain/wording/directional-text.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { shapeLine } from '../../functions/rendering/text/shape-line.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { seen } from '../domain/wording/seen-order.ts';

const library = openFontLibrary(templatesDirectory());
const { shaper } = library;
const faces = [library.face('plex'), library.face(library.fallback)];

/** Returns the characters of a line as they are drawn, from left to right. */
function drawn(text: string, direction: 'rtl' | 'ltr'): string {
  const { words } = shapeLine(text, {
    shaper,
    direction,
    faces,
    language: direction === 'rtl' ? 'ar' : 'en',
  });
  return words.flatMap(({ atoms }) => atoms.map(({ unicode }) => unicode)).join('');
}

const isolated = fc.letrec<{ text: string; isolate: string }>((tie) => ({
  text: fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...'ابحد', ' ', ...'ABx', ...'٢٥', ...'25', ...'.-:/()≥+%') },
        { weight: 1, arbitrary: tie('isolate') },
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((characters) => characters.join('')),
  isolate: fc
    .tuple(fc.constantFrom('\u2066', '\u2067'), tie('text'))
    .map(([start, text]) => `${start}${text}\u2069`),
})).text;

test('a line is drawn in the order of UAX #9, whatever isolates it has', () => {
  fc.assert(
    fc.property(isolated, fc.constantFrom('rtl' as const, 'ltr' as const), (text, direction) => {
      // No line of a document ends with a space.
      fc.pre(!/ [\u2066-\u2069]*$/.test(text));
      expect(drawn(text, direction)).toBe(seen(text, direction));
    }),
    { numRuns: 2000 },
  );
});

test.each(['Q١-Q٢', 'PM٢٫٥', 'دوام 8:30 500 متطوع', 'هاتف (٠١١) ٢٣٤-٥٦٧٨', 'لعمر ≥١٨ سنة', 'طول ٥x١٠ سم'])(
  'paper and page show the same: %s',
  (typed) => {
    const text = orderedText(typed, 'ar');
    expect(drawn(text, 'rtl')).toBe(seen(text, 'rtl'));
  },
);
