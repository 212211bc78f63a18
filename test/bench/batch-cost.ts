/**
 * What a batch costs in the embedded cloud: seconds, CPU of our functions' own processes per certificate, their
 * memory. `node test/bench/batch-cost.ts [volunteers…]`; each number is a run of its own in a new cloud,
 * in memory unless `--disk`, under the name of an issuer whose documents are not sealed unless `--issuer=ID`.
 * With several numbers it ends with what one certificate of each costs, against one of the first.
 *
 * V8 compiles a worker's code again and again over its first thousand certificates, each of which costs up to twice
 * what a later one does. So a warm-up of as many goes before every run, for a small batch to be compared with a
 * large one; `--warm-up=N` makes it another number, over all workers.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { ApiClient } from '../../infra/tools/cli/api-client.ts';
import { seedLedger } from '../batches/seed-ledger.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';
import { issueBatch } from './issue-batch.ts';

const disk = process.argv.includes('--disk');
/** `--plain`: documents without a credential, as the budget of 8 ms means them. */
const plain = process.argv.includes('--plain');
const sizes = process.argv.slice(2).map(Number).filter(Number.isFinite);
const issuerId =
  process.argv.find((given) => given.startsWith('--issuer='))?.slice('--issuer='.length) ??
  'tilal-health-cluster';
const OPPORTUNITIES = 20;
const warmUpSize = Number(
  process.argv.find((given) => given.startsWith('--warm-up='))?.slice('--warm-up='.length) ?? 4_000,
);

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

async function cost(cloud: EmbeddedCloud, size: number) {
  await seed(cloud, size);
  // Every worker starts and compiles its code before anything is counted: that is paid once, not per certificate.
  await issueBatch(cloud, issuerId, warmUpSize);
  const client = async (role: 'coordinator' | 'approver') =>
    new ApiClient({ url: cloud.url, token: await cloud.token(role, { issuers: ['*'], id: role }) });
  const api = await client('coordinator');

  const warm = usage(cloud);
  const planStart = performance.now();
  const { batchId } = await api.createBatch({
    from: '2025-01-01',
    to: '2025-12-31',
    dryRun: true,
    notify: false,
  });
  await api.waitForBatch(batchId, { until: ({ state }) => state === 'draft' });
  const planSeconds = (performance.now() - planStart) / 1000;
  const planned = usage(cloud);

  const start = performance.now();
  let batch = (await api.send('POST', '/batches', { confirms: batchId })) as { state: string };
  if (batch.state === 'awaiting_approval')
    batch = (await (await client('approver')).send('POST', `/batches/${batchId}/approve`)) as {
      state: string;
    };
  const done = await api.waitForBatch(batchId);
  const seconds = (performance.now() - start) / 1000;
  const issuing = usage(cloud);
  const issued = done.counts.issued;
  const worker = (issuing.Worker?.cpu ?? 0) - (planned.Worker?.cpu ?? 0);
  const others = ['Planner', 'Sweeper', 'Doors'].reduce(
    (sum, name) => sum + (issuing[name]?.cpu ?? 0) - (planned[name]?.cpu ?? 0),
    0,
  );
  return {
    volunteers: size,
    warmUp: warmUpSize,
    proof: plain ? 'plain' : `as ${issuerId} has it`,
    store: disk ? 'disk' : 'memory',
    counts: done.counts,
    planSeconds: round(planSeconds),
    planCpuMsPerVolunteer: round(((planned.Planner?.cpu ?? 0) - (warm.Planner?.cpu ?? 0)) / size),
    issuingSeconds: round(seconds),
    certificatesPerSecond: round(issued / seconds),
    workerCpuMsPerCertificate: round(worker / issued),
    otherFunctionsCpuMsPerCertificate: round(others / issued),
    workerPeakMiB: round((issuing.Worker?.memory ?? 0) / 1024),
    plannerPeakMiB: round((issuing.Planner?.memory ?? 0) / 1024),
  };
}

async function seed(cloud: EmbeddedCloud, size: number): Promise<void> {
  const opportunities = Array.from({ length: OPPORTUNITIES }, (_, n) =>
    opportunityOf({ opportunityId: `OPP-${n}`, issuerId, requiredMinutes: 600 }),
  );
  for (let from = 0; from < size; from += 2_000) {
    const people = Array.from({ length: Math.min(2_000, size - from) }, (_, n) => from + n);
    await seedLedger(cloud.clients.dynamo, cloud.tableName, {
      opportunities: from === 0 ? opportunities : [],
      volunteers: people.map((n) => volunteerOf({ volunteerId: `V-${n}` })),
      timesheets: people.map((n) =>
        timesheetOf(
          [1, 2, 3, 4, 5].map((day) => entryOf({ entryId: `E-${n}-${day}`, date: `2025-07-0${day}` })),
          { volunteerId: `V-${n}`, opportunityId: `OPP-${n % OPPORTUNITIES}`, issuerId },
        ),
      ),
    });
  }
}

/** A copy of the assembly in which the issuer's documents carry no proof. */
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

/** CPU milliseconds and peak memory (KiB) of each function's processes so far. */
function usage(cloud: EmbeddedCloud): Record<string, { cpu: number; memory: number }> {
  return Object.fromEntries(
    cloud.functions.flatMap(({ logicalId, pool }) => {
      const name = /(?:Batches|Supervision)(Worker|Planner|Doors|Sweeper|Notifier)/.exec(logicalId)?.[1];
      const { cpuMilliseconds, peakMemoryKilobytes } = pool.usage();
      return name === undefined ? [] : [[name, { cpu: cpuMilliseconds, memory: peakMemoryKilobytes }]];
    }),
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
