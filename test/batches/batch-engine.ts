import { expect } from '@jest/globals';
import type { BatchMessage } from '../../functions/domain/batch/batch-message.ts';
import { batchSummary } from '../../functions/domain/batch/batch-summary.ts';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { type OpportunityKey, opportunityName } from '../../functions/domain/hours/opportunity.ts';
import { LAST_TRY } from '../../functions/runtime/limits.ts';
import {
  type BatchCommand,
  batchProgress,
  controlBatch,
} from '../../functions/workflows/batches/control-batch.ts';
import { type BatchRequest, createBatch } from '../../functions/workflows/batches/create-batch.ts';
import { listBatchItems } from '../../functions/workflows/batches/list-batch-items.ts';
import { planBatch } from '../../functions/workflows/batches/plan-batch.ts';
import { runBatchChunk } from '../../functions/workflows/batches/run-batch-chunk.ts';
import { sendChunks } from '../../functions/workflows/batches/send-chunks.ts';
import { setKillSwitch } from '../../functions/workflows/supervision/set-kill-switch.ts';
import { brokenInvariants } from '../issuing/broken-invariants.ts';
import { ISSUER, issuingWorld } from '../issuing/issuing-world.ts';

/** A whole batch engine in memory, whose queue the test empties. */
export function engine(people: number, minutesOf: (number: number) => number = () => 120) {
  const world = issuingWorld(Array.from({ length: people }, (_, number) => [minutesOf(number)]));
  const { deps, records } = world;
  const catalogue = {
    findMany: async (keys: readonly OpportunityKey[]) =>
      [...records.opportunities.values()].filter((one) =>
        keys.map(opportunityName).includes(opportunityName(one)),
      ),
    list: async () => ({ items: [...records.opportunities.values()], cursor: null }),
  };
  const all = { ...deps, opportunities: catalogue };
  let failing: (volunteerId: string) => boolean = () => false;
  const receives = new Map<string, number>();

  const request = (change: Partial<BatchRequest> = {}): BatchRequest => ({
    opportunityIds: ['OPP-1'],
    dryRun: false,
    notify: false,
    createdBy: 'coordinator-1',
    issuerIds: [ISSUER.issuerId],
    ...change,
  });

  const issuing = {
    ...all,
    renderer: {
      ...deps.renderer,
      render: (snapshot: CertificateSnapshot) => {
        if (failing(snapshot.holder.volunteerId)) throw new Error('no paper');
        return deps.renderer.render(snapshot);
      },
    },
  };

  async function deliver(message: BatchMessage): Promise<void> {
    if (message.kind === 'plan') return planBatch(message.batchId, all);
    if (message.kind === 'send') return sendChunks(message, all);
    if (message.kind !== 'chunk') throw new Error(`Nobody works on ${message.kind} here`);
    const key = JSON.stringify(message);
    const receive = (receives.get(key) ?? 0) + 1;
    receives.set(key, receive);
    try {
      await runBatchChunk(message, { again: receive > 1, lastTry: receive >= LAST_TRY }, issuing as never);
    } catch {
      deps.queue.waiting.push(message);
    }
  }

  /** Delivers what is in the queue, at most so many messages; after each the counts add up. */
  async function work(batchId: string, messages = Number.POSITIVE_INFINITY): Promise<void> {
    for (let count = 0; count < messages; count += 1) {
      const next = deps.queue.waiting.shift();
      if (next === undefined) return;
      await deliver(next);
      const { counts } = await shown(batchId);
      expect(counts.left + counts.issued + counts.alreadyIssued + counts.refused + counts.failed).toBe(
        counts.requested,
      );
      expect(brokenInvariants(records)).toEqual([]);
    }
  }
  const shown = async (batchId: string) =>
    batchSummary(await batchProgress(batchId, all), 'coordinator-1', deps.now());
  return {
    ...world,
    all,
    deliver,
    work,
    shown,
    create: async (change: Partial<BatchRequest> = {}) => (await createBatch(request(change), all)).batchId,
    control: (batchId: string, command: BatchCommand, by = 'coordinator-1') =>
      controlBatch(batchId, command, { by }, all),
    /** Halts or resumes issuing for the issuer of the volunteers, or another scope. */
    halt: (halted: boolean, scope = ISSUER.issuerId) =>
      setKillSwitch({ name: 'issuing', scopes: [scope], halted, by: 'approver-1' }, all),
    failFor: (predicate: (volunteerId: string) => boolean) => {
      failing = predicate;
    },
    items: async (batchId: string) => {
      const { batch } = await batchProgress(batchId, all);
      return (await listBatchItems(batch, {}, { limit: 200 }, all)).items;
    },
  };
}
