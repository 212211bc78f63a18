import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../../functions/client/api-client.ts';
import { nameIn } from '../../../functions/domain/wording/language.ts';
import { meaningOf } from '../../../infra/tools/cli/commands/issue.ts';
import { messagesIn } from '../../../infra/tools/cli/wording/messages.ts';
import { runTawtheeq } from './run-tawtheeq.ts';
import { scratchFolders } from './scratch-folders.ts';
import { embeddedServices, type Script } from './scripted-service.ts';
import { batchAnswer, issuerAnswer } from './service-answers.ts';

// Each command is a process of its own, which takes its time on a busy machine.

const GENUINE = 'B1P90CH35ABARTZ768';
const newFolder = scratchFolders();
const { open: service } = embeddedServices();

const COUNTS = { requested: 3, issued: 1, alreadyIssued: 1, refused: 1, failed: 0 };
const ITEMS = [
  { issuerId: 'I-1', volunteerId: 'V-1', opportunityId: 'O-1', outcome: 'issued', certificateId: GENUINE },
  {
    issuerId: 'I-1',
    volunteerId: 'V-2',
    opportunityId: 'O-1',
    outcome: 'alreadyIssued',
    certificateId: GENUINE,
    reason: 'ALREADY_ISSUED',
  },
  {
    issuerId: 'I-1',
    volunteerId: 'V-3',
    opportunityId: 'O-1',
    outcome: 'refused',
    reason: 'HOURS_INSUFFICIENT',
  },
];

describe('issue', () => {
  const running = batchAnswer({ state: 'running', counts: { ...COUNTS, refused: 0 } });
  const done = batchAnswer({ state: 'done', counts: COUNTS, reasons: { HOURS_INSUFFICIENT: 1 } });
  const script: Script = {
    'POST /batches': { status: 202, json: running },
    'GET /batches/B-1': [
      { json: running },
      { status: 503, json: { title: 'one lost answer' } },
      { json: done },
    ],
    'GET /batches/B-1/items?limit=200': { json: { items: ITEMS.slice(0, 2), cursor: 'next' } },
    'GET /batches/B-1/items?limit=200&cursor=next': { json: { items: ITEMS.slice(2), cursor: null } },
    'GET /batches/B-1/items?outcome=refused&limit=50': { json: { items: ITEMS.slice(2), cursor: null } },
  };

  test('prints the batch, its counts and every item as one JSON document', async () => {
    const { url, received } = await service(script);
    const { exitCode, stdout } = await runTawtheeq([
      'issue',
      '--opportunity',
      'O-1',
      '--yes',
      '--json',
      '--url',
      url,
    ]);
    expect(JSON.parse(stdout)).toEqual({ batchId: 'B-1', counts: COUNTS, items: ITEMS });
    expect(exitCode).toBe(0);
    const request = received.find(({ method, path }) => method === 'POST' && path === '/batches');
    expect(JSON.parse(request?.body ?? '')).toEqual({ opportunityIds: ['O-1'], dryRun: false });
    expect(request?.authorization).toBe('Bearer T');
  });

  test('prints what was refused and why', async () => {
    const { url } = await service(script);
    const { exitCode, stdout } = await runTawtheeq(['issue', '--opportunity', 'O-1', '--yes', '--url', url]);
    expect(stdout).toContain('V-3');
    expect(stdout).toContain('HOURS_INSUFFICIENT');
    expect(stdout).toContain('Issued 1, already issued 1, refused 1, failed 0 of 3.');
    expect(exitCode).toBe(0);
  });

  test('exits with 1 when an item failed, and says how to retry', async () => {
    const failed = batchAnswer({ state: 'done', counts: { ...COUNTS, issued: 0, failed: 1 } });
    const { url } = await service({
      ...script,
      'GET /batches/B-1': { json: failed },
      'GET /batches/B-1/items?outcome=failed&limit=50': {
        json: { items: [{ ...ITEMS[0], outcome: 'failed', certificateId: undefined }], cursor: null },
      },
    });
    const { exitCode, stderr } = await runTawtheeq(['issue', '--opportunity', 'O-1', '--yes', '--url', url]);
    expect(stderr).toContain('npx tawtheeq batch retry B-1');
    expect(exitCode).toBe(1);
  });

  test('a dry run issues nothing and lists every verdict with its figures', async () => {
    const draft = batchAnswer({
      batchId: 'B-2',
      state: 'draft',
      dryRun: true,
      counts: { requested: 2, issued: 0, alreadyIssued: 0, refused: 1, failed: 0, eligible: 1, left: 1 },
      reasons: { HOURS_INSUFFICIENT: 1 },
    });
    const facts = { approvedMinutes: 1680, requiredMinutes: 1800, pendingMinutes: 60, missingMinutes: 120 };
    const items = [
      { issuerId: 'I-1', volunteerId: 'V-1', opportunityId: 'O-1', outcome: 'eligible' },
      {
        issuerId: 'I-1',
        volunteerId: 'V-3',
        opportunityId: 'O-1',
        outcome: 'refused',
        reason: 'HOURS_INSUFFICIENT',
        facts,
      },
    ];
    const { url, received } = await service({
      'POST /batches': { status: 202, json: { ...draft, state: 'planning' } },
      'GET /batches/B-2': [{ json: { ...draft, state: 'planning' } }, { json: draft }],
      'GET /batches/B-2/items?limit=200': { json: { items, cursor: null } },
      'GET /batches/B-2/items?outcome=refused&limit=50': { json: { items: items.slice(1), cursor: null } },
    });
    const args = ['issue', '--from', '2025-01-01', '--to', '2025-06-30', '--dry-run', '--url', url];
    const csv = join(await newFolder(), 'verdicts.csv');
    const plain = await runTawtheeq([...args, '--csv', csv]);
    expect(
      (await readFile(csv, 'utf8'))
        .split('\n')
        .slice(1, 3)
        .map((row) => row.split(',')[0]),
    ).toEqual(['V-1', 'V-3']);
    expect(plain.stdout).toContain('Eligible: 1');
    expect(plain.stdout).toContain('28:00 of 30:00 hours; 1:00 awaiting approval');
    expect(plain.exitCode).toBe(0);
    const json = await runTawtheeq([...args, '--json']);
    expect(JSON.parse(json.stdout)).toEqual({
      batchId: 'B-2',
      dryRun: true,
      counts: { requested: 2, issued: 0, alreadyIssued: 0, refused: 1, failed: 0, eligible: 1 },
      items,
    });
    const bodies = received.filter(({ path }) => path === '/batches').map(({ body }) => JSON.parse(body));
    expect(bodies).toEqual(Array(2).fill({ from: '2025-01-01', to: '2025-06-30', dryRun: true }));
  });

  test.each([
    ['en', 'Noura Al-Harbi', '2, one for each holder; not reached by email: 1', 'none: holders find'],
    ['ar', 'نورة الحربي', '2، لكل صاحب شهادة رسالة واحدة؛ من لا تصلهم رسالة: 1', 'لا رسائل: يجد'],
  ] as const)(
    'what is confirmed says for whom, in whose name and how many emails: %s',
    async (language, name, emails, none) => {
      const issuer = issuerAnswer({ issuerId: 'rawabi-health-cluster' });
      const { url } = await service({
        'GET /issuers?limit=200': { json: { items: [issuer], cursor: null } },
      });
      const session = {
        api: new ApiClient({ baseUrl: url }),
        json: false,
        messages: messagesIn(language),
        language,
      };
      const named = {
        issuerId: 'rawabi-health-cluster',
        volunteerId: 'V-1',
        opportunityId: 'O-1',
        outcome: 'eligible' as const,
      };
      const shown = [{ ...named, nameAr: 'نورة الحربي', nameEn: 'Noura Al-Harbi' }];
      const batch = batchAnswer({ expected: { emails: 2, unreached: 1, designs: {} } });
      const meaning = await meaningOf(session, batch, shown);
      for (const expected of [name, emails, `${nameIn(language, issuer)}`])
        expect(meaning).toContain(expected);
      expect(await meaningOf(session, { ...batch, notify: false }, shown)).toContain(none);
      expect(session.messages.confirm(4, 3)).toMatch(/4.* 3 ?.*\[/);
    },
  );

  test('Ctrl-C ends the waiting and not the batch', async () => {
    const { url, received } = await service({ ...script, 'GET /batches/B-1': { json: running } });
    const run = runTawtheeq(['issue', '--opportunity', 'O-1', '--yes', '--url', url], {
      whileRunning: (kill) => {
        const waiting = setInterval(() => {
          if (!received.some(({ path }) => path === '/batches/B-1')) return;
          clearInterval(waiting);
          kill('SIGINT');
        }, 20);
      },
    });
    const { exitCode, stderr } = await run;
    expect(stderr).toContain('npx tawtheeq batch show B-1');
    expect(exitCode).toBe(130);
    expect(received.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      '/_local/token',
      '/batches',
    ]);
  });
});
