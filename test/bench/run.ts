/**
 * Runs the benchmark, for `npm run bench`: installs the other renderers and Lighthouse beside this file when they are
 * missing, measures the rendering against those, then what a batch costs the worker, the cold starts, the CPU time of a
 * verification, and verifications under load beside a bare Node server. `--rendering` runs only the first part. The
 * results of the rendering go to `.cache/bench/rendering.json`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const root = join(here, '..', '..');

function run(command: string, args: readonly string[], cwd: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(here, 'node_modules', 'lighthouse'))) {
  // `npm ci` would fail: the lock file lacks the builds for other systems, which not every registry has.
  run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'], here);
}
run(
  process.execPath,
  [join(here, 'rendering.ts'), '--json', join(root, '.cache', 'bench', 'rendering.json')],
  root,
);
if (!process.argv.includes('--rendering')) {
  run(process.execPath, [join(here, 'batch-cost.ts'), '--warm-up=500', '2000'], root);
  run(process.execPath, [join(here, 'cold-start.ts')], root);
  run(process.execPath, [join(here, 'verification-cpu.ts')], root);
  run(process.execPath, [join(here, 'verification-load.ts')], root);
}
