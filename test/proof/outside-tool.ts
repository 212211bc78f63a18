import { spawnSync } from 'node:child_process';
import { test } from '@jest/globals';

/** What a tool outside our control says, on both of its streams; its exit code doesn't matter, its words do. */
export function said(command: string, args: readonly string[]): string {
  const run = spawnSync(command, args, { encoding: 'utf8' });
  if (run.error !== undefined) throw run.error;
  return run.stdout + run.stderr;
}

/** A test that needs a tool of the machine's; where it is missing the test is skipped and says so. */
export function testWith(command: string): typeof test {
  if (spawnSync(command, ['--version']).error === undefined) return test;
  console.warn(`SKIPPED: ${command} is not installed, so its opinion of our files is not asked for`);
  return test.skip as typeof test;
}
