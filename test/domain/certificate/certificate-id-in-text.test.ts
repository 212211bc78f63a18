import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  certificateIdFrom,
  displayId,
  parseCertificateId,
} from '../../../functions/domain/certificate/certificate-id.ts';
import { certificateIdIn, symbolsIn } from '../../../functions/domain/certificate/certificate-id-in-text.ts';

const ID = 'B1P90CH35ABARTZ768';
const anId = fc.uint8Array({ minLength: 10, maxLength: 10 }).map((bytes) => certificateIdFrom(bytes));
const groupsOf = (id: string): string[] => displayId(id).split('-');
/** Spellings in which the order of the groups is that of the paper. */
const spellingsOf = (id: string): string[] => [
  id,
  displayId(id),
  displayId(id).replaceAll('-', ' '),
  displayId(id).replaceAll('-', '.').toLowerCase(),
  displayId(id).replaceAll('-', '_'),
  `https://verify.example/V/${id}`,
  `https://safe.example/?url=${encodeURIComponent(`https://verify.example/V/${id}`)}&data=05`,
  ...[';', '=', '*', '&shy;', '**-**', '</b>-<b>', '</td>\n<td class="x">'].map((sign) =>
    groupsOf(id).join(sign),
  ),
  ...['ID', 'no', 'CertificateID', 'رقم الشهادة', 'رقم الشهادة:'].flatMap((label) => [
    `${label}${id}`,
    `${label}${displayId(id)}`,
  ]),
];
const written = (id: string) => fc.constantFrom(...spellingsOf(id));
/** An ID whose groups are of random bytes that a number makes. */
const idOfSeed = (seed: number): string =>
  certificateIdFrom(createHash('sha256').update(String(seed)).digest().subarray(0, 10));
const backwards = (id: string, sign: string): string => groupsOf(id).reverse().join(sign);
const prose = fc.stringMatching(/^[a-z ,.()«»"'!?:؟،أ-ي]{0,60}$/u);

describe('the ID in a text', () => {
  test('is found in any text around it, and no other one', () => {
    const textWithId = anId.chain((id) => fc.tuple(fc.constant(id), prose, written(id), prose));
    fc.assert(
      fc.property(textWithId, ([id, before, spelling, after]) => {
        expect(certificateIdIn(`${before}: ${spelling}. ${after}`)).toEqual({ ok: true, certificateId: id });
      }),
      { numRuns: 1000 },
    );
  });

  test('is never another one when a symbol is wrong', () => {
    const wrong = anId.chain((id) =>
      fc.record({
        id: fc.constant(id),
        index: fc.nat(17),
        symbol: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        spelling: fc.nat(20),
        around: prose,
      }),
    );
    fc.assert(
      fc.property(wrong, ({ id, index, symbol, spelling, around }) => {
        fc.pre(id[index] !== symbol);
        const spellings = spellingsOf(id.slice(0, index) + symbol + id.slice(index + 1));
        expect(certificateIdIn(`${around} (${spellings[spelling % spellings.length]})`).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('is read from right to left where that order alone is sound, and not chosen where both are', () => {
    fc.assert(
      fc.property(anId, fc.constantFrom('-', ' ', ' - ', '.'), prose, (id, sign, around) => {
        const text = `${around}: ${backwards(id, sign)}.`;
        const other = parseCertificateId(backwards(id, ''));
        const expected =
          other.ok && other.certificateId !== id
            ? { ok: false, rule: 'several' }
            : { ok: true, certificateId: id };
        expect(certificateIdIn(text)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
    // An ID whose groups have sound check digits in either order.
    const both = Array.from({ length: 100_000 }, (_, seed) => idOfSeed(seed)).find(
      (id) => parseCertificateId(backwards(id, '')).ok,
    );
    expect(certificateIdIn(`(${backwards(both ?? '', '-')})`)).toEqual({ ok: false, rule: 'several' });
  });

  test('is not chosen among two', () => {
    fc.assert(
      fc.property(anId, anId, prose, (first, second, between) => {
        fc.pre(first !== second);
        const text = `${displayId(first)} ${between} https://verify.example/V/${second}`;
        expect(certificateIdIn(text)).toEqual({ ok: false, rule: 'several' });
      }),
    );
  });

  test.each([
    ['a longer word', `X${ID} and ${ID}9`, 'length'],
    ['a symbol of another alphabet before it', `\u0410${ID}`, 'symbol'],
    ['a text that is too long', `${' '.repeat(4096)}${ID}`, 'too_long'],
  ])('is not cut out of %s', (_, text, rule) => {
    expect(certificateIdIn(text)).toMatchObject({ ok: false, rule });
  });

  test('has its likely mistakes at its own symbols', () => {
    const text = 'Certificate ID: B1P9-0CH3-5A8A-RTZ7-68, thank you';
    const read = certificateIdIn(text);
    expect(read).toMatchObject({ ok: false, rule: 'check_digits' });
    expect(read.ok ? [] : read.suspectSymbols).toContain(10);
    expect(symbolsIn(text).join('')).toBe('B1P90CH35A8ARTZ768');
  });

  test('has its likely mistakes in the order of the paper where its groups stand from right to left', () => {
    const mistyped = 'B1P9-0CH3-5A8A-RTZ7-68';
    for (const sign of ['-', ' ', ' - '])
      for (const around of ['', 'رقم الشهادة: ', 'Certificate ID ']) {
        const text = `${around}${mistyped.split('-').reverse().join(sign)}`;
        expect(certificateIdIn(text)).toEqual(certificateIdIn(mistyped));
        expect(symbolsIn(text).join('')).toBe('B1P90CH35A8ARTZ768');
      }
    // The other order has digits at its end too.
    const [id, wrong] = ['AB12', 'AB13'].map((end) => `68-RTZ7-5ABA-0CH3-${end}`);
    for (const text of [id ?? '', wrong ?? ''])
      expect(symbolsIn(text).join('')).toBe(text.split('-').reverse().join(''));
  });

  test.each(['B1P9-0CH3-5AB A-RTZ7-68', 'B1 P9 - 0CH3-5ABA-R T Z 7-6 8'])(
    'is found in %s, which was torn apart',
    (torn) => {
      for (const text of [torn, `Certificate ID: ${torn}, 20 August 2025`, `رقم الشهادة ${torn}`])
        expect(certificateIdIn(text)).toEqual({ ok: true, certificateId: ID });
      const mistyped = `Certificate ID: ${torn.replace('AB', 'A8')}`;
      expect(certificateIdIn(mistyped)).toEqual(certificateIdIn('B1P9-0CH3-5A8A-RTZ7-68'));
    },
  );

  test.each([' → ', '・', ' > ', '~', '!', ' & ', '…', '●', '﹣'])(
    'is found with %s between its groups',
    (sign) => {
      expect(certificateIdIn(`ID: ${groupsOf(ID).join(sign)}`)).toEqual({ ok: true, certificateId: ID });
    },
  );

  test('is searched in bounded time', () => {
    const started = process.cpuUsage().user;
    for (const unit of ['ABCD ', 'ABCD', '%', '%25', '-', '/v/', 'a.', '\u0660', `${ID} `])
      certificateIdIn(unit.repeat(4096).slice(0, 4096));
    expect(process.cpuUsage().user - started).toBeLessThan(500_000);
  });
});
