import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startOptions } from '../../infra/local/setup/start-options.mjs';

const LOCAL = path.join(import.meta.dirname, '../../infra/local');

describe('the options of npm start', () => {
  test('have defaults', () => {
    expect(startOptions([])).toEqual({ assembly: 'cdk.out', port: 8080, data: '.data', empty: false });
    expect(startOptions(['--port', '0', '--data', 'x', '--empty'])).toMatchObject({
      port: 0,
      data: 'x',
      empty: true,
    });
  });

  test.each([
    [['--port', 'x'], '--port x is not a port'],
    [['--port', '70000'], '--port 70000 is not a port'],
    [['--colour'], 'npm start takes -- --port N --data DIR --empty'],
    [['extra'], 'npm start takes -- --port N --data DIR --empty'],
  ])('refuse %j', (args, message) => {
    expect(() => startOptions(args)).toThrow(message);
  });

  test('--help prints the usage with exit code 0', () => {
    for (const option of ['--help', '-h'])
      expect(() => startOptions([option])).toThrow(
        expect.objectContaining({ exitCode: 0, message: 'npm start takes -- --port N --data DIR --empty.' }),
      );
  });

  test('are checked before anything is installed or synthesized', async () => {
    // A copy of the setup alone, without package.json: installing would fail.
    const clone = mkdtempSync(path.join(tmpdir(), 'start-options-'));
    try {
      for (const part of ['setup.mjs', 'setup'])
        cpSync(path.join(LOCAL, part), path.join(clone, 'infra/local', part), { recursive: true });
      const setup = path.join(clone, 'infra/local/setup.mjs');
      const run = spawnSync(process.execPath, [setup, 'start', '--port', 'abc'], { encoding: 'utf8' });
      expect(run.stderr).toBe('--port abc is not a port: use a number from 0 to 65535.\n');
      expect(run.stdout).toBe('');
      expect(run.status).toBe(2);
    } finally {
      rmSync(clone, { recursive: true });
    }
  });
});
