import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runImportJob } from '../../functions/workflows/ledger/jobs/run-import-job.ts';
import { auditTable } from '../../infra/tools/audit/audit.ts';
import type { Finding } from '../../infra/tools/audit/finding.ts';
import { tableContents } from '../../infra/tools/audit/table-contents.ts';
import { startTable } from '../dynamo-table.ts';
import { RECORD_KEY } from '../record-key.ts';
import { cluster } from './cluster-files.ts';
import { ledgerImports } from './ledger-import.ts';
import { type Contested, type Issuing, issuingOver, RIVALS, type Rival, rivalOf, sweep } from './rivals.ts';

const ISSUER = 'rawabi-health-cluster';
const JOBS = ['release', 'takeBack', 'withdraw'] as const;

/** What the audit says where a certificate rests on hours that don't stand, or the ledger contradicts itself. */
const RULES = new Set<Finding['rule']>([
  'AWARD_DOUBLED',
  'AWARD_SLOT_WRONG',
  'ENTRY_CLAIM_WRONG',
  'ENTRY_NOT_REGISTERED',
  'ENTRY_TWICE',
  'HOURS_NOT_THE_SUM',
  'LEDGER_WRONG',
  'RECOGNITION_WRONG',
  'REPORT_COUNTERS_WRONG',
  'RESERVATION_LEFT',
]);

let table: Awaited<ReturnType<typeof startTable>>;
let issuing: Issuing;
let imports: ReturnType<typeof ledgerImports>;
beforeAll(async () => {
  table = await startTable();
  issuing = issuingOver(table.dynamo, table.tableName);
  imports = ledgerImports(table.dynamo, table.tableName, { issuerIds: [ISSUER] });
});
afterAll(() => table.stop());

let stories = 0;

/** Two volunteers with five entries each that wait for a release. */
async function contested(): Promise<Contested & { readonly importId: string }> {
  stories += 1;
  const name = `STORY-${stories}`;
  const files = cluster(name, 2);
  await imports.importBytes('opportunities.csv', files.opportunities);
  await imports.importBytes('volunteers.csv', files.volunteers);
  const { importId } = await imports.importBytes('hours.csv', files.hours);
  const key = { issuerId: ISSUER, opportunityId: `${name}-OP` };
  const [opportunity] = await imports.deps.catalogue.findMany([key]);
  if (opportunity === undefined) throw new Error('No opportunity');
  return { name, imports, opportunity, importId };
}

describe.each(JOBS)('%s, killed at each of its writes', (job) => {
  test.each(RIVALS)(
    'while there is %s: everything ends, and no certificate rests on hours that do not stand',
    async (kind) => {
      let isReached = true;
      for (let nth = 1; isReached; nth += 1) {
        const of = await contested();
        if (job !== 'release') await imports.release(of.importId);
        const rival = rivalOf(kind, of, issuing);
        await rival.begins?.();
        isReached = await killedAt(nth, rival, () => imports[job](of.importId));
        // Nobody came between where the job has fewer writes: the rival acts after it.
        if (!isReached) await rival.acts();
        // The queue delivers the message of a dead function again, also of one that had only its lease to release.
        if (isReached) await runImportJob(of.importId, imports.deps);
        const { state } = (await imports.deps.imports.find(of.importId)) ?? {};
        await rival.goesOn?.();
        await sweep(issuing, of);
        expect(['imported', 'released', 'withdrawn']).toContain(state);
        for (const { timesheets } of await recordsOf(of))
          for (const { withdrawal } of timesheets) expect(withdrawal).toBeUndefined();
        expect(await isFree()).toBe(true);
      }
      expect(await findings()).toEqual([]);
    },
    300_000,
  );
});

/** Runs a job whose function is killed after its nth write, once the rival has acted. Returns whether it came so far. */
async function killedAt(nth: number, rival: Rival, run: () => Promise<unknown>): Promise<boolean> {
  const { ledger, journal } = imports.deps;
  const [write, storeCounters] = [ledger.write, journal.storeCounters];
  let writes = 0;
  const killed = <A extends unknown[], R>(act: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      const outcome = await act(...args);
      writes += 1;
      if (writes !== nth) return outcome;
      Object.assign(ledger, { write });
      Object.assign(journal, { storeCounters });
      await rival.acts();
      throw new Error('killed');
    };
  };
  Object.assign(ledger, { write: killed(write.bind(ledger)) });
  Object.assign(journal, { storeCounters: killed(storeCounters.bind(journal)) });
  try {
    await run();
    return false;
  } catch (error) {
    if ((error as Error).message !== 'killed') throw error;
    return true;
  } finally {
    Object.assign(ledger, { write });
    Object.assign(journal, { storeCounters });
  }
}

const recordsOf = async ({ name }: Contested) =>
  (await Promise.all([0, 1].map((n) => imports.deps.ledger.volunteerRecord(ISSUER, `${name}-V${n}`)))).filter(
    (record) => record !== undefined,
  );

async function isFree(): Promise<boolean> {
  const lease = { issuerIds: [ISSUER], holder: 'somebody', until: new Date(Date.now() + 1000).toISOString() };
  const acquired = await imports.deps.ledger.acquireLease(lease, new Date().toISOString());
  await imports.deps.ledger.releaseLease(lease);
  return acquired;
}

/** What the audit finds of hours and certificates; documents and journal are not part of these stories. */
async function findings(): Promise<Finding[]> {
  const found: Finding[] = [];
  const source = {
    keys: [],
    recordKey: RECORD_KEY,
    items: () => tableContents(table.dynamo, table.tableName),
    object: async () => undefined,
    objectKeys: async function* () {},
  };
  await auditTable(source, { now: new Date() }, (finding) => found.push(finding));
  return found.filter(({ rule }) => RULES.has(rule));
}
