import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Jest's global setup: starts the shared cloud beside the first tests when some of the run's files need it.
 * Nobody waits here; `sharedCloud()` does.
 */
export default function startSharedCloud({ rootDir, testPathPatterns }) {
  const files = globSync('test/system/**/*.test.ts', { cwd: rootDir }).map((file) =>
    path.join(rootDir, file),
  );
  const patterns = testPathPatterns?.patterns ?? [];
  const isWanted = (file) =>
    patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern).test(file));
  const needsIt = (file) => readFileSync(file, 'utf8').includes('sharedCloud()');
  if (!files.some((file) => isWanted(file) && needsIt(file))) return;
  const data = mkdtempSync(path.join(tmpdir(), 'tawtheeq-shared-'));
  process.env.SHARED_CLOUD_FILE = path.join(data, 'address');
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      path.join(import.meta.dirname, 'shared-cloud-process.ts'),
      data,
      process.env.SHARED_CLOUD_FILE,
    ],
    // The workers' own flags are not for it.
    { stdio: ['pipe', 'ignore', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  // It must not keep a finished run alive; the closed pipe ends it.
  child.unref();
  child.stdin.unref();
  globalThis.sharedCloudProcess = { child, data };
}
