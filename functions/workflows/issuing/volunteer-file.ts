import { shownDelivery } from '../../domain/delivery/shown-delivery.ts';
import { authoredEntries } from '../../domain/hours/authored-entries.ts';
import { printedOf, type VolunteerKey } from '../../domain/hours/volunteer.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { Deliveries } from '../../domain/ports/supervision/deliveries.ts';
import { Refusal } from '../../domain/refusal.ts';
import { certificatesIn, type HoursOverviewDeps, hoursByOpportunity } from './record-overview.ts';

interface VolunteerFileDeps extends HoursOverviewDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecord'>;
  readonly register: Pick<CertificateRegister, 'findMany'>;
  readonly deliveries: Pick<Deliveries, 'find'>;
}

/**
 * Returns what an issuer holds of a volunteer, for the issuer's people: the profile, the hours with their authors, and
 * the certificates, newest first, with how far the emails about them have come.
 *
 * @throws Refusal NOT_FOUND when the issuer has no such volunteer.
 */
export async function volunteerFile({ issuerId, volunteerId }: VolunteerKey, deps: VolunteerFileDeps) {
  const record = await deps.ledger.volunteerRecord(issuerId, volunteerId);
  if (record === undefined) throw noSuchVolunteer();
  const [timesheets, certificates] = await Promise.all([
    hoursByOpportunity([record], authoredEntries, deps),
    certificatesIn([record], deps),
  ]);
  const volunteer = { ...printedOf(record.volunteer), email: record.volunteer.email ?? null };
  const found = await deps.deliveries.find(certificates.map(({ certificateId }) => certificateId));
  const deliveries = found.map((delivery) => shownDelivery(delivery, record.volunteer));
  return { volunteer, timesheets, certificates, deliveries };
}

/** Returns the refusal for a volunteer whom the caller's issuers don't know. */
export const noSuchVolunteer = (): Refusal =>
  new Refusal('NOT_FOUND', 'Your issuers have no such volunteer.');
