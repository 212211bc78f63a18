import { describe, expect, test } from '@jest/globals';
import { runTawtheeq } from './run-tawtheeq.ts';
import { embeddedServices } from './scripted-service.ts';
import { batchAnswer, issuerAnswer } from './service-answers.ts';

// Each command is a process of its own, which takes its time on a busy machine.

const { open: service } = embeddedServices();

test('--json prints all pages of a list as one JSON document', async () => {
  const [first, second] = [issuerAnswer({ issuerId: 'a' }), issuerAnswer({ issuerId: 'b' })];
  const { url } = await service({
    'GET /issuers?limit=200': { json: { items: [first], cursor: 'c' } },
    'GET /issuers?limit=200&cursor=c': {
      json: { items: [second], cursor: null },
    },
  });
  const { exitCode, stdout } = await runTawtheeq(['issuers', '--json', '--url', url]);
  expect(JSON.parse(stdout)).toEqual({
    items: [first, second],
    cursor: null,
  });
  expect(exitCode).toBe(0);
});

const HALTED = { halted: true, since: '2026-01-10T08:00:00.000Z', by: 'person-1' };
const RUNNING = { halted: false, since: null, by: null };
const NONE = { everyone: RUNNING, issuers: [{ issuerId: 'a', ...RUNNING }] };
const ONE = { everyone: RUNNING, issuers: [{ issuerId: 'a', ...HALTED }] };
const ALL = { everyone: HALTED, issuers: [{ issuerId: 'a', ...RUNNING }] };

test.each([
  [
    [],
    'GET /issuing',
    ONE,
    'Issuing is halted for a. To resume it: npx tawtheeq issuing resume --issuer a\n',
  ],
  [
    ['halt', '--everyone'],
    'POST /issuing/halt',
    ALL,
    'Issuing is halted for every issuer. To resume it: npx tawtheeq issuing resume --everyone\n',
  ],
  [['resume'], 'POST /issuing/resume', NONE, 'Issuing is not halted.\n'],
  [
    ['halt', '--notifications', '--issuer', 'a'],
    'POST /notifications/halt',
    ONE,
    'Emails are halted for a. To resume them: npx tawtheeq issuing resume --notifications --issuer a\n',
  ],
  [['--notifications'], 'GET /notifications', NONE, 'Emails are not halted.\n'],
])('issuing %j prints the kill switches that are set', async (args, request, states, expected) => {
  const { url } = await service({ [request]: { json: states } });
  expect((await runTawtheeq(['issuing', ...args, '--url', url])).stdout).toBe(expected);
});

test('journal shows each act once, with what came of it', async () => {
  const entry = {
    at: '2026-01-10T08:00:00.000Z',
    act: 'download_document',
    subject: 'person-1',
    issuerIds: ['a'],
    targets: { id: 'X' },
    chain: { issuerId: 'a', day: '2026-01-10', shard: 0 },
    sequence: 0,
    previousHash: '0',
    hash: '1',
  };
  const items = [
    { ...entry, requestId: '1', phase: 'ended', outcome: 'NOT_FOUND' },
    { ...entry, requestId: '2', phase: 'begun', outcome: null },
    { ...entry, requestId: '1', phase: 'begun', outcome: null },
  ];
  const { url } = await service({
    'GET /journal?day=2026-01-10&limit=200': { json: { items, cursor: null } },
  });
  const { stdout } = await runTawtheeq(['journal', '--day', '2026-01-10', '--url', url]);
  const lines = stdout.trim().split('\n').slice(1);
  expect(lines.map((line) => line.replace(/ {2,}/g, '|').split('|').slice(1))).toEqual([
    ['person-1', 'downloaded a document', 'a', 'X', 'NOT_FOUND'],
    ['person-1', 'downloaded a document', 'a', 'X', 'no end recorded'],
  ]);
});

test('token prints only the token of the role and the person', async () => {
  const { url, received } = await service({});
  const { exitCode, stdout } = await runTawtheeq(['token', 'volunteer:V-7', '--url', url]);
  expect(stdout).toBe('T\n');
  expect(exitCode).toBe(0);
  expect(JSON.parse(received.at(-1)?.body ?? '')).toEqual({ role: 'volunteer', id: 'V-7' });
});

describe('link', () => {
  const ID = 'B1P90CH35ABARTZ768';
  const answer = {
    certificateId: ID,
    url: `https://verify.example.org/my#${ID}${'0a'.repeat(16)}`,
    expiresAt: '2026-01-31T08:00:00.000Z',
    asks: ['volunteerId', 'birthYear'],
  };

  test('prints the address alone, for the next program, and beside it what it is', async () => {
    const { url } = await service({ [`POST /certificates/${ID}/link`]: { json: answer } });
    const { stdout, stderr } = await runTawtheeq(['link', 'B1P9-0CH3-5ABA-RTZ7-68', '--url', url]);
    expect(stdout).toBe(`${answer.url}\n`);
    expect(stderr).toMatch(/until 2026-01-31 08:00:00 UTC.*holder and nobody else/);
    expect(stderr).toContain('types the volunteer ID and the year of birth');
  });

  test('prints a QR code below it', async () => {
    const { url } = await service({ [`POST /certificates/${ID}/link`]: { json: answer } });
    const { stdout } = await runTawtheeq(['link', ID, '--qr', '--url', url]);
    expect(stdout).toMatch(/^https:\S+\n[\s█▀▄]+$/);
  });

  test('withdraws every link', async () => {
    const { url } = await service({
      [`POST /certificates/${ID}/link/withdrawal`]: { json: { certificateId: ID, withdrawn: 3 } },
    });
    const { stdout } = await runTawtheeq(['link', ID, '--withdraw', '--url', url]);
    expect(stdout).toBe('B1P9-0CH3-5ABA-RTZ7-68: links withdrawn: 3\n');
  });
});

test.each([
  [
    'paused',
    /state +paused\n +paused by +C-2\n +since +2026-01-10 /,
    /أوقفها مؤقتًا +C-2\n +منذ +2026-01-10 /,
  ],
  ['cancelled', /state +cancelled\n +cancelled by +C-2\n/, /ألغاها +C-2\n/],
] as const)('a %s batch is shown with who did that, and since when', async (state, english, arabic) => {
  const stopped = { by: 'C-2', at: '2026-01-10T08:00:00.000Z' };
  const { url } = await service({ 'GET /batches/B-1': { json: batchAnswer({ state, stopped }) } });
  const shown = async (lang: string) =>
    (await runTawtheeq(['batch', 'show', 'B-1', '--url', url, '--lang', lang])).stdout;
  expect(await shown('en')).toMatch(english);
  expect(await shown('ar')).toMatch(arabic);
});
