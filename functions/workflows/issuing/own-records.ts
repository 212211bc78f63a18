import { isIdentityOf, REGISTRY, type VolunteerIdentity } from '../../domain/hours/volunteer.ts';
import type { HoursLedger, VolunteerRecord } from '../../domain/ports/hours-ledger.ts';

/**
 * Returns what the issuers hold about the person that a token names: one record for each issuer that knows the ID, of
 * those that the token names it for. One query for each ID, whatever the number of issuers.
 */
export async function ownRecords(
  identities: readonly VolunteerIdentity[],
  { ledger }: { readonly ledger: Pick<HoursLedger, 'volunteerRecords'> },
): Promise<VolunteerRecord[]> {
  const ids = [...new Set(identities.map(({ volunteerId }) => volunteerId))];
  const records = (await Promise.all(ids.map((id) => ledger.volunteerRecords(id)))).flat();
  return records.filter(
    ({ volunteer }) =>
      volunteer.issuerId !== REGISTRY && identities.some((identity) => isIdentityOf(identity, volunteer)),
  );
}
