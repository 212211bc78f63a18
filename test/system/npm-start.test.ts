import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { ItemOf } from '../../functions/client/request-types.ts';
import { listCertificates } from '../../functions/routes/issuing.ts';
import { getImport, listImports } from '../../functions/routes/ledger.ts';
import { listNamesOfPeople } from '../../functions/routes/supervision.ts';
import { listenOnLoopback } from '../../infra/local/loopback-server.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { embeddedCloudToken } from '../../infra/tools/cli/api/embedded-cloud.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tawtheeq-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** The assembly of the whole file, even when a source is edited meanwhile. */
const assembly = synthesized();
const LIMIT_MILLISECONDS = 300_000;

/** A process of `npm start`. */
interface Start {
  /** Its output so far, on stdout and stderr. */
  readonly output: string;
  /** The address of its last line, once it is ready. */
  readonly url: string | undefined;
  /** Sends SIGINT to its process group, as a Ctrl-C in a terminal does; resolves to the exit code. */
  interrupt(): Promise<number | null>;
  readonly exitCode: Promise<number | null>;
}

/** Returns every certificate of the service at an address. */
async function certificatesOf(url: string): Promise<ItemOf<typeof listCertificates>[]> {
  const token = (await embeddedCloudToken(url, { role: 'coordinator' })) ?? '';
  const found = [];
  for await (const one of new ApiClient({ baseUrl: url, token }).list(listCertificates, {})) found.push(one);
  return found;
}

/** Starts what `npm start` runs once everything is installed; resolves when its output matches `until`, or at its end. */
async function startUntil(until: RegExp, ...args: string[]): Promise<Start> {
  const child = spawn(process.execPath, ['infra/local/start.ts', '--assembly', assembly, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
  });
  let output = '';
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  const matched = new Promise<void>((resolve) => {
    const onOutput = (chunk: Buffer) => {
      output += chunk;
      if (until.test(output)) resolve();
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
  });
  await Promise.race([matched, exitCode]);
  return {
    get output() {
      return output;
    },
    url: /^Ready: (.*)$/m.exec(output)?.[1],
    exitCode,
    interrupt: () => {
      process.kill(-(child.pid ?? 0), 'SIGINT');
      return exitCode;
    },
  };
}

const start = (...args: string[]) => startUntil(/^Ready: .*$\n/m, ...args);
const lastLine = ({ output }: Start) => output.trimEnd().split('\n').at(-1);

const data = path.join(folder, 'data');
const otherData = path.join(folder, 'interrupted');
let first: Start;
let interrupted: Start;
let resumed: Start;

// Loading the sample waits for queues half of the time, so that both clouds load it at the same time.
beforeAll(async () => {
  const interruptAndResume = async () => {
    interrupted = await startUntil(/^Issuing for /m, '--port', '0', '--data', otherData);
    await interrupted.interrupt();
    resumed = await start('--port', '0', '--data', otherData);
  };
  [first] = await Promise.all([start('--port', '0', '--data', data), interruptAndResume()]);
}, LIMIT_MILLISECONDS);

describe('npm start', () => {
  test('loads the sample cluster, issues its certificates and reports what it did', () => {
    expect(first.output).toMatch(/^Imported {2}opportunities\.csv: .+$/m);
    expect(first.output).toMatch(/^Imported {2}volunteers\.csv: .+$/m);
    expect(first.output).toMatch(/^Imported {2}hours\.csv: .+$/m);
    expect(Number(/^Issued {4}(\d+)/m.exec(first.output)?.[1])).toBeGreaterThanOrEqual(20);
    const reasons = [...first.output.matchAll(/^ {10} *\d+ {2}([A-Z_]+)$/gm)].map(([, reason]) => reason);
    expect(reasons).toEqual(
      expect.arrayContaining([
        'HOURS_INSUFFICIENT',
        'HOURS_PENDING',
        'OPPORTUNITY_NOT_ENDED',
        'NAME_MISSING_EN',
      ]),
    );
  });

  test('names the people of the sample who imported its hours and released them', async () => {
    const { url: baseUrl = '' } = first;
    const identity = { role: 'coordinator', id: 'coordinator@example.org' };
    const api = new ApiClient({ baseUrl, token: (await embeddedCloudToken(baseUrl, identity)) ?? '' });
    const { items: people } = await api.call(listNamesOfPeople, { query: {} });
    const names = new Map(people.map(({ subject, name }) => [subject, name]));
    const imports = [];
    for await (const found of api.list(listImports, {})) imports.push(found);
    const hours = imports.find(({ fileName }) => fileName === 'hours.csv');
    const { requestedBy } =
      (await api.call(getImport, { path: { id: hours?.importId ?? '' } })).release ?? {};
    expect([hours?.recordedBy, requestedBy].map((subject) => names.get(subject ?? ''))).toEqual([
      'Huda Salem Alqahtani',
      'Fahad Nasser Alotaibi',
    ]);
  });

  test('ends with its address alone on a line, and every address it printed answers', async () => {
    expect(lastLine(first)).toMatch(/^Ready: http:\/\/127\.0\.0\.1:\d+$/);
    const printed = [...first.output.matchAll(/http:\/\/127\.0\.0\.1:\d+\/[^\s"]*/g)].map(
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
      const issued = Number(/^Issued {4}(\d+)/m.exec(first.output)?.[1]);
      expect(await first.interrupt()).toBe(0);
      const second = await start('--port', '0', '--data', data);
      // A busy machine doesn't count them within the time that a start may take.
      expect(second.output).toMatch(
        new RegExp(
          `Everything is still there(: ${issued} certificates|, though .* too busy .*)\\. Nothing new was issued\\.`,
        ),
      );
      expect((await certificatesOf(second.url ?? '')).length).toBe(issued);
      const [, certificateId] = /\/verify\/([0-9A-Z]{18})/.exec(first.output) ?? [];
      const answer = await fetch(`${second.url}/verify/${certificateId}`, {
        headers: { accept: 'application/json' },
      });
      expect(await answer.json()).toMatchObject({ result: 'valid', certificateId });
      expect(await second.interrupt()).toBe(0);
    },
    LIMIT_MILLISECONDS,
  );

  test('waits at Ctrl-C for running invocations, and the next start issues the rest', async () => {
    expect(await interrupted.exitCode).toBe(0);
    expect(lastLine(interrupted)).toMatch(/^Stopping … /);
    const awards = (await certificatesOf(resumed.url ?? '')).map(
      ({ volunteerId, opportunityId, state }) => `${state} ${volunteerId} ${opportunityId}`,
    );
    expect(awards.filter((award) => award.startsWith('issued ')).length).toBeGreaterThanOrEqual(50);
    expect(new Set(awards).size).toBe(awards.length);
    expect(await resumed.interrupt()).toBe(0);
  });
});

describe('npm start says in one line why it cannot start:', () => {
  const refusalOf = async (...args: string[]) => {
    const { output, exitCode } = await start(...args);
    const lines = output
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('Starting the embedded cloud'));
    expect(lines).toHaveLength(1);
    return { line: lines[0], exitCode: await exitCode };
  };

  test('a port in use', async () => {
    const other = await listenOnLoopback((_, response) => void response.end());
    const refusal = await refusalOf('--port', String(other.port), '--data', path.join(folder, 'port'));
    expect(refusal).toEqual({ line: expect.stringContaining('is in use'), exitCode: 1 });
    await other.stop();
  });

  test('data of a newer release', async () => {
    const newer = mkdtempSync(path.join(folder, 'newer-'));
    writeFileSync(path.join(newer, 'embedded-cloud.json'), '{"version":99}');
    const refusal = await refusalOf('--port', '0', '--data', newer);
    expect(refusal).toEqual({ line: expect.stringContaining('newer release'), exitCode: 1 });
  });

  test('a folder that cannot be written', async () => {
    const refusal = await refusalOf('--port', '0', '--data', '/sys/tawtheeq');
    expect(refusal).toEqual({ line: expect.stringContaining('No permission to write'), exitCode: 1 });
  });

  test('an unknown option', async () => {
    const refusal = await refusalOf('--colour');
    expect(refusal).toEqual({ line: expect.stringContaining('--port N --data DIR --empty'), exitCode: 2 });
  });
});
