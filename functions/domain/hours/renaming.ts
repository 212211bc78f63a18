import { isSameName } from '../certificate/same-name.ts';
import { isSameAddress } from './email-address.ts';
import { isNamed } from './name-review.ts';
import type { Renaming, Volunteer } from './volunteer.ts';

type Names = Pick<Volunteer, 'nameAr' | 'nameEn'>;

/**
 * Returns the profile that an import records. Another name or email address than the recorded one waits for the release of
 * the import, as hours do, and both wait together: whoever records alone must choose neither in whose name a certificate is
 * issued, nor who signs in and reads about it. Another spelling of the same letters counts at once, and so does a name or
 * an address that was missing.
 */
export function withReportedPerson(
  before: Volunteer | undefined,
  reported: Volunteer,
  importId: string,
): Volunteer {
  if (before === undefined || (keepsName(before, reported) && keepsAddress(before, reported)))
    return reported;
  const { renaming } = before;
  const { nameAr, nameEn, email = null } = reported;
  const wanted = { importId, nameAr, nameEn, email };
  const isKnown = renaming !== undefined && isNamed(renaming, wanted) && renaming.email === email;
  return { ...withPerson(reported, personOf(before)), renaming: isKnown ? renaming : wanted };
}

/** Returns the profile after the release of the import for which its name or its address waits. */
export const renamed = (volunteer: Volunteer): Volunteer =>
  volunteer.renaming === undefined ? volunteer : withPerson(volunteer, volunteer.renaming);

/**
 * Returns the profile after the release that renamed it was taken back, as the import left it. Undefined where the name or
 * the address was changed since.
 */
export function renamedBack(now: Volunteer, left: Volunteer): Volunteer | undefined {
  const { renaming } = left;
  const isAsGiven =
    renaming !== undefined &&
    now.renaming === undefined &&
    isNamed(now, renaming) &&
    (now.email ?? null) === renaming.email;
  return isAsGiven ? { ...withPerson(now, personOf(left)), renaming } : undefined;
}

/** Returns the profile with a name that a person decided on. Another address goes on waiting. */
export function withDecidedName(before: Volunteer, name: Names): Volunteer {
  const { renaming, ...profile } = before;
  const decided = { ...profile, ...name };
  return renaming === undefined || hasAddressOf(before, renaming)
    ? decided
    : { ...decided, renaming: { ...renaming, ...name } };
}

/** Returns whether a profile has the address that a renaming gives. */
export const hasAddressOf = ({ email = '' }: Volunteer, renaming: Renaming): boolean =>
  isSameAddress(email, renaming.email ?? '');

type Person = Omit<Renaming, 'importId'>;

const personOf = ({ nameAr, nameEn, email }: Volunteer): Person => ({
  nameAr,
  nameEn,
  email: email ?? null,
});

/** Returns a profile with another name and address, for which nothing waits. */
function withPerson(volunteer: Volunteer, { nameAr, nameEn, email }: Person): Volunteer {
  const { renaming: _waited, email: _former, ...profile } = volunteer;
  return { ...profile, nameAr, nameEn, ...(email === null ? {} : { email }) };
}

/** Whether a reported name spells the recorded one, or gives one where there is none. */
const keepsName = (before: Names, { nameAr, nameEn }: Names): boolean =>
  (before.nameAr === '' || isSameName(before.nameAr, nameAr)) &&
  (before.nameEn === '' || isSameName(before.nameEn, nameEn));

/** Whether a reported address is the recorded one, or the first. That there is none any more isn't the same. */
const keepsAddress = ({ email: before = '' }: Volunteer, { email = '' }: Volunteer): boolean =>
  before === '' || isSameAddress(before, email);
