import type { Language, Placeholder } from '../text/wording.ts';
import { hoursInWords } from './certificate-wording.ts';

/** Minutes whose words contain every form of hours and minutes, and every digit. */
const MINUTES = [1, 2, 7, 11, 60, 120, 180, 600, 660, 6000, 61, 122, 187, 671, 1234 * 60, 56_789 * 60];
/** Every character of a certificate ID. */
const IDS = '0123456789ABCDEFGH JKMNPQRSTVWXYZ-';
/** The characters of addresses, and a certificate ID after them. */
const ADDRESSES = `${IDS} abcdefghijklmnopqrstuvwxyz.:/_`;

/** Returns words with every character that hours, a certificate ID or its address may contain; none for other facts. */
export function sampleWords({ fact, grammaticalCase }: Placeholder, language: Language): string[] {
  switch (fact) {
    case 'hours':
      return (['SA', 'IQ'] as const).flatMap((country) =>
        MINUTES.map((minutes) => hoursInWords(minutes, country, language, grammaticalCase)),
      );
    case 'displayId':
    case 'supersedes':
      return [IDS];
    case 'verifyUrl':
    case 'verifyPage':
    case 'domain':
      return [ADDRESSES];
    default:
      return [];
  }
}
