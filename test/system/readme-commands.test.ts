import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../../infra/local/dynamodb/free-port.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'readme-'));
/** Where the documents put a certificate: into the folder from which the commands are run. */
const DOWNLOADED = join(ROOT, 'certificate.pdf');
const LIMIT_MS = 600_000;

/** Commands of the documents that this test doesn't run, and why. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm start': 'It takes the port that people start on; the test starts on another one.',
  'npm start -- --port N': 'The test starts so, with a port of its own.',
  'npm start -- --port N --data DIR --empty': 'npm-start.test.ts, which reads the options.',
  'npm test': 'It runs this test.',
  'npm run check': 'It is the other half of CI, and asks no running service.',
  'npm run bench': 'It measures for half an hour.',
  'npx tawtheeq import opportunities.csv volunteers.csv hours.xlsx --release':
    'command-line.test.ts imports files of its own; these are the reader’s.',
  'npx tawtheeq smoke':
    'smoke.test.ts; what it leaves is the newest certificate, which the lines of the volunteer would take.',
  'npx tawtheeq login': 'login.test.ts, which has the browser that it needs.',
};

const secondTo = (index: number) =>
  `$(npx tawtheeq certificates --json --limit 3 | node -p 'JSON.parse(require("fs").readFileSync(0)).items[${index}].certificateId')`;

/** Commands with a word in capitals that a reader replaces. */
const FILLED_IN: Readonly<Record<string, string>> = {
  'npx tawtheeq COMMAND --help': 'npx tawtheeq issue --help',
  'npx tawtheeq revoke ID --reason hours_corrected': `npx tawtheeq revoke ${secondTo(1)} --reason hours_corrected --yes`,
  'npx tawtheeq replace ID --name-en "Noura Al-Harbi"': `npx tawtheeq replace ${secondTo(2)} --name-en "Noura Al-Harbi" --yes`,
  // Where the service is, the test says before.
  'export TAWTHEEQ_URL=http://127.0.0.1:N': 'export TAWTHEEQ_URL="$TAWTHEEQ_URL"',
};

/** What the documents say of an answer, in whichever language it comes. */
const SAID: Readonly<Record<string, RegExp>> = {
  'npx tawtheeq issuers': /^rawabi-health-cluster .+تجمع الروابي الصحي +Rawabi Health Cluster/m,
  'npx tawtheeq opportunities': /RW-OP-02 +rawabi-health-cluster/,
  'npx tawtheeq certificates --limit 5': /(?:^(?:[0-9A-Z]{4}-){4}\d\d .*\n){5}/m,
  // Everyone, with a reason.
  'npx tawtheeq issue --from 2025-01-01 --to 2025-12-31 --dry-run':
    /^RW-0001 .+ RW-OP-02 .*HOURS_INSUFFICIENT/m,
  'npx tawtheeq issue --from 2025-01-01 --to 2025-12-31 --yes': /^RW-0001 .+ RW-OP-02 .*HOURS_INSUFFICIENT/m,
  // The newest batch issued nothing twice: none of those that were issued before.
  'npx tawtheeq batch list': /^.+\n[0-9a-f]{16} .+ 0 +\d\d +\d+ +0$/m,
  'npx tawtheeq report --from 2025-01-01 --to 2025-06-30': /2025-06-30/,
  'curl -s -H "authorization: Bearer $TOKEN" $URL/me':
    /"approvedMinutes":\d+,"pendingMinutes":\d+,"requiredMinutes":/,
  'curl -s $URL/verify/$ID': /"result":"valid"/,
  'npx tawtheeq verify $ID': /(?:[0-9A-Z]{4}-){4}\d\d/,
  'npx tawtheeq --help': /certificates/,
};

/** A line of a fence, without the comment behind it, and the option of the language before it. */
const commandOf = (line: string) =>
  line.replace(/\s+#\s.*$/, '').replace('npx tawtheeq --lang ar ', 'npx tawtheeq ');

/** Returns the lines of a document's fences of shell, as they are written. */
function linesOf(document: string): readonly string[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, fence = '']) => fence.trim().split('\n'));
}

/** Returns the commands in a document's sentences. */
function inSentences(document: string): readonly string[] {
  const text = readFileSync(join(ROOT, document), 'utf8').replace(/^```.*?^```/gms, '');
  const code = [...text.matchAll(/`([^`]+)`|<code>([^<]+)<\/code>/g)].map(
    ([, one, other]) => one ?? other ?? '',
  );
  return [...new Set(code.filter((one) => /^(?:npm|npx|curl|export) /.test(one)))];
}

interface Ran {
  readonly line: string;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs lines one after the other in one shell, as somebody types them. */
async function runInOneShell(lines: readonly string[], url: string): Promise<readonly Ran[]> {
  const results = mkdtempSync(join(folder, 'ran-'));
  const name = (kind: string, n: number) => join(results, `${kind}-${n}`);
  const script = lines.map(
    (line, n) =>
      `{ ${line}\n} >${name('stdout', n)} 2>${name('stderr', n)} </dev/null; echo $? >${name('code', n)}`,
  );
  const { NODE_OPTIONS: _options, TAWTHEEQ_TOKEN: _token, ...environment } = process.env;
  const env = { ...environment, TAWTHEEQ_URL: url, XDG_CONFIG_HOME: folder, LANG: 'C', LC_ALL: 'C' };
  const shell = spawn('bash', ['-s'], { cwd: ROOT, env, stdio: ['pipe', 'ignore', 'inherit'] });
  shell.stdin.end(script.join('\n'));
  await once(shell, 'close');
  const read = (kind: string, n: number) => readFileSync(name(kind, n), 'utf8');
  return lines.map((line, n) => ({
    line,
    exitCode: Number(read('code', n)),
    stdout: read('stdout', n),
    stderr: read('stderr', n),
  }));
}

let start: ReturnType<typeof spawn>;
let url = '';
let output = '';

beforeAll(async () => {
  const port = await freePort();
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const command = `npm start -- --port ${port} --data ${join(folder, 'data')}`;
  start = spawn('bash', ['-c', command], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ready = new Promise<void>((resolve) => {
    const onOutput = (chunk: Buffer) => {
      output += chunk;
      if (/^Ready: .*$/m.test(output)) resolve();
    };
    start.stdout?.on('data', onOutput);
    start.stderr?.on('data', onOutput);
  });
  await Promise.race([ready, once(start, 'close')]);
  url = `http://127.0.0.1:${port}`;
}, LIMIT_MS);

afterAll(async () => {
  if (start.exitCode === null) {
    const closed = once(start, 'close');
    process.kill(-(start.pid ?? 0), 'SIGINT');
    await closed;
  }
  rmSync(folder, { recursive: true, force: true });
  rmSync(DOWNLOADED, { force: true });
}, LIMIT_MS);

test('npm start on another port ends with its address, as the README says', () => {
  expect(output.trimEnd().split('\n').at(-1)).toBe(`Ready: ${url}`);
});

test('both READMEs have the same commands', () => {
  expect(linesOf('README.ar.md').map(commandOf)).toEqual(linesOf('README.md').map(commandOf));
});

// The English one last: it revokes and replaces.
describe.each(['README.ar.md', 'README.md'])('every command of %s', (document) => {
  const lines = [...linesOf(document), ...inSentences(document)].filter(
    (line) => !(commandOf(line) in NOT_RUN),
  );
  let ran: readonly Ran[] = [];
  beforeAll(async () => {
    rmSync(DOWNLOADED, { force: true });
    ran = await runInOneShell(
      lines.map((line) => FILLED_IN[line] ?? line),
      url,
    );
  }, LIMIT_MS);

  test('ends as it should', () => {
    expect(ran.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
    expect(ran.length).toBeGreaterThan(15);
  });

  test('answers what the document says', () => {
    for (const { line, stdout } of ran) {
      const said = SAID[commandOf(line)];
      if (said !== undefined) expect([line, stdout]).toEqual([line, expect.stringMatching(said)]);
      if (line.includes('--lang ar'))
        expect([line, stdout]).toEqual([line, expect.stringMatching(/[ء-ي]{3}/)]);
    }
    const answered = new Set(ran.map(({ line }) => commandOf(line)));
    const expected = Object.keys(SAID).filter(
      (command) => document === 'README.md' || !command.endsWith('--help'),
    );
    expect(expected.filter((command) => !answered.has(command))).toEqual([]);
  });

  test('leaves the document, whose file is said to be unaltered', () => {
    const pdf = readFileSync(DOWNLOADED);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const examined = ran.find(({ line }) => commandOf(line) === 'npx tawtheeq verify certificate.pdf');
    expect(examined?.stdout).toContain(createHash('sha256').update(pdf).digest('hex'));
  });
});
