import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import type { HoursLedger, RecognitionSlot } from '../../domain/ports/hours-ledger.ts';

export interface AwardHolderDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecord'>;
}

/** The record that holds a certificate's award: a timesheet or a recognition's slot; null where none does. */
export type AwardHolder =
  | { readonly kind: 'timesheet'; readonly timesheet: Timesheet }
  | { readonly kind: 'slot'; readonly slot: RecognitionSlot }
  | null;

/** Finds the record that holds the award of a certificate now. */
export async function awardHolder(
  { certificateId, issuerId, volunteerId }: Certificate,
  { ledger }: AwardHolderDeps,
): Promise<AwardHolder> {
  const record = await ledger.volunteerRecord(issuerId, volunteerId);
  const timesheet = record?.timesheets.find((one) => one.certificateId === certificateId);
  if (timesheet !== undefined) return { kind: 'timesheet', timesheet };
  const slot = record?.recognitions.find((one) => one.certificateId === certificateId);
  return slot === undefined ? null : { kind: 'slot', slot };
}
