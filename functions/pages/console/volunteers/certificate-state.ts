import type { getVolunteer } from '../../../routes/issuing.ts';
import type { JsonOf } from '../../../routes/route-types.ts';

export type VolunteerFile = JsonOf<typeof getVolunteer, 200>;
/** A certificate as its issuer's people see it. */
export type IssuedCertificate = VolunteerFile['certificates'][number];

/** Returns the state of a certificate today; `expired` is computed. */
export function stateOf({ state, validUntil }: IssuedCertificate): IssuedCertificate['state'] | 'expired' {
  const today = new Date().toISOString().slice(0, 10);
  return state === 'issued' && validUntil !== null && validUntil < today ? 'expired' : state;
}
