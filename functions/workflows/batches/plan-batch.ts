import { ApprovedMinutes } from '../../domain/batch/approved-minutes.ts';
import { planned } from '../../domain/batch/batch.ts';
import {
  type BatchPair,
  countItems,
  isSettled,
  LINES_PER_CHUNK,
  type ManifestLine,
  manifestLine,
  settledItem,
  sumOfCounts,
} from '../../domain/batch/batch-item.ts';
import { sendMessage } from '../../domain/batch/batch-message.ts';
import type { BatchPlan } from '../../domain/batch/batch-plan.ts';
import type { ChunkCounts } from '../../domain/batch/outcome.ts';
import type { Selection } from '../../domain/batch/selection.ts';
import { designOf } from '../../domain/certificate/freeze-snapshot.ts';
import type { Verdict } from '../../domain/eligibility/eligibility.ts';
import { type Opportunity, type OpportunityKey, opportunityName } from '../../domain/hours/opportunity.ts';
import { type Volunteer, volunteerName } from '../../domain/hours/volunteer.ts';
import { inOrder } from '../../domain/in-order.ts';
import { issuerOf, separatesPeople } from '../../domain/issuer.ts';
import type { Acceptance } from '../../domain/partner/acceptance.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { ManifestStore } from '../../domain/ports/manifest-store.ts';
import type { OpportunityCatalogue, PartnerAgreements } from '../../domain/ports/opportunity-catalogue.ts';
import type { Suppressions } from '../../domain/ports/supervision/deliveries.ts';
import type { Policies } from '../../domain/ports/supervision/policies.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { type VerdictDeps, verdictOn } from '../issuing/decide-opportunity-award.ts';
import { writeDecided } from './start-batch.ts';

export interface PlanningDeps extends VerdictDeps {
  readonly randomBytes: (count: number) => Uint8Array;
  readonly batches: Pick<BatchRegister, 'find' | 'change' | 'startAlone'>;
  readonly manifests: Pick<ManifestStore, 'selection' | 'write'>;
  readonly ledger: Pick<HoursLedger, 'volunteerRecord' | 'volunteerRecords' | 'volunteersOf'>;
  readonly opportunities: Pick<OpportunityCatalogue, 'findMany'>;
  readonly agreements: Pick<PartnerAgreements, 'acceptances'>;
  readonly queue: WorkQueue;
  readonly policies: Policies;
  readonly suppressions: Pick<Suppressions, 'among'>;
}

const VERDICTS_AT_ONCE = 32;
const VOLUNTEERS_PER_PAGE = 200;

interface Pair extends BatchPair {
  /** Undefined: there is no such opportunity. */
  readonly opportunity: Opportunity | undefined;
}

/**
 * Plans a batch: writes its manifest, a verdict on every selected volunteer, as a stream, so that memory doesn't grow
 * with the batch. Afterwards the batch is a draft, waits for approval, runs, or is done where nobody is eligible. A
 * second delivery continues from what is done.
 */
export async function planBatch(batchId: string, deps: PlanningDeps): Promise<void> {
  const batch = await deps.batches.find(batchId);
  if (batch?.state === 'running' && batch.sending) await deps.queue.send([sendMessage(batch)]);
  if (batch?.state !== 'planning') return;

  const selection = await deps.manifests.selection(batchId);
  const opportunities = new Map(
    (await deps.opportunities.findMany(selection.opportunities)).map((opportunity) => [
      opportunityName(opportunity),
      opportunity,
    ]),
  );
  const acceptances = await deps.agreements.acceptances([...opportunities.values()]);
  const verdicts: Record<string, number> = {};
  const eligibleOf = new Map<string, number>();
  let requested = 0;
  const settled = new SettledChunks();
  const approved = new ApprovedMinutes();
  const expected = new Expected();
  const lines = async function* (): AsyncGenerator<ManifestLine> {
    for await (const { pair, volunteer, verdict } of verdictsOn(
      pairs(selection, opportunities, deps),
      acceptances,
      deps,
    )) {
      requested += 1;
      verdicts[verdict.reason] = (verdicts[verdict.reason] ?? 0) + 1;
      const { issuerId } = pair;
      if (verdict.reason === 'ELIGIBLE' && issuerId !== null) {
        eligibleOf.set(issuerId, (eligibleOf.get(issuerId) ?? 0) + 1);
        approved.add(issuerId, verdict.evidence);
        if (volunteer && pair.opportunity)
          expected.add(volunteer, designOf(issuerOf(deps.issuers, issuerId), volunteer, pair.opportunity));
      }
      const line = manifestLine(pair, verdict);
      settled.add(line);
      yield line;
    }
  };
  const manifestId = Buffer.from(deps.randomBytes(6)).toString('hex');
  await deps.manifests.write({ batchId, manifestId }, lines(), LINES_PER_CHUNK);

  const chunkCount = Math.ceil(requested / LINES_PER_CHUNK);
  const plan = {
    manifestId,
    requested,
    chunkCount,
    verdicts,
    eligibleOf: Object.fromEntries(eligibleOf),
    ...(await approvers(approved, deps)),
    ...(await expected.inPlan(deps)),
    settled: settled.end(),
  };
  const tooLarge = [...eligibleOf].some(
    ([issuerId, eligible]) => eligible > (deps.issuers.get(issuerId)?.batchLimit ?? 0),
  );
  const after = await writeDecided(planned(batch, plan, tooLarge, deps.now()), deps);
  // It was cancelled meanwhile, or another delivery planned it.
  if (after === undefined) return planBatch(batchId, deps);
  if (after.state === 'running') await deps.queue.send([sendMessage(after)]);
}

/** Returns who approved most hours of issuers that separate people. */
async function approvers(
  approved: ApprovedMinutes,
  { policies, issuers }: PlanningDeps,
): Promise<Pick<BatchPlan, 'mostApprovedBy'>> {
  const separating: string[] = [];
  for (const issuerId of approved.issuerIds)
    if (separatesPeople({ policy: await policies.of(issuerOf(issuers, issuerId)) }))
      separating.push(issuerId);
  const mostApprovedBy = approved.mostApprovedBy(separating);
  return mostApprovedBy.length === 0 ? {} : { mostApprovedBy };
}

/** Counts what issuing the eligible items means. */
class Expected {
  /** The addresses of holders: whoever gets several certificates of an issuer is told of them in one email. */
  readonly #addresses = new Map<string, string>();
  readonly #designs: Record<string, number> = {};

  add(volunteer: Volunteer, design: string): void {
    this.#addresses.set(volunteerName(volunteer), volunteer.email ?? '');
    this.#designs[design] = (this.#designs[design] ?? 0) + 1;
  }

  async inPlan({ suppressions }: Pick<PlanningDeps, 'suppressions'>): Promise<Pick<BatchPlan, 'expected'>> {
    if (this.#addresses.size === 0) return {};
    const written = [...this.#addresses.values()].filter((address) => address !== '');
    const suppressed = await suppressions.among(written);
    const emails = written.filter((address) => !suppressed.has(address)).length;
    return { expected: { emails, unreached: this.#addresses.size - emails, designs: this.#designs } };
  }
}

/** Counts the items of the chunks in which nobody is eligible. */
class SettledChunks {
  #counts = countItems([]);
  #chunk: ManifestLine[] = [];

  add(line: ManifestLine): void {
    this.#chunk.push(line);
    if (this.#chunk.length === LINES_PER_CHUNK) this.#endChunk();
  }

  end(): ChunkCounts {
    this.#endChunk();
    return this.#counts;
  }

  #endChunk(): void {
    if (this.#chunk.every(isSettled))
      this.#counts = sumOfCounts(
        this.#counts,
        countItems(this.#chunk.flatMap((line) => settledItem(line) ?? [])),
      );
    this.#chunk = [];
  }
}

async function* verdictsOn(
  source: AsyncIterable<Pair>,
  acceptances: readonly Acceptance[],
  deps: PlanningDeps,
): AsyncGenerator<{
  readonly pair: Pair;
  readonly volunteer: Volunteer | undefined;
  readonly verdict: Verdict;
}> {
  yield* inOrder(source, VERDICTS_AT_ONCE, async (pair) => {
    if (pair.opportunity === undefined) return { pair, volunteer: undefined, verdict: OPPORTUNITY_UNKNOWN };
    const record = await deps.ledger.volunteerRecord(pair.opportunity.issuerId, pair.volunteerId);
    const verdict = verdictOn(record, pair.opportunity, acceptances, deps);
    return { pair, volunteer: record?.volunteer, verdict };
  });
}

async function* pairs(
  selection: Selection,
  opportunities: ReadonlyMap<string, Opportunity>,
  deps: PlanningDeps,
): AsyncGenerator<Pair> {
  const pair = (volunteerId: string, { issuerId, opportunityId }: OpportunityKey): Pair => ({
    issuerId,
    volunteerId,
    opportunityId,
    opportunity: opportunities.get(opportunityName({ issuerId, opportunityId })),
  });
  const { volunteerIds, unknownOpportunityIds } = selection;
  if (volunteerIds === null) {
    for (const opportunity of selection.opportunities)
      for await (const volunteerId of everybody(opportunity, deps)) yield pair(volunteerId, opportunity);
    return;
  }
  for (const volunteerId of volunteerIds) {
    const concerned = selection.named
      ? selection.opportunities
      : await withHours(volunteerId, selection.opportunities, deps);
    for (const opportunity of concerned) yield pair(volunteerId, opportunity);
    for (const opportunityId of unknownOpportunityIds)
      yield { issuerId: null, volunteerId, opportunityId, opportunity: undefined };
  }
}

async function* everybody(opportunity: OpportunityKey, { ledger }: PlanningDeps): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page = await ledger.volunteersOf(opportunity, { limit: VOLUNTEERS_PER_PAGE, cursor });
    yield* page.items;
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
}

/** Returns the opportunities that a volunteer has hours for; the first one where there are none, so that the volunteer gets a verdict. */
async function withHours(
  volunteerId: string,
  opportunities: readonly OpportunityKey[],
  { ledger }: PlanningDeps,
): Promise<readonly OpportunityKey[]> {
  const records = await ledger.volunteerRecords(volunteerId);
  const own = new Set(records.flatMap(({ timesheets }) => timesheets.map(opportunityName)));
  const concerned = opportunities.filter((opportunity) => own.has(opportunityName(opportunity)));
  return concerned.length > 0 ? concerned : opportunities.slice(0, 1);
}

const OPPORTUNITY_UNKNOWN: Verdict = {
  reason: 'OPPORTUNITY_UNKNOWN',
  approvedMinutes: 0,
  pendingMinutes: 0,
  requiredMinutes: 0,
  flags: [],
};
