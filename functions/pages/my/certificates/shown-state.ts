import type { OwnCertificate } from '../my-queries.ts';

/** What is shown of a certificate, to its holder or to whoever has its link. */
export type ShownCertificate = Omit<OwnCertificate, 'volunteerId' | 'opportunityId'>;

/** The states that a holder sees; `expired` is computed. */
export type ShownState = 'issued' | 'expired' | 'revoked' | 'superseded' | 'suspended';

/** Returns the state of an own certificate today. Lists hold no reserved and no erased ones. */
export function shownStateOf({ state, validUntil }: ShownCertificate): ShownState {
  if (state === 'revoked' || state === 'superseded' || state === 'suspended') return state;
  const today = new Date().toISOString().slice(0, 10);
  return validUntil !== null && validUntil < today ? 'expired' : 'issued';
}
