import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { KillSwitch } from '../../domain/ports/kill-switch.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { StatusIndexes } from '../../domain/ports/status-indexes.ts';
import { Refusal } from '../../domain/refusal.ts';
import { COUNTED_BY_ISSUE } from '../../domain/report/counter.ts';
import type { IssueOutcome } from './issue.ts';
import { issueCertificate, type OpportunityIssuingDeps } from './issue-certificate.ts';
import { requireUnhalted } from './require-not-halted.ts';

export interface ClaimDeps extends OpportunityIssuingDeps {
  readonly opportunities: Pick<OpportunityCatalogue, 'find'>;
  readonly killSwitch: Pick<KillSwitch, 'states'>;
  readonly statusIndexes: StatusIndexes;
}

/**
 * Issues the certificate that a volunteer claims for one opportunity; no email is sent, since the volunteer is looking
 * at it. A person waits, so independent reads run at the same time.
 *
 * @throws Refusal NOT_ELIGIBLE with OPPORTUNITY_UNKNOWN, ISSUING_HALTED, or LEDGER_BUSY.
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
  const { volunteerId, actor } = claim;
  return issueCertificate(
    { volunteerId, opportunity, read: { record }, actor, counter: COUNTED_BY_ISSUE, notify: false },
    deps,
  );
}

/**
 * Finds an opportunity, and asks for an index in its issuer's status list while the hours are still being read. The
 * index is awaited also where nothing will be issued: Lambda freezes a function that has answered, whatever it does.
 */
async function opportunityToIssue(
  opportunityId: string,
  { opportunities, killSwitch, statusIndexes }: ClaimDeps,
): Promise<Opportunity | undefined> {
  const [opportunity, killSwitches] = await Promise.all([
    opportunities.find(opportunityId),
    killSwitch.states('issuing'),
  ]);
  if (opportunity === undefined) return undefined;
  requireUnhalted(killSwitches, [opportunity.issuerId]);
  await statusIndexes.prepare(opportunity.issuerId);
  return opportunity;
}
