import { type Batch, newBatch } from '../../domain/batch/batch.ts';
import type { Selection, SelectionRequest } from '../../domain/batch/selection.ts';
import type { Instant } from '../../domain/calendar-date.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { ManifestStore } from '../../domain/ports/manifest-store.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { KillSwitch } from '../../domain/ports/supervision/kill-switch.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { Refusal } from '../../domain/refusal.ts';
import { onePerId, opportunitiesOf } from '../find-opportunity.ts';
import { requireNotHalted } from '../issuing/require-not-halted.ts';

export interface BatchRequest extends SelectionRequest {
  readonly dryRun: boolean;
  readonly notify: boolean;
  /** A subject of the identity provider. */
  readonly createdBy: string;
  /** Issuers in the caller's scope. */
  readonly issuerIds: readonly string[];
}

export interface CreationDeps {
  readonly batches: Pick<BatchRegister, 'create'>;
  readonly manifests: Pick<ManifestStore, 'storeSelection'>;
  readonly opportunities: Pick<OpportunityCatalogue, 'findMany' | 'list'>;
  readonly queue: WorkQueue;
  readonly killSwitch: Pick<KillSwitch, 'states'>;
  readonly now: () => Instant;
  readonly randomBytes: (count: number) => Uint8Array;
}

/**
 * Creates a batch of a frozen selection and queues its planning.
 *
 * @throws Refusal BATCH_EMPTY when it selects no opportunity, or names unknown ones without naming volunteers;
 * OPPORTUNITY_AMBIGUOUS when it names one that several issuers have; ISSUING_HALTED unless it is a dry run.
 */
export async function createBatch(request: BatchRequest, deps: CreationDeps): Promise<Batch> {
  const found = await selectedOpportunities(request, deps);
  const selection = selectionOf(request, found);
  const issuerIds = [...new Set(found.map(({ issuerId }) => issuerId))].sort();
  if (!request.dryRun) await requireNotHalted(deps.killSwitch, issuerIds);
  const batch = newBatch(
    {
      batchId: Buffer.from(deps.randomBytes(8)).toString('hex'),
      issuerIds,
      dryRun: request.dryRun,
      notify: request.notify,
      createdBy: request.createdBy,
    },
    deps.now(),
  );
  await deps.manifests.storeSelection(batch.batchId, selection);
  await deps.batches.create(batch);
  await deps.queue.send([{ kind: 'plan', batchId: batch.batchId }]);
  return batch;
}

function selectionOf(request: BatchRequest, found: readonly Opportunity[]): Selection {
  const opportunities = found.map(({ issuerId, opportunityId }) => ({ issuerId, opportunityId }));
  const known = new Set(found.map(({ opportunityId }) => opportunityId));
  const named = request.opportunityIds !== undefined;
  const unknownOpportunityIds = [...new Set(request.opportunityIds)].filter((id) => !known.has(id));
  const volunteerIds = request.volunteerIds === undefined ? null : [...new Set(request.volunteerIds)];
  // A mistyped ID is never ignored: with named volunteers their verdicts show it, otherwise it is refused.
  if (found.length === 0 || (unknownOpportunityIds.length > 0 && volunteerIds === null))
    throw new Refusal('BATCH_EMPTY', emptiness(unknownOpportunityIds), { unknownOpportunityIds });
  return { opportunities, unknownOpportunityIds, volunteerIds, named };
}

const emptiness = (unknown: readonly string[]): string =>
  unknown.length > 0
    ? `Your issuers have no such opportunity: ${unknown.slice(0, 5).join(', ')}.`
    : 'None of your issuers’ opportunities is selected by this.';

async function selectedOpportunities(
  request: BatchRequest,
  { opportunities }: CreationDeps,
): Promise<Opportunity[]> {
  const { opportunityIds, issuerIds, from, to, track } = request;
  const wanted = (opportunity: Opportunity) =>
    (track === undefined || opportunity.track === track) &&
    (from === undefined || opportunity.endsOn >= from) &&
    (to === undefined || opportunity.endsOn <= to);
  if (opportunityIds !== undefined) {
    const found = onePerId(await opportunitiesOf(issuerIds, [...new Set(opportunityIds)], opportunities));
    return [...found.values()].filter(wanted).sort((a, b) => (a.opportunityId < b.opportunityId ? -1 : 1));
  }
  const selected: Opportunity[] = [];
  let cursor: string | undefined;
  do {
    const page = await opportunities.list({ issuerIds, from, to }, { limit: 200, cursor });
    selected.push(...page.items.filter(wanted));
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return selected;
}
