import { verificationUrl } from '../../domain/certificate/verification-address.ts';
import type { Language, Placeholder } from '../text/wording.ts';
import { hoursInWords } from './certificate-wording.ts';
import type { SharedFacts } from './shared-facts.ts';

/** Minutes whose words contain every form of hours and minutes, and every digit. */
const MINUTES = [1, 2, 7, 11, 60, 120, 180, 600, 660, 6000, 61, 122, 187, 671, 1234 * 60, 56_789 * 60];
/** Every character of a certificate ID. */
const IDS = ['0123456789ABCDEFGH', 'JKMNPQRSTVWXYZ-'];

/** Returns words with every character that hours, a certificate ID or its address may contain. */
export function sampleWords(
  { fact, grammaticalCase }: Placeholder,
  { country, baseUrl }: SharedFacts,
  language: Language,
): string {
  if (fact === 'hours') {
    return MINUTES.map((minutes) => hoursInWords(minutes, country, language, grammaticalCase)).join(' ');
  }
  return IDS.map((certificateId) =>
    fact === 'verifyUrl' ? verificationUrl({ baseUrl, certificateId }) : certificateId,
  ).join(' ');
}
