import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskedName } from '../../../functions/domain/certificate/disclosure.ts';
import { nameMatches } from '../../../functions/domain/certificate/name-match.ts';

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
    ['in both scripts, as the paper has it', `${AR} ${EN}`],
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
    ['both names, one of them another’s', `${AR} Isra Abdullah Al-Harbi`],
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

  const CASE = new URL('../../cases/110-match-without-the-title/answers.json', import.meta.url);
  const { holders } = JSON.parse(readFileSync(CASE, 'utf8')) as {
    readonly holders: readonly {
      readonly nameAr: string;
      readonly nameEn: string;
      readonly yes: readonly string[];
      readonly no: readonly string[];
    }[];
  };

  test.each(
    holders.flatMap(({ yes, ...holder }) => yes.map((typed) => [holder.nameAr, typed, holder] as const)),
  )('%s is the name typed as: %s', (_, typed, { nameAr, nameEn }) => {
    expect(nameMatches(typed, nameAr, nameEn)).toBe(true);
  });

  test.each(
    holders.flatMap(({ no, ...holder }) => no.map((typed) => [holder.nameAr, typed, holder] as const)),
  )('%s is not the name typed as: %s', (_, typed, { nameAr, nameEn }) => {
    expect(nameMatches(typed, nameAr, nameEn)).toBe(false);
  });

  test('says no to a name that differs by a letter, with or without titles and connectives', () => {
    const letter = fc.constantFrom(...'بتثجحخرزسشصضطظعغفقكلن');
    const name = fc.array(fc.string({ unit: letter, minLength: 3, maxLength: 7 }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(name, letter, fc.nat(), (words, other, seed) => {
        const word = seed % words.length;
        const at = seed % (words[word]?.length ?? 1);
        fc.pre(words[word]?.[at] !== other);
        const changed = words.with(word, `${words[word]?.slice(0, at)}${other}${words[word]?.slice(at + 1)}`);
        fc.pre(changed.every((w) => !/^(بن|ابن|بنت)$/.test(w)) && words.every((w) => w !== 'بنت'));
        for (const joint of [' ', ' بن '])
          expect(nameMatches(`د. ${changed.join(joint)}`, words.join(' '), '')).toBe(false);
        expect(nameMatches(`د. ${words.join(' بن ')}`, words.join(' '), '')).toBe(true);
      }),
    );
  });
});
