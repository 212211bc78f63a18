/**
 * Measures verifications of different IDs with ten executions of Lambda in all, as a new account has: alone, and while a
 * batch is issued. `node test/bench/verification-beside-batch.ts [certificates of the batch]`
 *
 * The embedded cloud throttles what comes above the ten, as AWS does; it has one machine for all of them, where Lambda gives
 * each execution its own. A verification that is throttled, refused or not answered fails the measurement.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { issueBatch } from './issue-batch.ts';
import { load } from './load.ts';
import type { LoadResult } from './load-generator.ts';
import { storeCertificates } from './store-certificates.ts';

const ISSUER = 'tilal-health-cluster';
const certificates = Number(process.argv[2] ?? 10_000);

const data = mkdtempSync(join(tmpdir(), 'verification-beside-batch-'));
const cloud = await startEmbeddedCloud({
  assembly: synthesized(),
  data,
  inMemory: true,
  accountExecutions: 10,
  parameters: { ConcurrentExecutions: '10' },
});
try {
  const paths = await storeCertificates(cloud, 2_000);
  const asked = { url: cloud.url, paths, connections: 4, perSecond: 20 };
  await load({ ...asked, seconds: 5 });
  const quiet = await load({ ...asked, seconds: 20 });
  let isIssuing = true;
  const start = performance.now();
  const batch = issueBatch(cloud, ISSUER, certificates).finally(() => {
    isIssuing = false;
  });
  // The worst of the spans of ten seconds within which it is issued.
  const beside: LoadResult[] = [];
  while (isIssuing) beside.push(await load({ ...asked, seconds: 10 }));
  await batch;
  const seconds = (performance.now() - start) / 1000;
  const sum = (of: (result: LoadResult) => number) => beside.reduce((all, one) => all + of(one), 0);
  const failures = quiet.failures + sum((one) => one.failures);
  console.log(
    JSON.stringify(
      {
        certificates,
        seconds: Math.round(seconds),
        quiet,
        beside: {
          answers: sum((one) => one.answers),
          failures,
          p50: Math.max(...beside.map((one) => one.p50)),
          p99: Math.max(...beside.map((one) => one.p99)),
        },
      },
      null,
      2,
    ),
  );
  if (failures > 0) throw new Error(`${failures} verifications were throttled, refused or not answered`);
} finally {
  await cloud.stop();
  rmSync(data, { recursive: true, force: true });
}
