import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  disclosedHolder,
  maskedName,
  takesNameMatch,
} from '../../../functions/domain/certificate/disclosure.ts';

describe('masking', () => {
  test.each([
    ['نورة بنت سعد', 'ن••• ب•• س••'],
    ['نورة الشمري', 'ن••• الش•••'],
    ['خالد بن آل سعود', 'خ••• ب• آ• س•••'],
    ['الحر ال', 'الح• ا•'],
    ['Noura Al-Qahtani', 'N••• Al-Q•••'],
    ['Noura AlQahtani', 'N••• A•••'],
    ['لو لي', 'ل• ل•'],
    ['X Y', '• •'],
    ['مُحَمَّد', 'م•••'],
    ['محـــمد', 'م•••'],
    ['É\u0301va', 'É••'],
    ['  نورة   سعد ', 'ن••• س••'],
    ['', ''],
  ])('%s → %s', (name, masked) => {
    expect(maskedName(name)).toBe(masked);
  });

  test('shows at most the article and one letter of a word, whatever the name', () => {
    const word = fc.string({
      unit: fc.constantFrom('ا', 'ل', 'ن', 'و', 'ة', 'َ', 'ّ', 'a', 'L', '-', 'É', '\u200d'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), (words) => {
        for (const shown of maskedName(words.join(' ')).split(' '))
          expect(shown).toMatch(/^((ال|al-)?.?•{1,3})?$/iu);
      }),
    );
  });
});

describe('disclosure by policy', () => {
  const of = (disclosure: 'full' | 'masked' | 'match', minor: boolean) => ({
    disclosure,
    holder: {
      volunteerId: 'v-1',
      kind: 'individual',
      gender: 'female',
      nameAr: 'نورة بنت سعد',
      nameEn: 'Noura Saad',
      minor,
    } as const,
  });

  test.each([
    ['full', false, { disclosure: 'full', nameAr: 'نورة بنت سعد', nameEn: 'Noura Saad' }],
    ['masked', false, { disclosure: 'masked', nameAr: 'ن••• ب•• س••', nameEn: 'N••• S•••' }],
    ['match', false, { disclosure: 'match', nameAr: null, nameEn: null }],
    ['full', true, { disclosure: 'masked', nameAr: 'ن••• ب•• س••', nameEn: 'N••• S•••' }],
    ['masked', true, { disclosure: 'masked', nameAr: 'ن••• ب•• س••', nameEn: 'N••• S•••' }],
    ['match', true, { disclosure: 'match', nameAr: null, nameEn: null }],
  ] as const)('%s, minor %s', (policy, minor, shown) => {
    expect(disclosedHolder(of(policy, minor))).toEqual(shown);
  });

  test('offers a name match wherever the name is not shown in full', () => {
    expect(takesNameMatch(of('full', false))).toBe(false);
    expect(takesNameMatch(of('full', true))).toBe(true);
    expect(takesNameMatch(of('masked', false))).toBe(true);
    expect(takesNameMatch(of('match', true))).toBe(true);
  });
});
