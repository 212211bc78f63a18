import { inflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deflate, joinSegments, packSegment, storedSegment } from '../../functions/rendering/text/deflate.ts';

describe('deflate', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from('a')],
    ['a long run', Buffer.alloc(100_000, 65)],
    [
      'matches of every length',
      Buffer.from(Array.from({ length: 300 }, (_, i) => `${'x'.repeat(i)}${i}|`).join('')),
    ],
    [
      'a match beyond the window',
      Buffer.concat([Buffer.from('needle'), Buffer.alloc(40_000), Buffer.from('needle')]),
    ],
  ])('zlib inflates %s', (_, input) => {
    expect(inflateSync(Buffer.from(deflate(input))).equals(input)).toBe(true);
  });

  test('zlib inflates any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 60 }), (pieces) => {
        const input = Buffer.concat([...pieces, ...pieces]);
        expect(inflateSync(Buffer.from(deflate(input))).equals(input)).toBe(true);
      }),
    );
  });

  test('zlib inflates a stream that is joined from segments', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.boolean())), (pieces) => {
        const segments = pieces.map(([bytes, stored]) =>
          stored ? storedSegment(bytes) : packSegment(bytes),
        );
        const input = Buffer.concat(pieces.map(([bytes]) => bytes));
        expect(inflateSync(Buffer.from(joinSegments(segments))).equals(input)).toBe(true);
      }),
    );
  });

  test('compresses operators to less than half their length', () => {
    const operators = Buffer.from(
      Array.from({ length: 200 }, (_, i) => `/P<</MCID ${i}>>BDC\nBT\n${i * 3} 200 Td\n`).join(''),
    );
    expect(deflate(operators).length).toBeLessThan(operators.length / 2);
  });
});
