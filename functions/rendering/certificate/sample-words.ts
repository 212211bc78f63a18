import type { Language } from '../../domain/wording/language.ts';
import type { Placeholder } from '../wording.ts';
import { hoursInWords, periodInWords } from './certificate-wording.ts';

/** Minutes whose words contain every form of hours and minutes, and every digit. */
const MINUTES = [1, 2, 7, 11, 60, 120, 180, 600, 660, 6000, 61, 122, 187, 671, 1234 * 60, 56_789 * 60];
const COUNTRIES = ['SA', 'IQ'] as const;
/** Periods whose words contain every month of both calendars, and every digit. */
const PERIODS = Array.from({ length: 24 }, (_, i) => {
  const day = `${String((i >> 1) + 1).padStart(2, '0')}-${i % 2 ? '04' : '19'}`;
  return { from: `2023-${day}`, to: `20${i % 2 ? 25 : 68}-${day}` };
});
/** The letters of titles and institutions: Arabic ones alone, at the start, in the middle and at the end of a word. */
const LETTERS: Readonly<Record<Language, string>> = {
  ar: [...'ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئ']
    .flatMap((letter) => [letter, letter.repeat(3), `ب${letter}`, `${letter}ب`, `ب${letter}ب`])
    .concat('لا لأ لإ لآ بلا الله « » ، ؛ : . ( ) -'.split(' '))
    .join(' '),
  en: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz ff fi fl . , : ; & ( ) - – ’ “ ”',
};
/**
 * Names with the most frequent letters, in the forms that they have in words. All forms of all letters would make every
 * document larger than the few that are missing.
 */
const NAMES: Readonly<Record<Language, string>> = {
  ar: 'محمد أحمد عبدالله علي خالد بن بنت مريم فاطمة الشهري القحطاني',
  en: 'abcdefghilmnoprstuy A',
};
/** Every character of a certificate ID. */
const IDS = '0123456789ABCDEFGH JKMNPQRSTVWXYZ-';
/** The characters of addresses, and a certificate ID after them. */
const ADDRESSES = `${IDS} abcdefghijklmnopqrstuvwxyz.:/_`;

/** Returns words with every character that hours, a period, a certificate ID or its address may contain; none for other facts. */
export function sampleWords({ fact, grammaticalCase }: Placeholder, language: Language): string[] {
  switch (fact) {
    case 'hours':
      return COUNTRIES.flatMap((country) =>
        MINUTES.map((minutes) => hoursInWords(minutes, country, language, grammaticalCase)),
      );
    case 'period':
    case 'periodOnTwoLines':
      // The months of one country: those of all countries would make every document larger.
      return PERIODS.map((period) => periodInWords(period, 'SA', language));
    case 'displayId':
    case 'supersedes':
      return [IDS];
    case 'verifyUrl':
    case 'verifyPage':
    case 'domain':
      return [ADDRESSES];
    case 'name':
      return [NAMES[language]];
    case 'title':
    case 'issuer':
    case 'partner':
      return [LETTERS[language]];
    default:
      return [];
  }
}
