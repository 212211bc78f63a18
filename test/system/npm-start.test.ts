import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listenOnLoopback } from '../../infra/local/loopback-server.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { ApiClient, embeddedCloudToken } from '../../infra/tools/cli/api-client.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tawtheeq-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** One for the whole file, whatever is edited meanwhile. */
const assembly = synthesized();
const LIMIT_MILLISECONDS = 300_000;

interface Start {
  /** What it said on both its outputs until it was ready, or until it ended. */
  readonly said: string;
  readonly url: string | undefined;
  /** Ctrl-C in its terminal, which every process there gets; answers the exit code. */
  interrupt(): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

/** What `npm start` runs once everything is installed; until it is ready, says `until`, or ends. */
async function startUntil(until: RegExp, ...args: string[]): Promise<Start> {
  const child = spawn(process.execPath, ['infra/local/start.ts', '--assembly', assembly, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
  });
  let said = '';
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const heard = new Promise<void>((resolve) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      if (until.test(said)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
  });
  await Promise.race([heard, ended]);
  return {
    get said() {
      return said;
    },
    url: /^Ready: (.*)$/m.exec(said)?.[1],
    ended,
    interrupt: () => {
      process.kill(-(child.pid ?? 0), 'SIGINT');
      return ended;
    },
  };
}

const start = (...args: string[]) => startUntil(/^Ready: .*$\n/m, ...args);

describe('npm start', () => {
  const data = path.join(folder, 'data');
  let first: Start;
  beforeAll(async () => {
    first = await start('--port', '0', '--data', data);
  }, LIMIT_MILLISECONDS);

  test('loads the sample cluster, issues its certificates and says what it did', () => {
    expect(first.said).toMatch(/^Imported {2}opportunities\.csv: .+$/m);
    expect(first.said).toMatch(/^Imported {2}volunteers\.csv: .+$/m);
    expect(first.said).toMatch(/^Imported {2}hours\.csv: .+$/m);
    expect(Number(/^Issued {4}(\d+)/m.exec(first.said)?.[1])).toBeGreaterThanOrEqual(20);
    const reasons = [...first.said.matchAll(/^ {10} *\d+ {2}([A-Z_]+)$/gm)].map(([, reason]) => reason);
    expect(reasons).toEqual(
      expect.arrayContaining([
        'HOURS_INSUFFICIENT',
        'HOURS_PENDING',
        'OPPORTUNITY_NOT_ENDED',
        'NAME_NOT_PRINTABLE',
      ]),
    );
  });

  test('ends with the address, alone on its line, and what it printed can be opened', async () => {
    expect(first.said.trimEnd().split('\n').at(-1)).toMatch(/^Ready: http:\/\/127\.0\.0\.1:\d+$/);
    const printed = [...first.said.matchAll(/http:\/\/127\.0\.0\.1:\d+\/[^\s"]*/g)].map(
      ([address]) => address,
    );
    expect(printed.length).toBeGreaterThanOrEqual(4);
    for (const address of printed.filter((one) => !one.endsWith('/me'))) {
      expect([address, (await fetch(address)).status]).toEqual([address, 200]);
    }
  });

  test(
    'stops at Ctrl-C, and finds everything again without issuing anything new',
    async () => {
      const issued = Number(/^Issued {4}(\d+)/m.exec(first.said)?.[1]);
      expect(await first.interrupt()).toBe(0);
      const second = await start('--port', '0', '--data', data);
      expect(second.said).toContain(
        `Everything is still there: ${issued} certificates. Nothing new was issued.`,
      );
      const [, certificateId] = /\/verify\/([0-9A-Z]{18})/.exec(first.said) ?? [];
      const answer = await fetch(`${second.url}/verify/${certificateId}`, {
        headers: { accept: 'application/json' },
      });
      expect(await answer.json()).toMatchObject({ result: 'valid', certificateId });
      expect(await second.interrupt()).toBe(0);
    },
    LIMIT_MILLISECONDS,
  );
});

test(
  'a Ctrl-C in the middle of issuing waits for what is under way, and the next start goes on with the rest',
  async () => {
    const data = path.join(folder, 'interrupted');
    const first = await startUntil(/^Issuing for /m, '--port', '0', '--data', data);
    expect(await first.interrupt()).toBe(0);
    expect(first.said.trimEnd().split('\n').at(-1)).toMatch(/^Stopping … /);
    const second = await start('--port', '0', '--data', data);
    const url = second.url ?? '';
    const token = (await embeddedCloudToken(url, { role: 'coordinator' })) ?? '';
    const awards: string[] = [];
    for await (const { volunteerId, opportunityId, state } of new ApiClient({ url, token }).list(
      '/certificates',
    ))
      awards.push(`${state} ${volunteerId} ${opportunityId}`);
    expect(awards.filter((award) => award.startsWith('issued ')).length).toBeGreaterThanOrEqual(50);
    expect(new Set(awards).size).toBe(awards.length);
    expect(await second.interrupt()).toBe(0);
  },
  LIMIT_MILLISECONDS,
);

describe('npm start says in one line why it cannot', () => {
  const refusedWith = async (...args: string[]) => {
    const { said, ended } = await start(...args);
    const exitCode = await ended;
    const lines = said
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('Starting the embedded cloud'));
    expect(lines).toHaveLength(1);
    return { line: lines[0], exitCode };
  };

  test('a port in use', async () => {
    const other = await listenOnLoopback((_, response) => void response.end());
    const refused = await refusedWith('--port', String(other.port), '--data', path.join(folder, 'port'));
    expect(refused).toEqual({ line: expect.stringContaining('is in use'), exitCode: 1 });
    await other.stop();
  });

  test('data of a newer release', async () => {
    const data = mkdtempSync(path.join(folder, 'newer-'));
    writeFileSync(path.join(data, 'embedded-cloud.json'), '{"version":99}');
    const refused = await refusedWith('--port', '0', '--data', data);
    expect(refused).toEqual({ line: expect.stringContaining('newer release'), exitCode: 1 });
  });

  test('a folder that cannot be written', async () => {
    const refused = await refusedWith('--port', '0', '--data', '/sys/tawtheeq');
    expect(refused).toEqual({ line: expect.stringContaining('No permission to write'), exitCode: 1 });
  });

  test('an option it does not have', async () => {
    const refused = await refusedWith('--colour');
    expect(refused).toEqual({ line: expect.stringContaining('--port N --data DIR --empty'), exitCode: 2 });
  });
});
