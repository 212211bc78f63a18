import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MOST_ALONE } from '../../functions/domain/batch/batch-plan.ts';
import { runImportJob } from '../../functions/workflows/ledger/jobs/run-import-job.ts';
import { reportImport } from '../../functions/workflows/ledger/request-import.ts';
import { requestRelease, requestTakingBack } from '../../functions/workflows/ledger/request-release.ts';
import { requestWithdrawal } from '../../functions/workflows/ledger/request-withdrawal.ts';
import { engine } from '../batches/batch-engine.ts';
import { startTable } from '../dynamo-table.ts';
import { ISSUER } from '../issuing/issuing-world.ts';
import { cluster } from '../ledger/cluster-files.ts';
import { ledgerImports } from '../ledger/ledger-import.ts';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

/** Something that writes what it decides, and sends a message about it. */
interface Sender {
  readonly queue: { send: (...message: never[]) => Promise<void> };
  readonly ask: () => Promise<unknown>;
  /** Delivers what was sent, and returns what has come of it. */
  readonly outcome: () => Promise<unknown>;
  readonly expected: unknown;
}

/** Lets the queue refuse the next message, as SQS does in a bad moment. */
function refuseOnce({ queue }: Sender): void {
  const send = queue.send.bind(queue);
  queue.send = async () => {
    queue.send = send;
    throw new Error('SQS is unavailable');
  };
}

type Engine = ReturnType<typeof engine>;

function batchSender(cluster: Engine, batchId: string, ask: () => Promise<unknown>): Sender {
  const outcome = async () => {
    await cluster.work(batchId);
    const { state, counts } = await cluster.shown(batchId);
    return { state, issued: counts.issued };
  };
  return { queue: cluster.deps.queue, ask, outcome, expected: { state: 'done', issued: 12 } };
}

const BATCH_SENDERS: Readonly<Record<string, () => Promise<Sender>>> = {
  'the confirmation of a dry run': async () => {
    const cluster = engine(12);
    const batchId = await cluster.create({ dryRun: true });
    await cluster.work(batchId);
    return batchSender(cluster, batchId, () => cluster.control(batchId, 'confirm'));
  },
  'the approval of a batch': async () => {
    const cluster = engine(12);
    cluster.records.startedAlone.set(`${ISSUER.issuerId}#2026-01-10`, MOST_ALONE);
    const batchId = await cluster.create();
    await cluster.work(batchId);
    return batchSender(cluster, batchId, () => cluster.control(batchId, 'approve', 'approver-1'));
  },
  'the resumption of a paused batch': async () => {
    const cluster = engine(12);
    const batchId = await cluster.create();
    await cluster.work(batchId, 2);
    await cluster.control(batchId, 'pause');
    return batchSender(cluster, batchId, () => cluster.control(batchId, 'resume'));
  },
  'the retry of failed items': async () => {
    const cluster = engine(12);
    cluster.failFor((volunteerId) => volunteerId === 'V-3');
    const batchId = await cluster.create();
    await cluster.work(batchId);
    cluster.failFor(() => false);
    return batchSender(cluster, batchId, () => cluster.control(batchId, 'retry'));
  },
  'the end of a halt': async () => {
    const cluster = engine(12);
    const batchId = await cluster.create();
    await cluster.work(batchId, 2);
    await cluster.halt(true);
    cluster.deps.queue.waiting.length = 0;
    return batchSender(cluster, batchId, () => cluster.halt(false));
  },
  'the planning of a batch': async () => {
    const cluster = engine(12);
    const created: string[] = [];
    const ask = async () => void created.push(await cluster.create());
    const outcome = async () => {
      const [batchId = ''] = created;
      await cluster.work(batchId);
      return (await cluster.shown(batchId)).state;
    };
    return { queue: cluster.deps.queue, ask, outcome, expected: 'done' };
  },
};

let clusters = 0;
const asking = (importId: string, requestedBy: string) => ({
  importId,
  requestedBy,
  canModify: () => true,
});

/** A file of hours that is uploaded, and what a later request does with it. */
async function importSender(
  step: 'imported' | 'released' | undefined,
  ask: (importId: string, deps: ReturnType<typeof ledgerImports>['deps']) => Promise<unknown>,
  expected: string,
): Promise<Sender> {
  clusters += 1;
  const imports = ledgerImports(table.dynamo, table.tableName);
  const files = cluster(`LOST${clusters}`, 3);
  await imports.importBytes('opportunities.csv', files.opportunities);
  await imports.importBytes('volunteers.csv', files.volunteers);
  const importId =
    step === undefined
      ? await imports.request('hours.csv', files.hours)
      : (await imports.importBytes('hours.csv', files.hours)).importId;
  if (step === 'released') await imports.release(importId);
  imports.queued.length = 0;
  const outcome = async () => {
    while (imports.queued.pop() !== undefined)
      await (step === undefined ? imports.run(importId) : runImportJob(importId, imports.deps));
    return (await imports.deps.imports.find(importId))?.state;
  };
  return { queue: imports.deps.queue, ask: () => ask(importId, imports.deps), outcome, expected };
}

const IMPORT_SENDERS: Readonly<Record<string, () => Promise<Sender>>> = {
  'the run of an uploaded file': () =>
    importSender(undefined, (importId, deps) => reportImport(importId, () => true, deps), 'imported'),
  'the release of an import': () =>
    importSender('imported', (id, deps) => requestRelease(asking(id, 'supervisor'), deps), 'released'),
  'the withdrawal of an import': () =>
    importSender('imported', (id, deps) => requestWithdrawal(asking(id, 'coordinator'), deps), 'withdrawn'),
  'taking back a release': () =>
    importSender('released', (id, deps) => requestTakingBack(asking(id, 'supervisor'), deps), 'imported'),
};

describe('asked again after the queue refused its message, is done:', () => {
  test.each(Object.entries({ ...BATCH_SENDERS, ...IMPORT_SENDERS }))('%s', async (_name, prepare) => {
    const sender = await prepare();
    refuseOnce(sender);
    await expect(sender.ask()).rejects.toThrow('SQS is unavailable');
    await sender.ask();
    expect(await sender.outcome()).toEqual(sender.expected);
  });

  test('also in the run of an import whose worker died', async () => {
    let now = '2026-01-10T08:00:00.000Z';
    const imports = ledgerImports(table.dynamo, table.tableName, { now: () => now });
    const importId = await imports.request('opportunities.csv', cluster('DIED', 1).opportunities);
    const report = () => reportImport(importId, () => true, imports.deps);
    await report();
    imports.queued.length = 0;
    now = '2026-01-10T08:05:00.000Z';
    refuseOnce({ queue: imports.deps.queue } as unknown as Sender);
    await expect(report()).rejects.toThrow('SQS is unavailable');
    await report();
    expect(imports.queued).toEqual([importId]);
  });
});

describe('a command that was carried out', () => {
  test('is carried out for whoever gave it, and refused to others', async () => {
    const cluster = engine(12);
    const batchId = await cluster.create({ dryRun: true });
    await cluster.work(batchId);
    await cluster.control(batchId, 'confirm', 'coordinator-1');
    await cluster.control(batchId, 'confirm', 'coordinator-1');
    for (const [command, by] of [
      ['confirm', 'coordinator-2'],
      ['approve', 'coordinator-1'],
      ['retry', 'coordinator-1'],
    ] as const)
      await expect(cluster.control(batchId, command, by)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    await cluster.work(batchId);
    await expect(cluster.control(batchId, 'confirm')).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 12 } });
  });
});
