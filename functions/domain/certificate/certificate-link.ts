import { createHash } from 'node:crypto';
import { asciiDigits } from '../ascii-digits.ts';
import { DAY_MS, type Instant } from '../calendar-date.ts';
import type { Volunteer } from '../hours/volunteer.ts';
import type { CertificateLinkPolicy, Issuer, LinkFact } from '../issuer.ts';
import { ummAlQura } from '../wording/umm-al-qura.ts';
import type { CertificateSnapshot } from './certificate.ts';
import { nameMatches } from './name-match.ts';

/** A link as it is stored: its secret is only in the email, or with whoever it was given to. */
export interface CertificateLink {
  readonly certificateId: string;
  /** SHA-256 of the secret, lower-case hex. */
  readonly secretHash: string;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  /** Whether it was sent by email or handed out by a coordinator. */
  readonly madeFor: 'email' | 'coordinator';
}

/** What a link says: the certificate that it opens, and the hash by which it is found. */
export interface LinkToken {
  readonly certificateId: string;
  readonly secretHash: string;
}

/** A link to send or hand out. */
export interface MadeLink {
  readonly url: string;
  readonly expiresAt: Instant;
  /** What its reader has to type before the certificate is shown. */
  readonly asks: readonly LinkFact[];
}

/** 128 bits, as hexadecimal digits: letters that every mail program keeps inside an address. */
export const SECRET_BYTES = 16;
const TOKEN = /^([0-9A-Z]{18})([0-9a-f]{32})$/;

/** What an issuer's links are like where its file says nothing. */
const DEFAULT_POLICY: CertificateLinkPolicy = { enabled: true, days: 30 };

/** Returns the policy of an issuer. */
export const linkPolicyOf = ({ certificateLink }: Pick<Issuer, 'certificateLink'>): CertificateLinkPolicy =>
  certificateLink ?? DEFAULT_POLICY;

/** Returns the token of a secret: what stands behind `#` in the address. */
export const linkToken = (certificateId: string, secret: Uint8Array): string =>
  certificateId + Buffer.from(secret).toString('hex');

/** Reads a token; undefined for a text that can't be one. */
export function readLinkToken(token: string): LinkToken | undefined {
  const [, certificateId, secret] = TOKEN.exec(token) ?? [];
  if (certificateId === undefined || secret === undefined) return undefined;
  return { certificateId, secretHash: createHash('sha256').update(secret).digest('hex') };
}

/** Returns when a link that is made now ends. */
export const linkEnd = ({ days }: CertificateLinkPolicy, now: Instant): Instant =>
  new Date(Date.parse(now) + days * DAY_MS).toISOString();

/** Returns whether a fact about a holder is known, so that it can be asked for. */
export const isKnown = (fact: LinkFact, volunteer: Pick<Volunteer, 'birthDate'>): boolean =>
  fact !== 'birthYear' || volunteer.birthDate !== undefined;

type Holder = CertificateSnapshot['holder'];

/**
 * Returns whether what somebody typed is the fact about a holder. Takes every kind of digits, a year of either calendar,
 * and a family name in either script as people write it.
 */
export function isFact(
  fact: LinkFact,
  typed: string,
  holder: Holder,
  { birthDate }: Pick<Volunteer, 'birthDate'>,
): boolean {
  switch (fact) {
    case 'volunteerId':
      return plain(typed) === plain(holder.volunteerId);
    case 'birthYear':
      return birthDate !== undefined && yearsOf(birthDate).includes(plain(typed));
    case 'familyName':
      return familyNames(holder.nameAr).some((ar) =>
        familyNames(holder.nameEn).some((en) => nameMatches(typed, ar, en)),
      );
  }
}

/** Digits of every script as ASCII, without spaces, in upper case. */
const plain = (text: string): string =>
  asciiDigits(text.normalize('NFKC'))
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase();

const yearsOf = (birthDate: string): string[] => {
  const hijri = ummAlQura(birthDate);
  return [birthDate.slice(0, 4), ...(hijri === null ? [] : [String(hijri.year)])];
};

/** The last word of a name, and the last two: «Al Harbi» is written apart. */
function familyNames(name: string): string[] {
  const words = name.trim().split(/\s+/);
  return [words.slice(-1).join(' '), words.slice(-2).join(' ')];
}
