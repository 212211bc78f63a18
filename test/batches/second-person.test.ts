import { describe, expect, test } from '@jest/globals';
import { ApprovedMinutes } from '../../functions/domain/batch/approved-minutes.ts';
import { newBatch, planned } from '../../functions/domain/batch/batch.ts';
import { MOST_ALONE } from '../../functions/domain/batch/batch-plan.ts';
import { batchSummary } from '../../functions/domain/batch/batch-summary.ts';
import { NO_OUTCOMES } from '../../functions/domain/batch/outcome.ts';
import type { Evidence } from '../../functions/domain/certificate/certificate.ts';
import { batchProgress } from '../../functions/workflows/batches/control-batch.ts';
import { timesheetName } from '../fakes/memory-records.ts';
import { ISSUER, volunteerIdOf } from '../issuing/issuing-world.ts';
import { APPROVAL, RECORDED } from '../people.ts';
import { engine } from './batch-engine.ts';

/** Who approved the hours of the engine's volunteers. */
const SUPERVISOR = APPROVAL.by;
const TODAY = `${ISSUER.issuerId}#2026-01-10`;

/** An engine whose volunteers' hours are approved by these people, in turn. */
function approvedBy(people: number, ...supervisors: readonly string[]) {
  const cluster = engine(people);
  for (let number = 0; number < people; number += 1)
    approveAnew(cluster, number, { by: supervisors[number % supervisors.length] ?? SUPERVISOR });
  return cluster;
}

/** Has somebody approve a volunteer's hours, in place of whoever did. */
function approveAnew(
  { records }: ReturnType<typeof engine>,
  number: number,
  decision: Partial<typeof APPROVAL>,
): void {
  const name = timesheetName(volunteerIdOf(number), 'OPP-1');
  const timesheet = records.timesheets.get(name);
  if (timesheet === undefined) throw new Error('no timesheet');
  const entries = timesheet.entries.map((entry) => ({ ...entry, approval: { ...APPROVAL, ...decision } }));
  records.timesheets.set(name, { ...timesheet, entries });
}

describe('a batch', () => {
  test('above ten thousand waits for a second person', async () => {
    const cluster = engine(10_001);
    const batchId = await cluster.create();
    await cluster.work(batchId, 1);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'awaiting_approval' });
    await expect(cluster.control(batchId, 'approve', 'coordinator-1')).rejects.toMatchObject({
      code: 'BATCH_SELF_APPROVAL',
    });
    await cluster.control(batchId, 'approve', 'approver-1');
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'running', approvedBy: 'approver-1' });
  });

  test('for more issuers than can be counted at once waits for a second person, however few its certificates', () => {
    const of = (issuers: number) => {
      const issuerIds = Array.from({ length: issuers }, (_, number) => `issuer-${number}`);
      const request = { batchId: 'B', issuerIds, dryRun: false, notify: false, createdBy: 'coordinator-1' };
      const plan = {
        manifestId: 'm',
        requested: issuers,
        chunkCount: 13,
        verdicts: { ELIGIBLE: issuers },
        eligibleOf: Object.fromEntries(issuerIds.map((issuerId) => [issuerId, 1])),
      };
      const now = '2026-01-10T08:00:00.000Z';
      const batch = planned(newBatch(request, now), plan, false, now);
      const progress = { batch, counts: NO_OUTCOMES, changed: 0, reasons: {} };
      return batchSummary(progress, 'coordinator-1', now);
    };
    expect(of(130)).toMatchObject({ state: 'awaiting_approval', secondPerson: 'many_issuers' });
    expect(of(99)).toMatchObject({ state: 'running', secondPerson: null });
  });

  test('of ten thousand needs no approval', async () => {
    const cluster = engine(10_000);
    const batchId = await cluster.create();
    await cluster.deliver({ kind: 'plan', batchId });
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'running' });
  });
});

describe('whoever approved most hours of a batch', () => {
  test('can’t issue it alone, and another person can', async () => {
    const cluster = engine(12);
    const batchId = await cluster.create({ createdBy: SUPERVISOR });
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'awaiting_approval', counts: { issued: 0 } });
    await expect(cluster.control(batchId, 'approve', SUPERVISOR)).rejects.toMatchObject({
      code: 'BATCH_SELF_APPROVAL',
    });
    await cluster.control(batchId, 'approve', 'approver-1');
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 12 } });
  });

  test('can’t confirm another person’s dry run alone', async () => {
    const cluster = engine(12);
    const batchId = await cluster.create({ dryRun: true });
    await cluster.work(batchId);
    const { batch } = await batchProgress(batchId, cluster.all);
    const before = { batch, counts: NO_OUTCOMES, changed: 0, reasons: {} };
    const shownTo = (reader: string) => batchSummary(before, reader, cluster.deps.now()).secondPerson;
    expect([shownTo(SUPERVISOR), shownTo('coordinator-1')]).toEqual(['own_approvals', null]);
    await cluster.control(batchId, 'confirm', SUPERVISOR);
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({
      state: 'awaiting_approval',
      secondPerson: 'own_approvals',
      counts: { issued: 0 },
    });
  });

  test('can’t become so after the dry run, nor while the batch is paused', async () => {
    for (const pause of [false, true]) {
      const cluster = approvedBy(12, 'supervisor-2');
      const batchId = await cluster.create({ dryRun: !pause });
      await cluster.work(batchId, pause ? 1 : undefined);
      if (pause) await cluster.control(batchId, 'pause');
      cluster.wait(1);
      for (let number = 0; number < 8; number += 1)
        approveAnew(cluster, number, { by: 'coordinator-1', at: cluster.deps.now() });
      await cluster.control(batchId, pause ? 'resume' : 'confirm');
      await cluster.work(batchId);
      expect(await cluster.shown(batchId)).toMatchObject({
        state: 'done',
        counts: { issued: 4, refused: 8 },
        reasons: { APPROVED_BY_REQUESTER: 8 },
      });
      // A new one weighs them.
      const next = await cluster.create();
      await cluster.work(next);
      expect(await cluster.shown(next)).toMatchObject({ state: 'awaiting_approval' });
      await cluster.control(next, 'approve', 'approver-1');
      await cluster.work(next);
      expect(await cluster.shown(next)).toMatchObject({ counts: { issued: 8, alreadyIssued: 4 } });
    }
  });

  test('may do so where the issuer’s policy separates nobody', async () => {
    const cluster = approvedBy(2, 'supervisor-2');
    cluster.all.issuers.set(ISSUER.issuerId, { ...ISSUER, policy: { makerAndChecker: false } });
    const batchId = await cluster.create({ dryRun: true });
    await cluster.work(batchId);
    cluster.wait(1);
    approveAnew(cluster, 0, { by: 'coordinator-1', at: cluster.deps.now() });
    await cluster.control(batchId, 'confirm');
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 2 } });
  });

  test('needs nobody where nothing is left to issue', async () => {
    const cluster = engine(12);
    await cluster.work(await cluster.create());
    const again = await cluster.create({ createdBy: SUPERVISOR });
    await cluster.work(again);
    expect(await cluster.shown(again)).toMatchObject({ state: 'done', counts: { alreadyIssued: 12 } });
  });

  test('is not who approved half of them', async () => {
    const half = approvedBy(12, 'coordinator-1', 'supervisor-2');
    const batchId = await half.create();
    await half.work(batchId);
    expect((await half.shown(batchId)).state).toBe('done');
    const more = approvedBy(13, 'coordinator-1', 'supervisor-2');
    const another = await more.create();
    await more.work(another);
    expect((await more.shown(another)).state).toBe('awaiting_approval');
  });

  test('issues it alone where the issuer’s policy separates nobody', async () => {
    const cluster = engine(12);
    cluster.all.issuers.set(ISSUER.issuerId, { ...ISSUER, policy: { makerAndChecker: false } });
    const batchId = await cluster.create({ createdBy: SUPERVISOR });
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 12 } });
  });

  test('is found by minutes, among each issuer’s own hours', () => {
    const approved = new ApprovedMinutes();
    const evidence = (by: string, minutes: number): Evidence => ({
      entryId: `E-${by}-${minutes}`,
      date: '2025-07-01',
      minutes,
      recorded: RECORDED,
      approval: { ...APPROVAL, by },
    });
    approved.add('a', [evidence('x', 60), evidence('y', 61), evidence('y', 30)]);
    approved.add('b', [evidence('x', 1000), evidence('z', 10)]);
    approved.add('c', [evidence('x', 10), evidence('z', 10)]);
    expect(approved.mostApprovedBy(['a'])).toEqual(['y']);
    expect(approved.mostApprovedBy(['a', 'b', 'c'])).toEqual(['x', 'y']);
    expect(approved.mostApprovedBy(['c'])).toEqual([]);
  });
});

describe('certificates that an issuer’s batches issue in a day without a second person', () => {
  /** An engine whose issuer has room for ten more. */
  function almostFull(people: number) {
    const cluster = engine(people);
    cluster.records.startedAlone.set(TODAY, MOST_ALONE - 10);
    const issue = async (from: number, until: number, change: Parameters<typeof cluster.create>[0] = {}) => {
      const volunteerIds = Array.from({ length: until - from }, (_, index) => volunteerIdOf(from + index));
      const batchId = await cluster.create({ volunteerIds, ...change });
      await cluster.work(batchId);
      return batchId;
    };
    const stateOf = async (batchId: string) => (await cluster.shown(batchId)).state;
    return { ...cluster, issue, stateOf, alone: () => cluster.records.startedAlone.get(TODAY) };
  }

  test('are counted together, so that splitting a batch avoids nothing', async () => {
    const { issue, stateOf, alone, control, work, shown } = almostFull(20);
    expect(await stateOf(await issue(0, 6))).toBe('done');
    const second = await issue(6, 12);
    expect([await stateOf(second), alone()]).toEqual(['awaiting_approval', MOST_ALONE - 4]);
    expect(await stateOf(await issue(12, 16))).toBe('done');
    expect(alone()).toBe(MOST_ALONE);
    expect(await stateOf(await issue(16, 17))).toBe('awaiting_approval');
    await control(second, 'approve', 'approver-1');
    await work(second);
    expect(await shown(second)).toMatchObject({ state: 'done', counts: { issued: 6 } });
    expect(alone()).toBe(MOST_ALONE);
  });

  test('are none before a dry run is confirmed', async () => {
    const { issue, stateOf, alone, control } = almostFull(24);
    const drafts = [await issue(0, 8, { dryRun: true }), await issue(8, 16, { dryRun: true })];
    expect(alone()).toBe(MOST_ALONE - 10);
    for (const draft of drafts) await control(draft, 'confirm');
    expect(await Promise.all(drafts.map(stateOf))).toEqual(['running', 'awaiting_approval']);
    expect(alone()).toBe(MOST_ALONE - 2);
  });

  test('are counted once for a batch that is paused and resumed', async () => {
    const { create, work, control, stateOf, alone } = almostFull(10);
    const batchId = await create();
    await work(batchId, 1);
    await control(batchId, 'pause');
    await control(batchId, 'resume');
    await work(batchId);
    expect([await stateOf(batchId), alone()]).toEqual(['done', MOST_ALONE]);
  });

  test('are counted anew on the next day of the issuer’s time zone', async () => {
    const { issue, stateOf, wait, records } = almostFull(12);
    // 08:00 in UTC is 11:00 in Riyadh, so the next day begins in 13 hours.
    wait(12 * 60);
    expect(await stateOf(await issue(0, 11))).toBe('awaiting_approval');
    wait(90);
    expect(await stateOf(await issue(0, 11))).toBe('done');
    expect(records.startedAlone.get(`${ISSUER.issuerId}#2026-01-11`)).toBe(11);
  });
});
