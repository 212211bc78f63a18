/**
 * Takes one condition after another out of a copy of the code and runs the tests that must notice.
 * `node test/issuing/run-mutants.ts [part of a name, or a suite]`; ends with 1 if a mutant survives.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUTANTS, type Mutant } from './mutants.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const COPIED = ['functions', 'infra', 'templates', 'test', 'package.json'];

const wanted = process.argv[2] ?? '';
const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
for (const part of COPIED) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
const config = readFileSync(join(ROOT, 'jest.config.mjs'), 'utf8');
// The cloud of the system's tests isn't needed here.
writeFileSync(join(copy, 'jest.config.mjs'), config.replace(/ {2}global(?:Setup|Teardown):.*\n/g, ''));

let survivors = 0;
try {
  for (const suite of new Set(MUTANTS.map(({ killedBy }) => killedBy)))
    if (!wanted && !passes(suite)) throw new Error(`${suite} fails without any mutant`);
  for (const mutant of MUTANTS.filter(({ what, killedBy }) => what.includes(wanted) || killedBy === wanted)) {
    const killed = isKilled(mutant);
    if (!killed) survivors += 1;
    console.log(`${killed ? 'killed  ' : 'SURVIVED'}  ${mutant.what} (${mutant.file}; ${mutant.killedBy})`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${MUTANTS.length} mutants, ${survivors} survived`);
process.exitCode = survivors === 0 ? 0 : 1;

function isKilled({ what, file, find, replace, killedBy }: Mutant): boolean {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2) throw new Error(`"${what}" does not fit ${file} any more`);
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  try {
    return !passes(killedBy);
  } finally {
    writeFileSync(path, source);
  }
}

function passes(suite: string): boolean {
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const arguments_ = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    '--bail',
    '--silent',
    suite,
  ];
  return spawnSync(process.execPath, arguments_, { cwd: copy, stdio: 'ignore' }).status === 0;
}
