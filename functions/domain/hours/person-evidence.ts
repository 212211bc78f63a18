import { comparableName } from '../certificate/name-match.ts';
import { comparableAddress } from './email-address.ts';
import type { Volunteer } from './volunteer.ts';

/** What two profiles of one person have in common; `text` is personal data. */
export interface PersonEvidence {
  readonly kind: 'email' | 'names';
  readonly text: string;
}

/**
 * Returns by what a person's other profile is likely found: the email address, and the name with the birth date. Names
 * alone are no evidence. The Arabic name counts before the English one, which each coordinator spells as it sounds.
 */
export function personEvidenceOf(volunteer: Volunteer): PersonEvidence[] {
  const { kind, nameAr, nameEn, birthDate, email } = volunteer;
  // Members of a team share an address, and institutions have no birth date.
  if (kind !== 'individual') return [];
  const address = comparableAddress(email ?? '');
  const name = comparableName(nameAr) || comparableName(nameEn);
  return [
    ...(address === '' ? [] : [{ kind: 'email', text: address } as const]),
    ...(name === '' || birthDate === undefined
      ? []
      : [{ kind: 'names', text: `${name} ${birthDate}` } as const]),
  ];
}
