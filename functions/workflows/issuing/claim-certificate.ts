import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { KillSwitch } from '../../domain/ports/kill-switch.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { StatusIndexes } from '../../domain/ports/status-indexes.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type IssueOutcome, type IssuingDeps, issueCertificate } from './issue-certificate.ts';
import { requireNotHalted } from './require-not-halted.ts';

export interface ClaimDeps extends IssuingDeps {
  readonly opportunities: Pick<OpportunityCatalogue, 'find'>;
  readonly killSwitch: Pick<KillSwitch, 'position'>;
  readonly statusIndexes: StatusIndexes;
}

/**
 * A volunteer claims the certificate of one opportunity; no e-mail tells what the page already shows. Somebody waits:
 * what doesn't depend on each other is read at once.
 */
export async function claimCertificate(
  claim: { readonly volunteerId: string; readonly opportunityId: string; readonly actor: string },
  deps: ClaimDeps,
): Promise<IssueOutcome> {
  const [opportunity, record] = await Promise.all([
    opportunityToIssue(claim.opportunityId, deps),
    deps.ledger.volunteerRecord(claim.volunteerId),
  ]);
  if (opportunity === undefined)
    throw new Refusal('NOT_ELIGIBLE', 'There is no such opportunity.', { reason: 'OPPORTUNITY_UNKNOWN' });
  return issueCertificate({ ...claim, opportunity, read: { record }, notify: false }, deps);
}

/**
 * Finds an opportunity, and asks for a place in its issuer's status list while the hours are still being read. The
 * answer is awaited also where nothing will be issued: a Lambda that has answered is stopped in whatever it does.
 */
async function opportunityToIssue(
  opportunityId: string,
  { opportunities, killSwitch, statusIndexes }: ClaimDeps,
): Promise<Opportunity | undefined> {
  const [opportunity] = await Promise.all([opportunities.find(opportunityId), requireNotHalted(killSwitch)]);
  if (opportunity !== undefined) await statusIndexes.prepare(opportunity.issuerId);
  return opportunity;
}
