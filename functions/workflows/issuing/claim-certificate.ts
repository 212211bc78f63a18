import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { IssuingSwitch } from '../../domain/ports/kill-switch.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { StatusPlaces } from '../../domain/ports/status-indexes.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type IssueOutcome, type IssuingParts, issueCertificate } from './issue-certificate.ts';
import { requireProceeding } from './require-not-halted.ts';

export interface ClaimParts extends IssuingParts {
  readonly opportunities: Pick<OpportunityCatalogue, 'find'>;
  readonly issuingSwitch: Pick<IssuingSwitch, 'position'>;
  readonly statusPlaces: StatusPlaces;
}

/**
 * A volunteer claims the certificate of one opportunity; no e-mail tells what the page already shows. Somebody waits:
 * what doesn't depend on each other is read at once.
 */
export async function claimCertificate(
  claim: { readonly volunteerId: string; readonly opportunityId: string; readonly actor: string },
  parts: ClaimParts,
): Promise<IssueOutcome> {
  const [opportunity, record] = await Promise.all([
    opportunityToIssue(claim.opportunityId, parts),
    parts.ledger.volunteerRecord(claim.volunteerId),
  ]);
  if (opportunity === undefined)
    throw new Refusal('NOT_ELIGIBLE', 'There is no such opportunity.', { reason: 'OPPORTUNITY_UNKNOWN' });
  return issueCertificate({ ...claim, opportunity, read: { record }, notify: false }, parts);
}

/**
 * Finds an opportunity, and asks for a place in its issuer's status list while the hours are still being read. The
 * answer is awaited also where nothing will be issued: a Lambda that has answered is stopped in whatever it does.
 */
async function opportunityToIssue(
  opportunityId: string,
  { opportunities, issuingSwitch, statusPlaces }: ClaimParts,
): Promise<Opportunity | undefined> {
  const [opportunity] = await Promise.all([
    opportunities.find(opportunityId),
    requireProceeding(issuingSwitch),
  ]);
  if (opportunity !== undefined) await statusPlaces.prepare(opportunity.issuerId);
  return opportunity;
}
