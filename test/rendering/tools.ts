import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@jest/globals';

/** Whether a program is installed. */
export function has(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

/** Returns `test` when all the programs are installed, otherwise `test.skip` after a warning with the missing ones. */
export function testWith(...programs: string[]) {
  const missing = programs.filter((program) => !has(program));
  if (missing.length === 0) return test;
  console.warn(
    `SKIPPED, not installed: ${missing.join(', ')} (apt-get install poppler-utils qpdf ghostscript zbar-tools libharfbuzz-bin)`,
  );
  return test.skip;
}

/** Runs a program and returns its output. Throws an Error with its output when it fails. */
export function run(
  program: string,
  args: readonly string[],
  input?: string | Uint8Array,
  cwd?: string,
): Buffer {
  const { status, stdout, stderr } = spawnSync(program, args, { input, cwd, maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

/** Writes a document into a new temporary folder and returns its path. */
export function fileOf(bytes: Uint8Array, name = 'document.pdf'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'rendering-')), name);
  writeFileSync(path, bytes);
  return path;
}
