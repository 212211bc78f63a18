import { describe, expect, test } from '@jest/globals';
import { newBatch, planned } from '../../functions/domain/batch/batch.ts';
import { countItems } from '../../functions/domain/batch/batch-item.ts';
import type { ChunkMessage } from '../../functions/domain/batch/batch-message.ts';
import { COUNTED_BY_ISSUE } from '../../functions/domain/report/counter.ts';
import { runBatchChunk } from '../../functions/workflows/batches/run-batch-chunk.ts';
import { issueCertificate } from '../../functions/workflows/issuing/issue-certificate.ts';
import { eraseCertificate } from '../../functions/workflows/lifecycle/erase-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/lifecycle/revoke-certificate.ts';
import { sweepReservations } from '../../functions/workflows/supervision/sweep-reservations.ts';
import { noArchives } from '../fakes/no-archives.ts';
import { brokenInvariants } from './broken-invariants.ts';
import { AGAIN, FIRST, type IssuingWorld, issuingWorld, startBatch, volunteerIdOf } from './issuing-world.ts';
import { dies, portWith, registerWith } from './register-with.ts';

const code = { issueCertificate, runBatchChunk, revokeCertificate, sweepReservations, newBatch, planned };
const ONE = [[120]];

const itemsOf = ({ records }: IssuingWorld) => [...records.chunks.values()].flatMap(({ items }) => items);
const certificatesOf = ({ records }: IssuingWorld) => [...records.certificates.values()];

/** The state that somebody else has brought the batch into. */
function setState({ records }: IssuingWorld, state: 'done' | 'paused' | 'cancelled'): void {
  for (const [batchId, batch] of records.batches) records.batches.set(batchId, { ...batch, state });
}

/** A worker issues and dies before it records its chunk. */
async function dieUnrecorded(world: IssuingWorld, message: ChunkMessage): Promise<void> {
  const batches = portWith(world.deps.batches, 'record', { before: dies });
  await expect(runBatchChunk(message, FIRST, { ...world.deps, batches })).rejects.toThrow('died');
}

/** The first write passes; the worker dies before the second. */
function diesAfterOne(): () => Promise<void> {
  let writes = 0;
  return async () => {
    writes += 1;
    if (writes > 1) dies();
  };
}

describe('what a batch has issued is among its items and in the reports', () => {
  test('where it was revoked before its chunk was recorded: it is not made up for', async () => {
    const world = issuingWorld(ONE);
    const message = await startBatch(world, code, 'B-1');
    await dieUnrecorded(world, message);
    const [first] = certificatesOf(world);
    const request = {
      certificateId: first?.certificateId ?? '',
      actor: 'coordinator-2',
      canModify: () => true,
    };
    await revokeCertificate({ ...request, reasonCode: 'hours_corrected' }, world.deps);

    await runBatchChunk(message, AGAIN, world.deps);
    expect(itemsOf(world)).toMatchObject([{ outcome: 'issued', certificateId: first?.certificateId }]);
    expect(certificatesOf(world)).toMatchObject([{ state: 'revoked' }]);
    expect(world.records.reported.get('certificates')).toBe(1);

    const next = await startBatch(world, code, 'B-2');
    await runBatchChunk(next, FIRST, world.deps);
    expect(certificatesOf(world)).toMatchObject([{ state: 'revoked' }, { state: 'issued' }]);
    expect(world.records.reported.get('certificates')).toBe(2);
    expect(brokenInvariants(world.records, true)).toEqual([]);
  });

  test('where another delivery has refused and recorded, and the batch is done', async () => {
    const world = issuingWorld(ONE);
    const message = await startBatch(world, code, 'B-1');
    const { issuerId, opportunityId } = world.opportunity;
    const about = { issuerId, volunteerId: volunteerIdOf(0), opportunityId };
    const refused = { ...about, outcome: 'refused', reason: 'HOURS_PENDING', changed: true } as const;
    const before = () =>
      world.deps.batches.record(
        { batchId: 'B-1', chunk: 0, revision: 0, items: [refused] },
        countItems([refused]),
        [],
      );
    const register = registerWith(world, { before, after: dies }, 'reserve');
    await expect(runBatchChunk(message, FIRST, { ...world.deps, register })).rejects.toThrow('died');
    setState(world, 'done');

    await runBatchChunk(message, AGAIN, world.deps);
    expect(itemsOf(world)).toMatchObject([{ outcome: 'issued' }]);
    expect(world.records.counters.get('B-1')).toMatchObject({ outcomes: { issued: 1, refused: 0 } });
    expect(world.records.reported.get('certificates')).toBe(1);
    expect(brokenInvariants(world.records, true)).toEqual([]);
  });

  test.each(['paused', 'cancelled'] as const)(
    'where the batch was %s before its chunk came again',
    async (state) => {
      const world = issuingWorld([[120], [150]]);
      const message = await startBatch(world, code, 'B-1');
      const register = registerWith(world, { before: diesAfterOne() });
      await expect(runBatchChunk(message, FIRST, { ...world.deps, register })).rejects.toThrow('died');
      setState(world, state);

      await runBatchChunk(message, AGAIN, world.deps);
      expect(itemsOf(world)).toMatchObject([{ outcome: 'issued' }, { outcome: 'issued' }]);
      expect(world.records.counters.get('B-1')?.outcomes).toMatchObject({ issued: 2 });
      expect(world.records.reported.get('certificates')).toBe(2);
      expect(brokenInvariants(world.records, true)).toEqual([]);
    },
  );

  test('and who was not reserved when the batch was cancelled gets none, and waits', async () => {
    const world = issuingWorld([[120], [150]]);
    const message = await startBatch(world, code, 'B-1');
    const register = registerWith(world, { before: diesAfterOne() }, 'reserve');
    await expect(runBatchChunk(message, FIRST, { ...world.deps, register })).rejects.toThrow('died');
    setState(world, 'cancelled');

    await runBatchChunk(message, AGAIN, world.deps);
    expect(itemsOf(world)).toMatchObject([{ outcome: 'issued' }, { outcome: 'waiting' }]);
    expect(world.records.counters.get('B-1')?.outcomes).toMatchObject({ issued: 1, refused: 0, failed: 0 });
    expect(certificatesOf(world)).toHaveLength(1);
  });

  test('where its person was erased before its chunk was recorded', async () => {
    const world = issuingWorld(ONE);
    const message = await startBatch(world, code, 'B-1');
    await dieUnrecorded(world, message);
    const certificateId = certificatesOf(world)[0]?.certificateId ?? '';
    const request = { certificateId, actor: 'coordinator-2', canModify: () => true };
    await eraseCertificate(request, { ...world.deps, ...noArchives, corrections: { erase: async () => {} } });

    await runBatchChunk(message, AGAIN, world.deps);
    expect(itemsOf(world)).toMatchObject([{ outcome: 'issued', certificateId }]);
    expect(world.records.reported.get('certificates')).toBe(1);
    expect(brokenInvariants(world.records, true)).toEqual([]);
  });

  test('where another delivery has found, and recorded, one that was claimed and then revoked', async () => {
    const world = issuingWorld(ONE);
    const message = await startBatch(world, code, 'B-1');
    const claim = {
      volunteerId: volunteerIdOf(0),
      opportunity: world.opportunity,
      actor: 'volunteer',
      counter: COUNTED_BY_ISSUE,
      notify: false,
    };
    await issueCertificate(claim, world.deps);
    const certificateId = certificatesOf(world)[0]?.certificateId ?? '';
    const before = async () => {
      const request = { certificateId, actor: 'coordinator-2', canModify: () => true };
      await revokeCertificate({ ...request, reasonCode: 'hours_corrected' }, world.deps);
      await dieUnrecorded(world, message);
    };
    // It has found the claimed one, and records it after the other one has issued and died.
    const batches = portWith(world.deps.batches, 'record', { before });
    await runBatchChunk(message, FIRST, { ...world.deps, batches });
    expect(itemsOf(world)).toMatchObject([{ outcome: 'alreadyIssued', certificateId }]);

    await runBatchChunk(message, AGAIN, world.deps);
    const own = certificatesOf(world).find(({ events }) => events[0]?.facts.batchId === 'B-1');
    expect(itemsOf(world)).toMatchObject([{ outcome: 'issued', certificateId: own?.certificateId }]);
    expect(world.records.counters.get('B-1')).toMatchObject({ outcomes: { issued: 1, alreadyIssued: 0 } });
    expect(brokenInvariants(world.records, true)).toEqual([]);
  });

  test('and what a worker has found stands, where the record of another one only waits', async () => {
    const world = issuingWorld([[120], [10]]);
    const message = await startBatch(world, code, 'B-1');
    // The same chunk comes again in a message of an earlier run, while this worker is about to record it.
    const before = () => runBatchChunk({ ...message, run: message.run - 1 }, AGAIN, world.deps);
    const batches = portWith(world.deps.batches, 'record', { before });
    await runBatchChunk(message, FIRST, { ...world.deps, batches });
    expect(itemsOf(world)).toMatchObject([{ outcome: 'issued' }, { outcome: 'refused' }]);
    expect(world.records.counters.get('B-1')?.outcomes).toMatchObject({ issued: 1, refused: 1 });
    expect(brokenInvariants(world.records, true)).toEqual([]);
  });

  test('although another line of its chunk faults whenever the chunk comes again', async () => {
    const world = issuingWorld([[120], [150]]);
    const message = await startBatch(world, code, 'B-1');
    // The worker has issued one line, reserved the other, and recorded nothing.
    const register = registerWith(world, { before: diesAfterOne() });
    const batches = portWith(world.deps.batches, 'record', { before: dies });
    await expect(runBatchChunk(message, FIRST, { ...world.deps, register, batches })).rejects.toThrow('died');
    expect(itemsOf(world)).toEqual([]);
    setState(world, 'cancelled');

    const renderer = { ...world.deps.renderer, render: dies as never };
    await expect(runBatchChunk(message, AGAIN, { ...world.deps, renderer })).rejects.toThrow('died');
    expect(
      itemsOf(world)
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['issued', 'waiting']);
    expect(world.records.counters.get('B-1')?.outcomes).toMatchObject({ issued: 1, failed: 0 });

    await runBatchChunk(message, AGAIN, world.deps);
    expect(world.records.counters.get('B-1')?.outcomes).toMatchObject({ issued: 2 });
    expect(brokenInvariants(world.records, true)).toEqual([]);
  });

  test('when another line of its chunk faults, although the batch is cancelled and the last try faults too', async () => {
    const world = issuingWorld([[120], [150]]);
    const message = await startBatch(world, code, 'B-1');
    const faultsFor = (index: number) => ({
      volunteerRecord: (issuerId: string, volunteerId: string) =>
        volunteerId === volunteerIdOf(index)
          ? dies()
          : world.deps.ledger.volunteerRecord(issuerId, volunteerId),
    });
    const first = runBatchChunk(message, FIRST, { ...world.deps, ledger: faultsFor(0) as never });
    await expect(first).rejects.toThrow('died');
    expect(itemsOf(world)).toMatchObject([{ outcome: 'waiting' }, { outcome: 'issued' }]);
    expect(world.records.counters.get('B-1')?.outcomes).toMatchObject({ issued: 1, failed: 0 });

    // The last try has read the batch before it was cancelled.
    const ledger = { volunteerRecord: dies } as never;
    await runBatchChunk(message, { again: true, lastTry: true }, { ...world.deps, ledger });
    setState(world, 'cancelled');
    expect(itemsOf(world)).toMatchObject([{ outcome: 'failed' }, { outcome: 'issued' }]);
    expect(brokenInvariants(world.records, true)).toEqual([]);
  });

  test('whose worker died, although the last try faults and the batch was cancelled meanwhile', async () => {
    const world = issuingWorld(ONE);
    const message = await startBatch(world, code, 'B-1');
    await dieUnrecorded(world, message);
    let reads = 0;
    const ledger = {
      volunteerRecord: (issuerId: string, volunteerId: string) => {
        reads += 1;
        return reads === 1 ? dies() : world.deps.ledger.volunteerRecord(issuerId, volunteerId);
      },
    } as never;
    // The last try has read the batch before it was cancelled.
    await runBatchChunk(message, { again: true, lastTry: true }, { ...world.deps, ledger });
    setState(world, 'cancelled');
    expect(itemsOf(world)).toMatchObject([
      { outcome: 'issued', certificateId: certificatesOf(world)[0]?.certificateId },
    ]);
    expect(brokenInvariants(world.records, true)).toEqual([]);
  });

  test('and nothing is recorded of a chunk of which every line faults', async () => {
    const world = issuingWorld(ONE);
    const message = await startBatch(world, code, 'B-1');
    const ledger = { volunteerRecord: dies } as never;
    await expect(runBatchChunk(message, FIRST, { ...world.deps, ledger })).rejects.toThrow('died');
    expect(itemsOf(world)).toEqual([]);
  });

  test('and a message that comes the first time to a settled chunk costs the two reads that see it', async () => {
    const world = issuingWorld(ONE);
    const message = await startBatch(world, code, 'B-1');
    await runBatchChunk(message, FIRST, world.deps);
    const reads: string[] = [];
    const deps = {
      ...world.deps,
      batches: portWith(world.deps.batches, 'chunkContext', { before: () => reads.push('batch') }),
      manifests: portWith(world.deps.manifests, 'lines', { before: () => reads.push('lines') }),
    };
    await runBatchChunk(message, FIRST, deps);
    expect(reads).toEqual(['batch', 'lines']);
    await runBatchChunk(message, AGAIN, deps);
    expect(reads.slice(2)).toEqual(['batch', 'lines', 'batch']);
  });
});

test('what a running batch has issued is taken into the directory of its issuer by the sweeper', async () => {
  const world = issuingWorld([[120], [120]]);
  await startBatch(world, code, 'B-1');
  const refreshed: string[] = [];
  const refreshDirectory = async (issuerId: string) => refreshed.push(issuerId);
  await sweepReservations({ ...world.deps, refreshDirectory });
  expect(refreshed).toEqual([world.opportunity.issuerId]);
});
