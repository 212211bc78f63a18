import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  disclosedHolder,
  maskedName,
  nameMatches,
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

describe('name match', () => {
  const AR = 'إسراء بنت عبدالله القُرَشي';
  const EN = "Isra' Abdullah Al-Qurashi";

  test.each([
    ['as printed', AR],
    ['without vowel marks', 'إسراء بنت عبدالله القرشي'],
    ['without hamza', 'اسرا بنت عبدالله القرشي'],
    ['with a space in the compound', 'إسراء بنت عبد الله القرشي'],
    ['typed on the keyboard of another country', 'إسراء بنت عبدالله القرشی'],
    ['with alef maqsura', 'إسراء بنت عبدالله القرشى'],
    ['with tatweel and direction marks', '\u202bإسـراء بنت عبدالله القرشي\u202c'],
    ['in presentation forms', 'ﺇﺳﺮﺍﺀ بنت عبدالله القرشي'],
    ['decomposed', AR.normalize('NFD')],
    ['in English', EN],
    ['in lower case without punctuation', 'isra abdullah al qurashi'],
    ['with typographic punctuation', 'Israʾ Abdullah Al‑Qurashi'],
    ['with macrons', 'Isrā’ Abdullāh al-Qurashī'],
    ['with spaces around it', `  ${EN}\n`],
  ])('accepts the name %s', (_, typed) => {
    expect(nameMatches(typed, AR, EN)).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['only punctuation', '--  ـ '],
    ['the first name alone', 'إسراء'],
    ['a name without its last word', 'Isra Abdullah'],
    ['another order', 'القرشي إسراء بنت عبدالله'],
    ['the masked name', maskedName(AR)],
    ['another name with the same initials', 'أمل بنت عبدالله القرشي'],
    ['a homoglyph', 'Isra Abdullah Al-Qur\u0430shi'],
    ['both names at once', `${AR} ${EN}`],
  ])('rejects %s', (_, typed) => {
    expect(nameMatches(typed, AR, EN)).toBe(false);
  });

  test('never matches a name that is missing', () => {
    expect(nameMatches('', '', '')).toBe(false);
    expect(nameMatches(' ', '', EN)).toBe(false);
  });

  test('treats hamza seats alike, however the text is composed', () => {
    expect(nameMatches('مؤيد رائد'.normalize('NFD'), 'مؤيد رائد', '')).toBe(true);
    expect(nameMatches('فاطمه', 'فاطمة', '')).toBe(true);
    expect(nameMatches('ﻻمي', 'لامي', '')).toBe(true);
  });
});
