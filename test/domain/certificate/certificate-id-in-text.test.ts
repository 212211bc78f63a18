import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  certificateIdFrom,
  displayId,
  parseCertificateId,
} from '../../../functions/domain/certificate/certificate-id.ts';
import {
  certificateIdIn,
  certificateIdsIn,
  symbolsIn,
  writtenIdsIn,
} from '../../../functions/domain/certificate/certificate-id-in-text.ts';

const ID = 'B1P90CH35ABARTZ768';
const SHOWN = displayId(ID);
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
    ['a text that is too long', `${' '.repeat(16_384)}${ID}`, 'too_long'],
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

  test('is found in a whole message, wherever it stands in it', () => {
    const line = 'Thank you for your message about the volunteers of the year 2025. ';
    for (let before = 0; before < 16_000; before += 611)
      for (const written of [SHOWN, ID, groupsOf(ID).join(' - ')]) {
        const text = `${line.repeat(250).slice(0, before)} ${written} ${line.repeat(250)}`.slice(0, 16_384);
        expect([before, certificateIdIn(text)]).toEqual([before, { ok: true, certificateId: ID }]);
      }
  });

  test('is searched in bounded time', () => {
    const started = process.cpuUsage().user;
    for (const unit of ['ABCD ', 'ABCD', '%', '%25', '-', '/v/', 'a.', '\u0660', `${ID} `, '<a ', ' ', 'eyJ'])
      certificateIdIn(unit.repeat(16_384).slice(0, 16_384));
    expect(process.cpuUsage().user - started).toBeLessThan(2_000_000);
  });

  test('is never digits alone beside something else, such as the time in a link of a mail filter', () => {
    const ticks = fc.bigInt({ min: 638_000_000_000_000_000n, max: 640_000_000_000_000_000n });
    fc.assert(
      fc.property(anId, ticks, (id, time) => {
        const link = `https://eur01.safelinks.example/?url=https%3A%2F%2Fv.example%2FV%2F${id}&data=05%7C${time}%7CUnknown`;
        expect(certificateIdIn(link)).toEqual({ ok: true, certificateId: id });
        const wrong = link.replace(id, `${id.slice(0, -1)}${(Number(id.at(-1)) + 1) % 10}`);
        expect(certificateIdIn(wrong)).toMatchObject({ ok: false, rule: 'check_digits' });
        expect(writtenIdsIn(`${time}, thanks`)).toEqual([]);
      }),
    );
    // A sound one, which somebody typed.
    expect(certificateIdIn('638675309123456711')).toMatchObject({ ok: true });
    expect(certificateIdIn(`${SHOWN} 638675309123456711`)).toMatchObject({ ok: true, certificateId: ID });
  });

  describe('every ID in a text', () => {
    const readsOf = (text: string) => writtenIdsIn(text).map(({ certificateId }) => certificateId);

    test('is found in its order, each once, and those that look mistyped too', () => {
      fc.assert(
        fc.property(
          fc.array(fc.record({ id: anId, isSound: fc.boolean() }), { minLength: 1, maxLength: 12 }),
          fc.constantFrom(' ', ', ', ';', ' / ', ' and ', ' و ', '\n', '\t'),
          fc.constantFrom(...[displayId, (id: string) => id]),
          (ids, between, written) => {
            const text = ids
              .map(({ id, isSound }) =>
                written(isSound ? id : `${id.slice(0, -1)}${(Number(id.at(-1)) + 1) % 10}`),
              )
              .join(between);
            const expected = ids.map(({ id, isSound }) => (isSound ? id : null));
            expect(readsOf(text)).toEqual(expected);
          },
        ),
        { numRuns: 500 },
      );
    });

    test('is found in a text of any length', () => {
      const ids = Array.from({ length: 2_000 }, (_, seed) => idOfSeed(seed));
      for (const between of [' ', ' / ', ' and '])
        for (const written of [(id: string) => id, displayId])
          expect(certificateIdsIn(ids.map(written).join(between))).toEqual(ids);
    });
  });
});
