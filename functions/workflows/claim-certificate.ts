import type { IssuingSwitch } from '../domain/ports/issuing-switch.ts';
import type { OpportunityCatalogue } from '../domain/ports/opportunity-catalogue.ts';
import { Refusal } from '../domain/refusal.ts';
import { type IssueOutcome, type IssuingParts, issueCertificate } from './issue-certificate.ts';
import { requireProceeding } from './require-proceeding.ts';

/**
 * A volunteer claims the certificate of one opportunity; no e-mail tells what the page already shows. Somebody waits:
 * what doesn't depend on each other is read at once.
 */
export async function claimCertificate(
  claim: { readonly volunteerId: string; readonly opportunityId: string; readonly actor: string },
  parts: IssuingParts & {
    readonly opportunities: Pick<OpportunityCatalogue, 'find'>;
    readonly issuingSwitch: Pick<IssuingSwitch, 'position'>;
  },
): Promise<IssueOutcome> {
  const [opportunity, record] = await Promise.all([
    parts.opportunities.find(claim.opportunityId),
    parts.ledger.volunteerRecord(claim.volunteerId),
    requireProceeding(parts.issuingSwitch),
  ]);
  if (opportunity === undefined)
    throw new Refusal('NOT_ELIGIBLE', 'There is no such opportunity.', { reason: 'OPPORTUNITY_UNKNOWN' });
  return issueCertificate({ ...claim, opportunity, read: { record }, notify: false }, parts);
}
