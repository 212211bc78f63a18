/**
 * `npm run bench`: installs the contestants beside this file when they are missing, measures the rendering
 * against them, then how long the issuing functions take to their first certificate, and what a verification
 * costs. Results go to `.cache/bench/` as JSON.
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

if (!existsSync(join(here, 'node_modules', '@react-pdf', 'renderer'))) {
  // Not `npm ci`: it refuses a lock without the builds for other systems, which not every registry carries.
  run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'], here);
}
run(
  process.execPath,
  [join(here, 'rendering.ts'), '--json', join(root, '.cache', 'bench', 'rendering.json')],
  root,
);
if (!process.argv.includes('--rendering')) {
  run(process.execPath, [join(here, 'cold-start.ts')], root);
  run(process.execPath, [join(here, 'verification-cpu.ts')], root);
}
