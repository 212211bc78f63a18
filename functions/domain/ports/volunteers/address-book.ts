import type { VolunteerKey } from '../../hours/volunteer.ts';

/** Finds whose email address it is. */
export interface AddressBook {
  /** Returns the records of volunteers with an address, of whatever issuer, none of the registry, in no order; eventually consistent. */
  volunteersWith(email: string): Promise<VolunteerKey[]>;
}
