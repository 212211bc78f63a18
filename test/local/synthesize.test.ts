import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from './temporary-folder.ts';

const root = temporaryFolder();
const SETUP = path.join(import.meta.dirname, '../../infra/local/setup');
/** Stands for CDK: writes what a complete assembly has. */
const MAIN = `
import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync(process.env.CDK_OUTDIR, { recursive: true });
writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', '{}');`;

function write(file: string, text: string): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

/** Returns the folder of the assembly, and whether it was synthesized for this call. */
function synthesize(): { folder: string; synthesized: boolean } {
  const code = `import { synthesized } from '${root}/infra/local/setup/synthesize.mjs';
    import { writeFileSync } from 'node:fs';
    let output = '';
    console.error = (line) => { output += line; };
    const folder = synthesized();
    console.log(JSON.stringify({ folder, synthesized: output.includes('Synthesizing') }));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
    env: { ...process.env, SYNTHESIZED_ASSEMBLY: '' },
  });
  return JSON.parse(output);
}

beforeAll(() => {
  cpSync(SETUP, path.join(root, 'infra/local/setup'), { recursive: true });
  mkdirSync(path.join(root, 'node_modules/.bin'), { recursive: true });
  symlinkSync(process.execPath, path.join(root, 'node_modules/.bin/node'));
  write('infra/main.ts', MAIN);
  write('functions/handlers/a.ts', 'one');
  write('infra/tools/cli/main.ts', 'one');
  write('infra/local/start.ts', 'one');
});

describe('the stacks', () => {
  test('are synthesized once for the same sources', () => {
    const first = synthesize();
    expect(first.synthesized).toBe(true);
    expect(synthesize()).toEqual({ folder: first.folder, synthesized: false });
  });

  test.each(['infra/tools/cli/main.ts', 'infra/local/start.ts'])(
    'are not synthesized again for %s',
    (file) => {
      const before = synthesize();
      write(file, 'two');
      expect(synthesize()).toEqual({ folder: before.folder, synthesized: false });
    },
  );

  test('are synthesized again when a source of theirs changes', () => {
    const before = synthesize();
    write('functions/handlers/a.ts', 'two');
    const after = synthesize();
    expect(after.synthesized).toBe(true);
    expect(after.folder).not.toBe(before.folder);
  });
});
