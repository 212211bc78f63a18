import { describe, expect, test } from '@jest/globals';
import { newBatch, planned } from '../../functions/domain/batch/batch.ts';
import { countItems } from '../../functions/domain/batch/batch-item.ts';
import { COUNTED_BY_ISSUE } from '../../functions/domain/report/counter.ts';
import { runBatchChunk } from '../../functions/workflows/batches/run-batch-chunk.ts';
import { issueCertificate } from '../../functions/workflows/issuing/issue-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/lifecycle/revoke-certificate.ts';
import { sweepReservations } from '../../functions/workflows/supervision/sweep-reservations.ts';
import {
  AGAIN,
  FIRST,
  type IssuingWorld,
  issuingWorld,
  LAST,
  startBatch,
  volunteerIdOf,
} from './issuing-world.ts';
import { dies, registerWith } from './register-with.ts';

const code = { issueCertificate, runBatchChunk, revokeCertificate, sweepReservations, newBatch, planned };
const ENOUGH = [[120]];
const volunteerId = volunteerIdOf(0);

const claimOf = ({ opportunity }: IssuingWorld) => ({
  volunteerId,
  opportunity,
  actor: `volunteer:${volunteerId}`,
  counter: COUNTED_BY_ISSUE,
  notify: false,
});

describe('the reports count a certificate once', () => {
  test('whose claim died after it was issued', async () => {
    const world = issuingWorld(ENOUGH);
    const deps = { ...world.deps, register: registerWith(world, { after: dies }) };
    await expect(issueCertificate(claimOf(world), deps)).rejects.toThrow('died');
    expect(world.records.reported.get('certificates')).toBe(1);
    expect(await issueCertificate(claimOf(world), world.deps)).toMatchObject({ outcome: 'alreadyIssued' });
    expect(world.records.reported.get('certificates')).toBe(1);
  });

  test('whose claim died before it was issued, so that the sweeper issues it', async () => {
    const world = issuingWorld(ENOUGH);
    const deps = { ...world.deps, register: registerWith(world, { before: dies as never }) };
    await expect(issueCertificate(claimOf(world), deps)).rejects.toThrow('died');
    expect(world.records.reported.get('certificates')).toBeUndefined();
    world.wait(20);
    expect(await sweepReservations(world.deps)).toBe(1);
    expect(world.records.reported.get('certificates')).toBe(1);
    // From the end of the opportunity and the approval of its hours to the day of issue.
    expect(world.records.reported.get('eligibleDays')).toBe(174);
  });

  test('that a batch has reserved and its holder was faster to claim', async () => {
    const world = issuingWorld(ENOUGH);
    const message = await startBatch(world, code, 'B-1');
    const before = () => issueCertificate(claimOf(world), world.deps);
    await runBatchChunk(message, FIRST, { ...world.deps, register: registerWith(world, { before }) });
    expect([...world.records.chunks.values()].flatMap(({ items }) => items)).toMatchObject([
      { outcome: 'issued' },
    ]);
    expect(world.records.reported.get('certificates')).toBe(1);
  });

  test('that another delivery of its chunk has refused and recorded meanwhile', async () => {
    const world = issuingWorld(ENOUGH);
    const message = await startBatch(world, code, 'B-1');
    const { issuerId, opportunityId } = world.opportunity;
    const refused = {
      issuerId,
      volunteerId,
      opportunityId,
      outcome: 'refused',
      reason: 'HOURS_PENDING',
      changed: true,
    } as const;
    const before = () =>
      world.deps.batches.record(
        { batchId: 'B-1', chunk: 0, revision: 0, items: [refused] },
        countItems([refused]),
        [],
      );
    await runBatchChunk(message, FIRST, { ...world.deps, register: registerWith(world, { before }) });
    expect([...world.records.chunks.values()].flatMap(({ items }) => items)).toMatchObject([
      { outcome: 'issued', certificateId: [...world.records.certificates.keys()][0] },
    ]);
    expect(world.records.counters.get('B-1')).toMatchObject({
      outcomes: { issued: 1, refused: 0 },
      changed: 0,
      reasons: { HOURS_PENDING: 0 },
    });
    expect(world.records.reported.get('certificates')).toBe(1);
  });

  test('that failed in its batch, was issued by the sweeper and found by the batch again', async () => {
    const world = issuingWorld(ENOUGH);
    const message = await startBatch(world, code, 'B-1');
    const deps = { ...world.deps, register: registerWith(world, { before: dies as never }) };
    await runBatchChunk(message, LAST, deps);
    expect([...world.records.chunks.values()].flatMap(({ items }) => items)).toMatchObject([
      { outcome: 'failed' },
    ]);
    world.wait(20);
    await sweepReservations(world.deps);
    expect(world.records.reported.get('certificates')).toBe(1);
    world.records.chunks.clear();
    const run = world.records.batches.get('B-1')?.run ?? message.run;
    await runBatchChunk({ ...message, run }, AGAIN, world.deps);
    expect(world.records.reported.get('certificates')).toBe(1);
  });
});
