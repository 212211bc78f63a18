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
import { verificationsBesideBatch } from './verifications-beside-batch.ts';

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
  const measured = await verificationsBesideBatch(cloud, { certificates, quietSeconds: 20, spanSeconds: 10 });
  console.log(JSON.stringify(measured, null, 2));
  const failures = measured.quiet.failures + measured.beside.failures;
  if (failures > 0) throw new Error(`${failures} verifications were throttled, refused or not answered`);
} finally {
  await cloud.stop();
  rmSync(data, { recursive: true, force: true });
}
