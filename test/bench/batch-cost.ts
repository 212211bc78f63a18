/**
 * Measures what a batch costs in the embedded cloud: seconds, CPU time of our functions' processes per certificate, and
 * their memory. `node test/bench/batch-cost.ts [volunteers…] [options]`
 *
 * Each number of volunteers is one run in a new cloud. With several numbers, the last output compares the cost of one
 * certificate of each run with the first. Options:
 *
 * - `--disk`: store on disk instead of in memory
 * - `--plain`: documents without a credential, as in the budget of 8 ms
 * - `--issuer=ID`: an issuer whose documents are not sealed; `tilal-health-cluster` by default
 * - `--warm-up=N`: certificates issued before the measured ones, over all workers; 4,000 by default. V8 optimises a
 *   worker's code during its first thousand certificates, each of which costs up to twice as much as a later one.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ApiClient } from '../../functions/client/api-client.ts';
import { approveBatch, createBatch } from '../../functions/routes/batches.ts';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { seedCloud } from '../batches/seed-ledger.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';
import { issueBatch } from './issue-batch.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    disk: { type: 'boolean', default: false },
    plain: { type: 'boolean', default: false },
    issuer: { type: 'string', default: 'tilal-health-cluster' },
    'warm-up': { type: 'string', default: '4000' },
  },
});
const { disk, plain, issuer: issuerId } = options;
const warmUpSize = Number(options['warm-up']);
const sizes = positionals.map(Number);
const OPPORTUNITIES = 20;
const WORKER = 'BatchesWorker';
const PLANNER = 'BatchesPlanner';

const costs: Awaited<ReturnType<typeof cost>>[] = [];
for (const size of sizes.length > 0 ? sizes : [1_000]) {
  const data = mkdtempSync(join(tmpdir(), 'batch-cost-'));
  const cloud = await startEmbeddedCloud({
    assembly: plain ? withoutProof(synthesized(), data) : synthesized(),
    data,
    inMemory: !disk,
  });
  try {
    const measured = await cost(cloud, size);
    costs.push(measured);
    console.log(JSON.stringify(measured, null, 2));
  } finally {
    await cloud.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

type Cost = Awaited<ReturnType<typeof cost>>;
const [first] = costs;
if (first && costs.length > 1) {
  const ratios = (of: (run: Cost) => number) =>
    Object.fromEntries(
      costs.map((run) => [`${run.volunteers}/${first.volunteers}`, round(of(run) / of(first))]),
    );
  const perCertificate = {
    workerCpu: ratios((run) => run.workerCpuMsPerCertificate),
    seconds: ratios((run) => 1 / run.certificatesPerSecond),
    workerPeakMemory: ratios((run) => run.workerPeakMiB),
  };
  console.log(JSON.stringify({ perCertificate }, null, 2));
}

/** Plans and issues one batch, and returns what it cost. */
async function cost(cloud: EmbeddedCloud, size: number) {
  await seed(cloud, size);
  await issueBatch(cloud, issuerId, warmUpSize);
  const client = async (role: 'coordinator' | 'approver') =>
    new ApiClient({ baseUrl: cloud.url, token: await cloud.token(role, { issuers: ['*'], id: role }) });
  const api = await client('coordinator');

  const warm = usage(cloud);
  const planStart = performance.now();
  const { batchId } = await api.call(createBatch, {
    body: { from: '2025-01-01', to: '2025-12-31', dryRun: true, notify: false },
  });
  await waitForBatch(api, batchId);
  const planSeconds = (performance.now() - planStart) / 1000;
  const planned = usage(cloud);

  const start = performance.now();
  const { state } = await api.call(createBatch, { body: { confirms: batchId } });
  if (state === 'awaiting_approval') {
    const approver = await client('approver');
    await approver.call(approveBatch, { path: { id: batchId } });
  }
  const done = await waitForBatch(api, batchId);
  const seconds = (performance.now() - start) / 1000;
  const issuing = usage(cloud);
  const issued = done.counts.issued;
  if (issued !== size) throw new Error(`${issued} of ${size} were issued: ${JSON.stringify(done.counts)}`);
  const cpuWhileIssuing = (name: string) => (issuing[name]?.cpu ?? 0) - (planned[name]?.cpu ?? 0);
  const worker = cpuWhileIssuing(WORKER);
  const all = Object.keys(issuing).reduce((sum, name) => sum + cpuWhileIssuing(name), 0);
  return {
    volunteers: size,
    warmUp: warmUpSize,
    proof: plain ? 'plain' : `as ${issuerId} has it`,
    store: disk ? 'disk' : 'memory',
    counts: done.counts,
    planSeconds: round(planSeconds),
    planCpuMsPerVolunteer: round(((planned[PLANNER]?.cpu ?? 0) - (warm[PLANNER]?.cpu ?? 0)) / size),
    issuingSeconds: round(seconds),
    certificatesPerSecond: round(issued / seconds),
    workerCpuMsPerCertificate: round(worker / issued),
    otherFunctionsCpuMsPerCertificate: round((all - worker) / issued),
    workerPeakMiB: round((issuing[WORKER]?.memory ?? 0) / 1024),
    plannerPeakMiB: round((issuing[PLANNER]?.memory ?? 0) / 1024),
  };
}

/** Writes volunteers who are eligible for a certificate. */
async function seed(cloud: EmbeddedCloud, size: number): Promise<void> {
  const opportunities = Array.from({ length: OPPORTUNITIES }, (_, n) =>
    opportunityOf({ opportunityId: `OPP-${n}`, issuerId, requiredMinutes: 600 }),
  );
  for (let from = 0; from < size; from += 2_000) {
    const people = Array.from({ length: Math.min(2_000, size - from) }, (_, n) => from + n);
    await seedCloud(cloud, {
      opportunities: from === 0 ? opportunities : [],
      volunteers: people.map((n) => volunteerOf({ volunteerId: `V-${n}`, issuerId })),
      timesheets: people.map((n) =>
        timesheetOf(
          [1, 2, 3, 4, 5].map((day) => entryOf({ entryId: `E-${n}-${day}`, date: `2025-07-0${day}` })),
          { volunteerId: `V-${n}`, opportunityId: `OPP-${n % OPPORTUNITIES}`, issuerId },
        ),
      ),
    });
  }
}

/** Copies the assembly, with the issuer's documents changed to carry no proof. */
function withoutProof(assembly: string, folder: string): string {
  const copy = join(folder, 'assembly');
  cpSync(assembly, copy, { recursive: true });
  for (const name of readdirSync(copy)) {
    const file = join(copy, name, 'templates', 'issuers', `${issuerId}.json`);
    if (!existsSync(file)) continue;
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"proof": "[a-z]+"/, '"proof": "plain"'));
  }
  return copy;
}

/** Returns CPU milliseconds and peak memory (KiB) of each function's processes, by its construct path. */
function usage(cloud: EmbeddedCloud): Record<string, { cpu: number; memory: number }> {
  return Object.fromEntries(
    cloud.functions.map(({ logicalId, pool }) => {
      const { cpuMilliseconds, peakMemoryKilobytes } = pool.usage();
      return [constructPathOf(logicalId), { cpu: cpuMilliseconds, memory: peakMemoryKilobytes }];
    }),
  );
}

/** Removes the hash of eight characters that CDK appends to a logical ID. */
function constructPathOf(logicalId: string): string {
  return logicalId.slice(0, -8);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
