import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';

/** Small files that were made to break a reader. Its README says what each is. */
const FOLDER = path.join(import.meta.dirname, 'files/hostile');

/** Parts of texts at which readers go wrong: keys of objects, controls, halves of characters, digits of other scripts. */
const NASTY_PARTS = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'NaN',
    'Infinity',
    '-0',
    '1e999',
    '0x1F',
  ],
  ...[
    '\0',
    '\ufeff',
    '\u202e',
    '\u2066',
    '\u200b',
    '\u00ad',
    '\ud800',
    '\udc00',
    '\u0640',
    '\u064b',
    '\r',
    '\n',
    '\t',
  ],
  ...[
    '٣',
    '۳',
    '３',
    '②',
    'Ⅳ',
    '½',
    '٫',
    '٬',
    '،',
    '؛',
    '/',
    '-',
    ':',
    '.',
    ',',
    '"',
    "'",
    '=',
    '+',
    '@',
    '%',
    '|',
  ],
  ...[
    '31/12/2025',
    '29/2/2025',
    '30/02/1447',
    '24:00',
    '23:59:60',
    '1:30',
    '7.5',
    'PM',
    'م',
    'ص',
    'ساعة',
    'دقيقة',
  ],
  ...[
    'B1P90CH35ABARTZ768',
    'https://verify.example/V/',
    '<script>',
    '&amp;',
    '{{',
    '${',
    '%00',
    '%2e%2e/',
    '../',
  ],
] as const;

/** Texts of nasty parts, of any characters (lone surrogates too), and long repetitions of one part. */
export const nastyText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.array(fc.constantFrom(...NASTY_PARTS), { maxLength: 8 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .tuple(fc.constantFrom(...NASTY_PARTS), fc.integer({ min: 1, max: 5_000 }))
      .map(([part, count]) => part.repeat(count)),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units)),
  );

/** Bytes with a few changes: bits flipped, parts removed, repeated or replaced by other bytes. */
export const changedBytes = (originals: readonly Uint8Array[]): fc.Arbitrary<Buffer> =>
  fc
    .tuple(
      fc.constantFrom(...originals),
      fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          removed: fc.nat({ max: 40 }),
          added: fc.oneof(
            fc.uint8Array({ maxLength: 8 }),
            fc.constantFrom(...NASTY_PARTS).map((part) => Buffer.from(part)),
          ),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([original, changes]) => {
      let bytes = Buffer.from(original);
      for (const { at, removed, added } of changes) {
        const index = Math.floor(at * bytes.length);
        bytes = Buffer.concat([bytes.subarray(0, index), added, bytes.subarray(index + removed)]);
      }
      return bytes;
    });

/** Returns the hostile files whose names end in one of some extensions, by name. */
export const hostileFiles = (...extensions: readonly string[]): (readonly [name: string, bytes: Buffer])[] =>
  readdirSync(FOLDER)
    .filter((name) => extensions.some((extension) => name.endsWith(`.${extension}`)))
    .map((name) => [name, readFileSync(path.join(FOLDER, name))] as const);

/** Returns what a reading returned, after it ended in time and left `Object.prototype` as it was. */
export async function harmless<T>(reading: () => Promise<T> | T, withinMilliseconds = 5_000): Promise<T> {
  const keys = Reflect.ownKeys(Object.prototype).length;
  const begun = performance.now();
  const outcome = await Promise.allSettled([(async () => reading())()]);
  const milliseconds = performance.now() - begun;
  if (Reflect.ownKeys(Object.prototype).length !== keys) throw new Error('Object.prototype was changed');
  if (milliseconds > withinMilliseconds) throw new Error(`It took ${Math.round(milliseconds)} ms`);
  if (outcome[0].status === 'rejected') throw outcome[0].reason;
  return outcome[0].value;
}
