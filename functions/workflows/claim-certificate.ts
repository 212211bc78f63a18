import type { OpportunityCatalogue } from '../domain/ports/opportunity-catalogue.ts';
import { Refusal } from '../domain/refusal.ts';
import { type IssueOutcome, type IssuingParts, issueCertificate } from './issue-certificate.ts';

/** A volunteer claims the certificate of one opportunity; no e-mail tells what the page already shows. */
export async function claimCertificate(
  claim: { readonly volunteerId: string; readonly opportunityId: string; readonly actor: string },
  parts: IssuingParts & {
    readonly opportunities: Pick<OpportunityCatalogue, 'find'>;
  },
): Promise<IssueOutcome> {
  const opportunity = await parts.opportunities.find(claim.opportunityId);
  if (opportunity === undefined)
    throw new Refusal('NOT_ELIGIBLE', 'There is no such opportunity.', { reason: 'OPPORTUNITY_UNKNOWN' });
  return issueCertificate({ ...claim, opportunity, notify: false }, parts);
}
