import { spawn } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Jest's global setup: starts the shared cloud when a file of the run uses it. Doesn't wait until it is ready:
 * `sharedCloud()` does, while other tests run.
 */
export default function startSharedCloud({ rootDir, testPathPatterns }) {
  const files = globSync('test/system/**/*.test.ts', { cwd: rootDir }).map((file) =>
    path.join(rootDir, file),
  );
  const patterns = testPathPatterns?.patterns ?? [];
  const isSelected = (file) =>
    patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern).test(file));
  const usesCloud = (file) => readFileSync(file, 'utf8').includes('sharedCloud()');
  if (!files.some((file) => isSelected(file) && usesCloud(file))) return;
  const data = mkdtempSync(path.join(tmpdir(), 'tawtheeq-shared-'));
  // Every cloud of the run leaves there what it saw of rights.
  process.env.RIGHTS_FOLDER = path.join(data, 'rights');
  mkdirSync(process.env.RIGHTS_FOLDER);
  process.env.SHARED_CLOUD_FILE = path.join(data, 'address');
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      path.join(import.meta.dirname, 'shared-cloud-process.ts'),
      data,
      process.env.SHARED_CLOUD_FILE,
    ],
    // Jest's NODE_OPTIONS don't apply to it.
    { stdio: ['pipe', 'ignore', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  // It must not keep Jest running; it ends when the pipe closes.
  child.unref();
  child.stdin.unref();
  globalThis.sharedCloudProcess = { child, data };
}
