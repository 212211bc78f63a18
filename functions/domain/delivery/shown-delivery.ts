import { displayId } from '../certificate/certificate-id.ts';
import type { Volunteer } from '../hours/volunteer.ts';
import type { Delivery } from './delivery.ts';

/** Returns a delivery as the API shows it: with its holder's name, as far as the ledger has it. */
export const shownDelivery = (
  { certificateId, issuerId, volunteerId, batchId, state, attempt, at, reason }: Delivery,
  volunteer: Pick<Volunteer, 'nameAr' | 'nameEn'> | undefined,
) => ({
  certificateId,
  displayId: displayId(certificateId),
  issuerId,
  volunteerId,
  nameAr: volunteer?.nameAr ?? null,
  nameEn: volunteer?.nameEn ?? null,
  batchId,
  state,
  attempt,
  at,
  reason,
});
