/**
 * Removes one condition after another from copies of the code and runs the test file that must fail then.
 * `node test/issuing/run-mutants.ts [part of a name, or a test file]` exits with 1 when a mutant survives.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const COPIED = ['functions', 'infra', 'templates', 'test', 'package.json'];
/** A test file takes seconds; a mutant that makes it hang counts as killed. */
const LIMIT_MILLISECONDS = 120_000;

const wanted = process.argv[2] ?? '';
const mutants = MUTANTS.filter(({ what, killedBy }) => what.includes(wanted) || killedBy === wanted);
const copies = Array.from({ length: Math.max(2, availableParallelism()) }, copyOfTheCode);
let survivors = 0;
try {
  // A test file that fails anyway would seem to kill every mutant.
  await inParallel([...new Set(mutants.map(({ killedBy }) => killedBy))], async (file, copy) => {
    if (!(await passes(file, copy))) throw new Error(`${file} fails without any mutant`);
  });
  await inParallel(mutants, async (mutant, copy) => {
    const killed = await isKilled(mutant, copy);
    if (!killed) survivors += 1;
    console.log(`${killed ? 'killed  ' : 'SURVIVED'}  ${mutant.what} (${mutant.file}; ${mutant.killedBy})`);
  });
} finally {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
}
console.log(`${mutants.length} mutants, ${survivors} survived`);
process.exitCode = survivors === 0 && mutants.length > 0 ? 0 : 1;

/** Copies the code into a temporary folder; the packages are linked. Returns the folder. */
function copyOfTheCode(): string {
  const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
  for (const part of COPIED) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const config = readFileSync(join(ROOT, 'jest.config.mjs'), 'utf8');
  // The test files of the mutants don't use the shared cloud.
  writeFileSync(join(copy, 'jest.config.mjs'), config.replace(/ {2}global(?:Setup|Teardown):.*\n/g, ''));
  return copy;
}

/** Works on all items, one at a time in each copy. */
async function inParallel<T>(items: readonly T[], work: (item: T, copy: string) => Promise<void>) {
  const queue = [...items];
  await Promise.all(
    copies.map(async (copy) => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item, copy);
    }),
  );
}

/** Applies a mutant to a copy, and returns whether its test file fails. @throws when the mutant doesn't fit the code */
async function isKilled({ what, file, find, replace, killedBy }: Mutant, copy: string): Promise<boolean> {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2) throw new Error(`"${what}" does not fit ${file} any more`);
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  try {
    return !(await passes(killedBy, copy));
  } finally {
    writeFileSync(path, source);
  }
}

/** Runs a test file in a copy, and returns whether it passes. */
function passes(file: string, copy: string): Promise<boolean> {
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const child = spawn(
    process.execPath,
    [...flags, jest, '--runInBand', '--silent', '--runTestsByPath', file],
    {
      cwd: copy,
      stdio: 'ignore',
      // The same random tests in every run, so that a mutant is always killed or never.
      env: { ...process.env, TEST_SEED: '1' },
      timeout: LIMIT_MILLISECONDS,
      killSignal: 'SIGKILL',
    },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}
