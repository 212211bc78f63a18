#!/usr/bin/env node
// Plain JavaScript for Node 20 and later: starts main.ts under the Node 24 that comes with the repository.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const main = join(dirname(fileURLToPath(import.meta.url)), 'main.ts');
const bundledNode = join(root, 'node_modules', '.bin', 'node');
// Without the compile cache a command takes twice as long.
const compileCache = join(root, '.cache', 'compiled');

if (!existsSync(join(root, 'node_modules', 'commander'))) {
  process.stderr.write(
    `tawtheeq: nothing is installed yet; run "npm ci" (or "npm start") in ${root} first\n`,
  );
  process.exit(3);
}

if (Number.parseInt(process.versions.node, 10) >= 24) {
  module.enableCompileCache(compileCache);
  await import(main);
} else if (existsSync(bundledNode)) {
  const child = spawn(bundledNode, [main, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  });
  // The terminal sends Ctrl-C to both processes. This one waits, to exit with the code of the child.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(
      `tawtheeq: Node 24 does not start (${error.message}); run "npm ci" in ${root} again\n`,
    );
    process.exit(3);
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0));
  });
} else {
  process.stderr.write(`tawtheeq: needs Node 24, which "npm ci" in ${root} installs; run it first\n`);
  process.exit(3);
}
