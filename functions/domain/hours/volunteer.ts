import type { CalendarDate } from '../calendar-date.ts';
import { sameContent } from '../import/same-content.ts';

export type VolunteerKind = 'individual' | 'institution';
export type Gender = 'male' | 'female' | 'unspecified';

/**
 * In the place of an issuer: the registry, in which an account for all issuers keeps the profiles of people that it
 * records for several of them.
 */
export const REGISTRY = '*';

/** What identifies the profile of a volunteer: people belong to an issuer, and each issuer sees its own only. */
export interface VolunteerKey {
  /** An issuer, or `REGISTRY`. */
  readonly issuerId: string;
  readonly volunteerId: string;
}

/** Returns a key for maps of volunteers. */
export const volunteerName = ({ issuerId, volunteerId }: VolunteerKey): string =>
  `${issuerId}#${volunteerId}`;

/**
 * A volunteer ID as a token names it: with one issuer; with every issuer where it names none, because all of them draw
 * their IDs from one register.
 */
export interface VolunteerIdentity {
  readonly issuerId?: string;
  readonly volunteerId: string;
}

/** Whether two profiles say the same of a person, whoever keeps them. */
export function sameProfile(one: Volunteer, other: Volunteer): boolean {
  const { issuerId: _one, fromRegistry: _ofOne, ...profile } = one;
  const { issuerId: _other, fromRegistry: _ofOther, ...otherProfile } = other;
  return sameContent(profile, otherProfile);
}

/** Whether an identity of a token is that of a volunteer of an issuer. */
export const isIdentityOf = (identity: VolunteerIdentity, { issuerId, volunteerId }: VolunteerKey): boolean =>
  identity.volunteerId === volunteerId && (identity.issuerId === undefined || identity.issuerId === issuerId);

/** Another name or email address that an import reports for a volunteer; both count once the import is released. */
export interface Renaming {
  readonly importId: string;
  readonly nameAr: string;
  readonly nameEn: string;
  /** Null where the import reports none. */
  readonly email: string | null;
}

/** A person, an institution or a team that volunteers, as one issuer knows it. */
export interface Volunteer extends VolunteerKey {
  /** The issuer's copy of a profile of the registry, which follows the registry's changes. */
  readonly fromRegistry?: true;
  readonly kind: VolunteerKind;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly gender: Gender;
  readonly birthDate?: CalendarDate;
  readonly guardianConsent?: boolean;
  readonly email?: string;
  /** Another name or address, which waits for the release of the import that reports it. */
  readonly renaming?: Renaming;
}

/** Returns who a volunteer is, and the names as they print. */
export const printedOf = ({ issuerId, volunteerId, kind, nameAr, nameEn, gender }: Volunteer) => ({
  issuerId,
  volunteerId,
  kind,
  nameAr,
  nameEn,
  gender,
});
