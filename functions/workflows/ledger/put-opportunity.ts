import type { Opportunity } from '../../domain/hours/opportunity.ts';
import { sameContent } from '../../domain/import/same-content.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import { Refusal } from '../../domain/refusal.ts';
import { opportunityDeltas } from '../../domain/report/report-contribution.ts';
import type { FindUnprinted } from '../../domain/wording/printed-text.ts';
import { type HoldDeps, holdLedger } from './hold-ledger.ts';
import { LedgerWriter } from './ledger-writer.ts';

export interface PutOpportunityDeps extends HoldDeps {
  readonly ledger: HoursLedger;
  readonly catalogue: Pick<OpportunityCatalogue, 'find'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly findUnprinted: FindUnprinted;
}

/**
 * Creates an opportunity of an issuer or replaces it. Another issuer may have one with the same ID.
 *
 * @throws Refusal BODY_INVALID when an issuer is unknown, the dates are reversed or a title can't be printed;
 * IMPORT_RUNNING or LEDGER_BUSY, as `holdLedger`.
 */
export async function putOpportunity(
  opportunity: Opportunity,
  deps: PutOpportunityDeps,
): Promise<'created' | 'changed' | 'unchanged'> {
  const { issuerId, partnerIds, startsOn, endsOn } = opportunity;
  for (const id of [issuerId, ...partnerIds])
    if (!deps.issuers.has(id))
      throw new Refusal('BODY_INVALID', `There is no issuer ${id}.`, { issuerId: id });
  for (const field of ['titleAr', 'titleEn'] as const) {
    const unprinted = deps.findUnprinted(opportunity[field]);
    if (unprinted)
      throw new Refusal('BODY_INVALID', 'A character of the title can’t be printed.', {
        field,
        ...unprinted,
      });
  }
  if (endsOn < startsOn)
    throw new Refusal('BODY_INVALID', 'The last day is before the first.', { startsOn, endsOn });
  return holdLedger([issuerId], deps, async (lease) => {
    const before = await deps.catalogue.find(opportunity);
    if (sameContent(before, opportunity)) return 'unchanged';
    const writer = new LedgerWriter(deps.ledger, lease);
    await writer.add({
      opportunities: [opportunity],
      reportDeltas: opportunityDeltas(before, opportunity),
    });
    await writer.flush();
    return before ? 'changed' : 'created';
  });
}
