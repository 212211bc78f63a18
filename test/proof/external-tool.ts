import { spawnSync } from 'node:child_process';
import { test } from '@jest/globals';

/** Runs a command and returns its stdout and stderr, whatever its exit code is. */
export function outputOf(command: string, args: readonly string[]): string {
  const run = spawnSync(command, args, { encoding: 'utf8' });
  if (run.error !== undefined) throw run.error;
  return run.stdout + run.stderr;
}

/** Returns `test`, or `test.skip` with a warning when the command is not installed. */
export function testWith(command: string): typeof test {
  if (spawnSync(command, ['--version']).error === undefined) return test;
  console.warn(`SKIPPED: ${command} is not installed`);
  return test.skip as typeof test;
}
