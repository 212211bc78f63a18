import type { getVolunteer } from '../../../routes/issuing.ts';
import type { JsonOf } from '../../../routes/route-types.ts';

export type VolunteerFile = JsonOf<typeof getVolunteer, 200>;
/** A certificate as its issuer's people see it. */
export type IssuedCertificate = VolunteerFile['certificates'][number];

/** Returns the state of a certificate. */
export const stateOf = ({ state, isExpired }: IssuedCertificate): IssuedCertificate['state'] | 'expired' =>
  state === 'issued' && isExpired ? 'expired' : state;
