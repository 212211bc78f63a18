import type { OwnCertificate } from '../my-queries.ts';

/** What is shown of a certificate, to its holder or to whoever has its link. */
export type ShownCertificate = Omit<OwnCertificate, 'volunteerId' | 'opportunityId'>;

/** The states that a holder sees. */
export type ShownState = 'issued' | 'expired' | 'revoked' | 'superseded' | 'suspended';

/** Returns the state of an own certificate. Lists hold no reserved and no erased ones. */
export function shownStateOf({ state, isExpired }: ShownCertificate): ShownState {
  if (state === 'revoked' || state === 'superseded' || state === 'suspended') return state;
  return isExpired ? 'expired' : 'issued';
}
