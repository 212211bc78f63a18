import type { SharedFacts } from './shared-facts.ts';
import { hoursInWords, type Placeholder, verificationUrl } from './wording.ts';

/** Every form that hours and minutes take, and every digit. */
const MINUTES = [1, 2, 7, 11, 60, 120, 180, 600, 660, 6000, 61, 122, 187, 671, 1234 * 60, 56_789 * 60];
/** Every character of a certificate ID. */
const IDS = ['0123456789ABCDEFGH', 'JKMNPQRSTVWXYZ-'];

/** Words with every character that a certificate's own fact is likely to bring; names have no bounds. */
export function ownSample(
  { fact, grammaticalCase }: Placeholder,
  { country, baseUrl }: SharedFacts,
  language: 'ar' | 'en',
): string {
  if (fact === 'hours') {
    return MINUTES.map((minutes) => hoursInWords(minutes, country, language, grammaticalCase)).join(' ');
  }
  return IDS.map((certificateId) =>
    fact === 'verifyUrl' ? verificationUrl({ baseUrl, certificateId }) : certificateId,
  ).join(' ');
}
