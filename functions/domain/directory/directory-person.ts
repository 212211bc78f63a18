import { searchableWords } from '../certificate/name-match.ts';
import type { Volunteer, VolunteerKind } from '../hours/volunteer.ts';

/** A person in an issuer's directory: what a search by name or ID looks at, and what it shows. */
export interface DirectoryPerson {
  readonly volunteerId: string;
  readonly kind: VolunteerKind;
  readonly nameAr: string;
  readonly nameEn: string;
  /** The names in the form in which names are compared, with spaces between the words. */
  readonly foldedAr: string;
  readonly foldedEn: string;
}

/** A change of a directory: a person as the ledger has the person now, or only the ID of one who is not there any more. */
export type DirectoryChange = { readonly volunteerId: string; readonly volunteer: Volunteer | undefined };

/** Returns a volunteer as a directory holds the person. */
export const directoryPerson = ({ volunteerId, kind, nameAr, nameEn }: Volunteer): DirectoryPerson => ({
  volunteerId,
  kind,
  nameAr,
  nameEn,
  foldedAr: searchableWords(nameAr).join(' '),
  foldedEn: searchableWords(nameEn).join(' '),
});

/** Returns the people of a directory after some changes, in the order of their IDs. */
export function changedPeople(
  people: readonly DirectoryPerson[],
  changes: readonly DirectoryChange[],
): readonly DirectoryPerson[] {
  if (changes.length === 0) return people;
  const byId = new Map(people.map((person) => [person.volunteerId, person]));
  for (const { volunteerId, volunteer } of changes)
    if (volunteer === undefined) byId.delete(volunteerId);
    else byId.set(volunteerId, directoryPerson(volunteer));
  return [...byId.values()].sort((a, b) => (a.volunteerId < b.volunteerId ? -1 : 1));
}
