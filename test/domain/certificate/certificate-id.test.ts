import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  certificateIdFrom,
  displayId,
  parseCertificateId,
} from '../../../functions/domain/certificate/certificate-id.ts';
import { bytesFrom, withRandomNumbers } from '../../random.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID = 'B1P90CH35ABARTZ768';
const anId = fc.uint8Array({ minLength: 10, maxLength: 10 }).map(certificateIdFrom);

describe('a new ID', () => {
  test('has the check digits of the worked example', () => {
    expect(parseCertificateId(ID)).toEqual({ ok: true, certificateId: ID });
    expect(displayId(ID)).toBe('B1P9-0CH3-5ABA-RTZ7-68');
  });

  test.each([
    [new Uint8Array(10), '000000000000000098'],
    [new Uint8Array(10).fill(255), 'ZZZZZZZZZZZZZZZZ93'],
  ])('is defined at both ends of the range', (random, id) => {
    expect(certificateIdFrom(random)).toBe(id);
    const number = [...id.slice(0, 16)].reduce(
      (sum, symbol) => sum * 32n + BigInt(ALPHABET.indexOf(symbol)),
      0n,
    );
    expect((number * 100n + BigInt(id.slice(16))) % 97n).toBe(1n);
  });

  test('parses to itself, displayed or stored, for any random bytes', () => {
    fc.assert(
      fc.property(anId, (id) => {
        expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}[0-9]{2}$/);
        expect(parseCertificateId(id)).toEqual({ ok: true, certificateId: id });
        expect(parseCertificateId(displayId(id))).toEqual({ ok: true, certificateId: id });
      }),
      { numRuns: 2000 },
    );
  });

  test('needs exactly ten random bytes', () => {
    expect(() => certificateIdFrom(new Uint8Array(9))).toThrow('10 random bytes');
  });
});

describe('parsing', () => {
  test.each([
    ['lower case', 'b1p9-0ch3-5aba-rtz7-68'],
    ['O for 0', 'B1P9OCH35ABARTZ768'],
    ['I and L for 1', 'BIP9-0CH3-5ABA-RTZ7-68'],
    ['lower-case l for 1', 'blp9-0ch3-5aba-rtz7-68'],
    ['spaces', ' B1P9 0CH3 5ABA RTZ7 68\n'],
    ['no-break and ideographic spaces', 'B1P9\u00a00CH3\u30005ABA\u2007RTZ7\u202f68'],
    ['Arabic-Indic digits', 'B١P٩-٠CH٣-٥ABA-RTZ٧-٦٨'],
    ['Persian digits', 'B۱P۹-۰CH۳-۵ABA-RTZ۷-۶۸'],
    ['full-width digits', 'B１P９０CH３５ABARTZ７６８'],
    ['dashes of every kind', 'B1P9‐0CH3–5ABA—RTZ7−68'],
    ['hyphens of other widths', 'B1P9－0CH3﹣5ABA‑RTZ7\u00ad68'],
    ['tatweel', 'B1P9ـ0CH3ـ5ABAـRTZ7ـ68'],
    ['direction marks', '\u2066B1P9-\u200e0CH3-5ABA-\u200fRTZ7-68\u2069\u061c'],
    ['a byte order mark and zero-width spaces', '\ufeffB1P9\u200b0CH35ABARTZ768'],
    ['the URL of a QR code', 'HTTPS://VERIFY.EXAMPLE.ORG/V/B1P90CH35ABARTZ768'],
    ['the URL of the page', 'https://verify.example.org/verify/B1P9-0CH3-5ABA-RTZ7-68?lang=ar#token'],
    ['a URL under a path, with a slash at the end', ' https://example.org/certs/verify/b1p90ch35abartz768/ '],
    ['a URL without its scheme', 'verify.example.org/V/B1P90CH35ABARTZ768'],
    ['a URL with percent-encoding', 'https://verify.example.org/verify/B1P9%200CH3%20%D9%A5ABA%20RTZ7%2068'],
  ])('accepts %s', (_, typed) => {
    expect(parseCertificateId(typed)).toEqual({ ok: true, certificateId: ID });
  });

  test('accepts any mixture of case, separators and digits for any ID', () => {
    const spelling = fc.array(
      fc.record({
        lowerCase: fc.boolean(),
        zero: fc.constantFrom(0x30, 0x660, 0x6f0, 0xff10),
        after: fc.constantFrom('', '', '-', ' ', '\u200f', '–', 'ـ'),
      }),
      { minLength: 18, maxLength: 18 },
    );
    fc.assert(
      fc.property(anId, spelling, (id, spellings) => {
        const typed = [...id].map((symbol, index) => {
          const { lowerCase, zero, after } = spellings[index] ?? { lowerCase: false, zero: 0x30, after: '' };
          if (/[0-9]/.test(symbol)) return String.fromCodePoint(zero + Number(symbol)) + after;
          return (lowerCase ? symbol.toLowerCase() : symbol) + after;
        });
        expect(parseCertificateId(typed.join(''))).toEqual({ ok: true, certificateId: id });
      }),
    );
  });
});

describe('rejection', () => {
  test.each([
    ['nothing', '', 'empty', undefined],
    ['only separators', ' -\u200f- ', 'empty', undefined],
    ['257 characters', ' '.repeat(239) + ID, 'too_long', undefined],
    ['one symbol short', ID.slice(1), 'length', undefined],
    ['one symbol more', `${ID}8`, 'length', undefined],
    ['a Cyrillic А', 'B1P90CH35\u0410BARTZ768', 'symbol', [9]],
    ['a Greek Β', `\u0392${ID.slice(1)}`, 'symbol', [0]],
    ['a full-width letter', `\uff22${ID.slice(1)}`, 'symbol', [0]],
    ['a dotless ı, which toUpperCase would fold to I', `B\u0131${ID.slice(2)}`, 'symbol', [1]],
    ['a long ſ, which toUpperCase would fold to S', `B1P90CH35ABA\u017fTZ768`, 'symbol', [12]],
    ['a Kelvin sign', `\u212a${ID.slice(1)}`, 'symbol', [0]],
    ['Devanagari digits', `B१${ID.slice(2)}`, 'symbol', [1]],
    ['U, which is not in the alphabet', `U${ID.slice(1)}`, 'symbol', [0]],
    ['a lone surrogate', `\ud800${ID.slice(1)}`, 'symbol', [0]],
    ['letters for check digits', `${ID.slice(0, 16)}A8`, 'symbol', [16]],
    ['two other ASCII characters', `B_P90CH35ABARTZ76.`, 'symbol', [1, 17]],
    ['another URL', 'https://verify.example.org/issuers/B1P90CH35ABARTZ768', 'symbol', undefined],
    ['prototype names', '__proto__', 'symbol', undefined],
  ])('of %s', (_, typed, rule, suspectSymbols) => {
    const read = parseCertificateId(typed);
    expect(read).toMatchObject({ ok: false, rule });
    if (suspectSymbols !== undefined) expect(read).toEqual({ ok: false, rule, suspectSymbols });
  });

  test('does not apply to 256 characters', () => {
    expect(parseCertificateId(' '.repeat(238) + ID)).toEqual({ ok: true, certificateId: ID });
  });

  test('is fast for any text of any length', () => {
    const started = process.cpuUsage().user;
    for (const unit of ['/v/', '/verify/', '%', '-', '\ud800', '١', 'B', '/v/?#'])
      parseCertificateId(unit.repeat(1_000_000));
    for (const unit of ['/v/', '/verify/', '%', '-', '١', '/v/?#'])
      parseCertificateId(unit.repeat(256).slice(0, 256));
    expect(process.cpuUsage().user - started).toBeLessThan(500_000);
  });

  test('never throws, and an ID that is accepted parses to itself', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.string({ unit: fc.constantFrom(...ALPHABET, '-', 'O', 'l', '/', '%') }),
        ),
        (typed) => {
          const read = parseCertificateId(typed);
          if (read.ok) expect(parseCertificateId(read.certificateId)).toEqual(read);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('check digits', () => {
  test(
    'catch every single wrong symbol at every index, for 60 IDs',
    withRandomNumbers((random) => {
      let tried = 0;
      for (let round = 0; round < 60; round += 1) {
        const id = certificateIdFrom(bytesFrom(random, 10));
        for (const [index, right] of [...id].entries()) {
          for (const wrong of index < 16 ? ALPHABET : '0123456789') {
            if (wrong === right) continue;
            tried += 1;
            if (parseCertificateId(id.slice(0, index) + wrong + id.slice(index + 1)).ok)
              throw new Error(`${id}: ${wrong} at ${index} passes`);
          }
        }
      }
      expect(tried).toBe(60 * (16 * 31 + 2 * 9));
    }),
  );

  test('catch every swap of two symbols, at every two indexes and with every difference of values', () => {
    // A swap changes the sum by (a − b)(32^i − 32^j): only the difference of the two values counts.
    const body = [...'0000000000000000'];
    let tried = 0;
    for (let left = 0; left < 16; left += 1) {
      for (let right = 0; right < 16; right += 1) {
        for (let value = 1; value < 32 && left !== right; value += 1) {
          const id = withCheck(body.with(left, ALPHABET.charAt(value)).join(''));
          tried += 1;
          if (parseCertificateId(swapped(id, left, right)).ok)
            throw new Error(`${id}: ${left} and ${right} swapped passes`);
        }
      }
    }
    expect(tried).toBe(16 * 15 * 31);
  });

  test(
    'catch every swap that touches a check digit, for 400 IDs',
    withRandomNumbers((random) => {
      let tried = 0;
      for (let round = 0; round < 400; round += 1) {
        const id = certificateIdFrom(bytesFrom(random, 10));
        for (const check of [16, 17]) {
          for (let index = 0; index < check; index += 1) {
            if (id[index] === id[check]) continue;
            tried += 1;
            if (parseCertificateId(swapped(id, index, check)).ok)
              throw new Error(`${id}: swap of ${index} and ${check} passes`);
          }
        }
      }
      expect(tried).toBeGreaterThan(10_000);
    }),
  );

  test(
    'reject 96 of 97 guesses',
    withRandomNumbers((random) => {
      const guesses = 20_000;
      let passed = 0;
      for (let round = 0; round < guesses; round += 1) {
        const digits = String(Math.floor(random() * 97) + 2).padStart(2, '0');
        if (parseCertificateId(certificateIdFrom(bytesFrom(random, 10)).slice(0, 16) + digits).ok)
          passed += 1;
      }
      expect(passed).toBeGreaterThan(120);
      expect(passed).toBeLessThan(310);
    }),
  );

  test.each([
    ['8 read as B', 'B1P90CH35A8ARTZ768', 10],
    ['5 read as S', 'B1P90CH3SABARTZ768', 8],
    ['7 typed as 1', 'B1P90CH35ABARTZ168', 15],
  ])('suggest the look-alike: %s', (_, typed, index) => {
    const read = parseCertificateId(typed);
    expect(read).toMatchObject({ ok: false, rule: 'check_digits' });
    expect(read.ok ? [] : read.suspectSymbols).toContain(index);
  });

  test('suggest only symbols with which a single mistake explains the failure', () => {
    fc.assert(
      fc.property(anId, fc.nat({ max: 15 }), fc.nat({ max: 31 }), (id, index, value) => {
        const typed = id.slice(0, index) + ALPHABET.charAt(value) + id.slice(index + 1);
        const read = parseCertificateId(typed);
        if (read.ok) return;
        const suspects = read.suspectSymbols ?? [];
        expect(suspects.length).toBeGreaterThan(0);
        expect(suspects.every((suspect) => isOneMistakeAway(typed, suspect))).toBe(true);
      }),
    );
    const neighbours = parseCertificateId(swapped(ID, 2, 3));
    expect(neighbours.ok ? [] : neighbours.suspectSymbols).toEqual(expect.arrayContaining([2, 3]));
  });
});

/** Returns whether another symbol at the index, or a swap with a neighbour, makes the ID a correct one. */
function isOneMistakeAway(typed: string, index: number): boolean {
  const others = [...ALPHABET].map((symbol) => typed.slice(0, index) + symbol + typed.slice(index + 1));
  const neighbours = [index - 1, index].filter((left) => left >= 0 && left < 17);
  const swaps = neighbours.map((left) => swapped(typed, left, left + 1));
  return [...others, ...swaps].some((candidate) => parseCertificateId(candidate).ok);
}

function withCheck(body: string): string {
  const number = [...body].reduce((sum, symbol) => sum * 32n + BigInt(ALPHABET.indexOf(symbol)), 0n);
  return body + String(98n - ((number * 100n) % 97n)).padStart(2, '0');
}

function swapped(id: string, left: number, right: number): string {
  const symbols = [...id];
  return symbols.with(left, id.charAt(right)).with(right, id.charAt(left)).join('');
}
