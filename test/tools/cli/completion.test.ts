import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { REVOCATION_REASONS } from '../../../functions/domain/certificate/certificate.ts';
import { runTawtheeq } from './run-tawtheeq.ts';

const folder = mkdtempSync(join(tmpdir(), 'tawtheeq-completion-'));
const script = join(folder, 'tawtheeq.bash');
beforeAll(async () => {
  const { exitCode, stdout } = await runTawtheeq(['completion', 'bash']);
  expect(exitCode).toBe(0);
  writeFileSync(script, stdout);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Asks Bash for what the Tab key offers behind a line, whose last word is typed in part. */
function offered(...line: string[]): string[] {
  const ask = `source "$0"
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    complete -p "$1" | grep -q -- '-o default -F _tawtheeq' || exit 1
    _tawtheeq "$1" "\${@: -1}" "\${@: -2:1}"
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', ask, script, ...line], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((word) => word !== '');
}

describe('the Tab key in Bash', () => {
  test.each<[string[], string[]]>([
    [
      ['tawtheeq', 'i'],
      ['import', 'issue', 'issuing', 'issuers'],
    ],
    [['npx', 'tawtheeq', 'ver'], ['verify']],
    [
      ['npx', 'tawtheeq', 'batch', 'p'],
      ['pause', 'print'],
    ],
    [
      ['npx', 'tawtheeq', '--url', 'batch', 'batch', 're'],
      ['resume', 'retry', 'report'],
    ],
    [
      ['tawtheeq', '--lang', ''],
      ['ar', 'en'],
    ],
    // Bash takes the sign for a word of its own.
    [
      ['tawtheeq', 'import', '--hours-as', '='],
      ['decimal', 'clock'],
    ],
    [['tawtheeq', 'import', '--hours-as', '=', 'c'], ['clock']],
    [['tawtheeq', 'import', 'a.csv', '--da'], ['--dates']],
    [['tawtheeq', 'import', '--js'], ['--json']],
    [['npx', 'tawtheeq', 'batch', 'items', 'ID', '--outcome', 'fa'], ['failed']],
    [['tawtheeq', 'revoke', 'ID', '--reason', ''], [...REVOCATION_REASONS]],
    [['tawtheeq', 'template', 'v'], ['volunteers']],
    [
      ['tawtheeq', 'issuing', ''],
      ['halt', 'resume'],
    ],
    [
      ['tawtheeq', 'completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    // Names of files, which Bash completes where nothing is offered.
    [['tawtheeq', 'import', ''], []],
    [['tawtheeq', 'report', '--csv', '--from', ''], []],
    [['npx', 'jest', 'ver'], []],
    [['npx', 'taw'], []],
  ])('after %j offers %j', (line, words) => {
    expect(offered(...line)).toEqual(words);
  });

  test('leaves the completion of npx that somebody has', () => {
    const ask = 'complete -W own npx; source "$0"; complete -p npx';
    const { stdout } = spawnSync('bash', ['--norc', '-c', ask, script], { encoding: 'utf8' });
    expect(stdout).toBe("complete -W 'own' npx\n");
  });
});

describe('the scripts of other shells', () => {
  test('in zsh are that of Bash in its emulation', async () => {
    const { stdout } = await runTawtheeq(['completion', 'zsh']);
    expect(stdout).toMatch(
      /^autoload -Uz compinit bashcompinit && compinit -C && bashcompinit\n_tawtheeq_words\(\)/,
    );
  });

  test('in fish say what each word does, in the language of the terminal', async () => {
    const { stdout } = await runTawtheeq(['completion', 'fish', '--lang', 'ar']);
    expect(stdout).toContain("-n '__tawtheeq_at \\'\\'' -a verify -d '");
    expect(stdout).toContain("-n '__tawtheeq_at \\'import\\'' -l hours-as -x -a 'decimal clock' -d '");
    expect(stdout).toMatch(/-n '__tawtheeq_at \\'batch\\'' -a items -d '[^']*\p{Script=Arabic}/u);
  });

  test('are refused where the shell is none of them', async () => {
    const { exitCode, stderr } = await runTawtheeq(['completion', 'tcsh']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('bash, zsh, fish')]);
  });
});
