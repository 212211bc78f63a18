import { describe, expect, test } from '@jest/globals';
import { runTawtheeq } from './run-tawtheeq.ts';
import { embeddedServices } from './scripted-service.ts';
import {
  batchAnswer,
  certificateAnswer,
  eventAnswer,
  opportunityAnswer,
  recordAnswer,
  volunteerAnswer,
} from './service-answers.ts';

// Each command is a process of its own, which takes its time on a busy machine.

const { open: service } = embeddedServices();
const nothing = { json: { items: [], cursor: null } };

describe('an empty list says how to fill it', () => {
  test.each([
    [['issuers'], 'GET /issuers?limit=200', 'templates/issuers/'],
    [['opportunities'], 'GET /opportunities?limit=200', 'npx tawtheeq import opportunities.csv'],
    [['volunteers'], 'GET /volunteers?limit=200', 'npx tawtheeq import '],
    [['certificates'], 'GET /certificates?limit=200', '--dry-run'],
    [['batch', 'list'], 'GET /batches?limit=200', 'npx tawtheeq issue'],
    [['corrections', 'list'], 'GET /corrections?limit=200', 'correction'],
    [['opportunities', '--issuer', 'a'], 'GET /opportunities?issuer=a&limit=200', 'Nothing matches'],
    [['certificates', '--state', 'revoked'], 'GET /certificates?limit=200', 'Nothing matches'],
  ])('%j', async (args, request, expected) => {
    const { url } = await service({ [request]: nothing });
    const { exitCode, stdout } = await runTawtheeq([...args, '--url', url]);
    expect(stdout).toContain(expected);
    expect(exitCode).toBe(0);
  });

  test('in Arabic too', async () => {
    const { url } = await service({ 'GET /opportunities?limit=200': nothing });
    const { stdout } = await runTawtheeq(['opportunities', '--lang', 'ar', '--url', url]);
    expect(stdout).toBe('لا توجد فرص بعد. لاستيرادها: npx tawtheeq import opportunities.csv\n');
  });
});

test('opportunities name their track in the language of the reader', async () => {
  const items = [
    opportunityAnswer({ opportunityId: 'OPP-01', track: 'support' }),
    // A track that a newer service has.
    { ...opportunityAnswer({ opportunityId: 'OPP-02' }), track: 'new' },
  ];
  const { url } = await service({ 'GET /opportunities?limit=200': { json: { items, cursor: null } } });
  const { stdout } = await runTawtheeq(['opportunities', '--lang', 'ar', '--url', url]);
  expect(stdout).toMatch(/OPP-01 .*مساند/);
  expect(stdout).toMatch(/OPP-02 .*new/);
});

describe('a report of a period without figures', () => {
  const headings = '\ufeffissuer,from,to,opportunities,volunteers,hours,reconciliation\r\n';
  const period = ['--from', '2025-01-01', '--to', '2025-06-30'];
  const request = (lang: string) => `GET /reports?from=2025-01-01&to=2025-06-30&format=csv&lang=${lang}`;

  test.each([
    ['no issuer has a row', headings],
    ['the row of the issuer is empty', `${headings}A,2025-01-01,2025-06-30,0,,0,\r\n`],
  ])('says so, and what to do: %s', async (_case, text) => {
    const { url } = await service({ [request('en')]: { text }, [request('ar')]: { text } });
    const english = await runTawtheeq(['report', ...period, '--url', url]);
    expect(english.stdout).toMatch(
      /^Nothing to report from 2025-01-01 to 2025-06-30: .*import FILE.* widen the period\.\n$/,
    );
    expect(english.exitCode).toBe(0);
    const arabic = await runTawtheeq(['report', ...period, '--lang', 'ar', '--url', url]);
    expect(arabic.stdout).toMatch(
      /^لا يوجد ما يُذكر في الفترة من 2025-01-01 إلى 2025-06-30: .* وسّع الفترة\.\n$/,
    );
    const csv = await runTawtheeq(['report', ...period, '--csv', '--url', url]);
    expect(csv.stdout).toBe(text);
    expect(csv.stderr).toContain('Nothing to report');
  });

  test('a period with a figure is printed', async () => {
    const text = `${headings}A,2025-01-01,2025-06-30,0,,1.5,\r\n`;
    const { url } = await service({ [request('en')]: { text } });
    const { stdout } = await runTawtheeq(['report', ...period, '--url', url]);
    expect(stdout).toMatch(/hours +1\.5/);
    expect(stdout).not.toContain('Nothing');
  });
});

test.each([
  ['en', /^ +by +Huda Salem$/m, /^ +paused by +gone$/m, /Huda Salem/, /the volunteer V-1/],
  ['ar', /Huda Salem$/m, /gone$/m, /Huda Salem/, /المتطوع V-1/],
])('what was done is told by people’s names, in %s', async (lang, by, pausedBy, act, claimed) => {
  const names = { items: [{ subject: 'huda-1', name: 'Huda Salem' }], cursor: null };
  const at = '2025-07-01T08:00:00.000Z';
  const stopped = { by: 'gone', at };
  const entry = {
    chain: { issuerId: 'a', day: '2025-07-01', shard: 0 },
    sequence: 1,
    at,
    requestId: 'r',
    phase: 'ended',
    act: 'create_batch',
    subject: 'huda-1',
    issuerIds: ['a'],
    targets: {},
    outcome: 'done',
    previousHash: 'h',
    hash: 'h',
  };
  const record = recordAnswer({ events: [eventAnswer({ actor: 'volunteer:V-1' })] });
  const { url } = await service({
    'GET /people/names': { json: names },
    'GET /batches/B-1': { json: batchAnswer({ state: 'paused', createdBy: 'huda-1', stopped }) },
    'GET /journal?day=2025-07-01&limit=200': { json: { items: [entry], cursor: null } },
    'GET /certificates/B1P90CH35ABARTZ768': { json: record },
  });
  const ask = async (...args: string[]) =>
    (await runTawtheeq([...args, '--lang', lang, '--url', url])).stdout;
  const shown = await ask('batch', 'show', 'B-1');
  expect(shown).toMatch(by);
  // A subject whose name nobody knows any more is printed as it is.
  expect(shown).toMatch(pausedBy);
  expect(await ask('journal', '--day', '2025-07-01')).toMatch(act);
  expect(await ask('show', 'B1P90CH35ABARTZ768')).toMatch(claimed);
});

describe('emails that reached nobody', () => {
  const delivery = (state: string, batchId: string | null, reason: string) => ({
    certificateId: 'B1P90CH35ABARTZ768',
    displayId: 'B1P9-0CH3-5ABA-RTZ7-68',
    issuerId: 'a',
    volunteerId: `V-${state}`,
    nameAr: 'نورة الحربي',
    nameEn: 'Noura Al-Harbi',
    batchId,
    state,
    attempt: 1,
    at: '2025-07-01T08:00:00.000Z',
    reason,
  });
  const page = (...items: object[]) => ({ json: { items, cursor: null } });
  const script = {
    'GET /people/me': {
      json: {
        subject: 'huda',
        issuers: [
          { issuerId: 'a', roles: ['coordinator'] },
          { issuerId: 'b', roles: ['auditor'] },
        ],
      },
    },
    'GET /deliveries?issuer=a&state=bounced&limit=200': page(delivery('bounced', null, 'NO_MAILBOX')),
    'GET /deliveries?issuer=a&state=complained&limit=200': page(),
    'GET /deliveries?issuer=a&state=nobody&limit=200': page(delivery('nobody', 'B-1', 'NO_ADDRESS')),
    'POST /certificates/B1P90CH35ABARTZ768/email': {
      status: 202,
      json: { ...delivery('waiting', null, 'NO_MAILBOX'), reason: null },
    },
  };

  test.each([
    ['en', /V-bounced +Noura Al-Harbi +Came back +There is no such address/, 'No email address'],
    ['ar', /V-bounced +نورة الحربي +ارتدّت +لا وجود لهذا العنوان/, 'لا بريد إلكترونيًا'],
  ])('are listed of every issuer, also of no batch, with the reason: %s', async (lang, bounced, nobody) => {
    const { url } = await service(script);
    const { stdout, exitCode } = await runTawtheeq(['emails', 'list', '--lang', lang, '--url', url]);
    expect(stdout).toMatch(bounced);
    expect(stdout).toContain(nobody);
    expect(exitCode).toBe(0);
  });

  test('are sent again, to a first address where one is named', async () => {
    const { url, received } = await service(script);
    const args = ['emails', 'resend', 'b1p9-0ch3-5aba-rtz7-68', '--email', 'noura@example.org'];
    const { stdout } = await runTawtheeq([...args, '--url', url]);
    expect(stdout).toContain('B1P9-0CH3-5ABA-RTZ7-68');
    expect(JSON.parse(received.at(-1)?.body ?? '')).toEqual({ email: 'noura@example.org' });
  });
});

test('a search finds people and certificates, of an opportunity and in a state where these are named', async () => {
  const person = { volunteerId: 'V-1', issuerId: 'a', kind: 'individual', nameAr: 'نورة', nameEn: 'Noura' };
  const found = (items: object[], total = items.length) => ({ json: { items, total, cursor: null } });
  const { url, received } = await service({
    'POST /volunteers/search': found([{ ...volunteerAnswer(), ...person }], 7),
    'POST /certificates/search': found([certificateAnswer({ state: 'revoked' })]),
  });
  const args = ['search', 'noura', '--opportunity', 'O-1', '--state', 'revoked', '--limit', '1'];
  const { stdout, stderr } = await runTawtheeq([...args, '--url', url]);
  expect(stdout).toMatch(/V-1 +a +نورة +Noura/);
  expect(stdout).toMatch(/revoked/);
  expect(stderr).toBe('1 of 7 shown; --limit N shows more.\n');
  const bodies = received.filter(({ path }) => path.endsWith('/search')).map(({ body }) => JSON.parse(body));
  expect(bodies).toContainEqual({ text: 'noura', limit: 1, opportunityId: 'O-1' });
  expect(bodies).toContainEqual({ text: 'noura', limit: 1, opportunityId: 'O-1', state: 'revoked' });
});

describe('a list says that there are more items only when there are', () => {
  const page = (count: number, cursor: string | null = null) => ({
    json: {
      items: Array.from({ length: count }, (_, index) => volunteerAnswer({ volunteerId: `V-${index + 1}` })),
      cursor,
    },
  });
  const volunteers = async (script: Parameters<typeof service>[0], ...args: string[]) => {
    const { url } = await service(script);
    return runTawtheeq(['volunteers', ...args, '--url', url]);
  };

  test('not when it has exactly as many as the limit', async () => {
    const { stdout, stderr } = await volunteers({ 'GET /volunteers?limit=4': page(3) }, '--limit', '3');
    expect(stdout).toContain('V-3');
    expect(stderr).toBe('');
  });

  test('not when the last page is empty', async () => {
    const { stdout, stderr } = await volunteers({
      'GET /volunteers?limit=200': page(200, 'c'),
      'GET /volunteers?limit=1&cursor=c': page(0),
    });
    expect(stdout).toContain('V-200');
    expect(stderr).toBe('');
  });

  test('when it has one more than the limit, which is not shown', async () => {
    const { stdout, stderr } = await volunteers({ 'GET /volunteers?limit=4': page(4) }, '--limit', '3');
    expect(stdout).toContain('V-3');
    expect(stdout).not.toContain('V-4');
    expect(stderr).toBe('3 shown; --limit N shows more, --json all of them.\n');
  });

  test('for the items of a batch with a limit; without one all are shown', async () => {
    const item = (number: number) => ({
      issuerId: 'rawabi-health-cluster',
      volunteerId: `V-${number}`,
      nameAr: 'نورة الحربي',
      nameEn: 'Noura Al-Harbi',
      opportunityId: 'O-1',
      titleAr: 'حملة التطعيم',
      titleEn: 'Vaccination campaign',
      outcome: 'refused',
      reason: 'HOURS_INSUFFICIENT',
      ...(number === 3 ? { changed: true } : {}),
    });
    const items = { json: { items: [1, 2, 3].map(item), cursor: null } };
    const { url } = await service({
      'GET /batches/B-1/items?outcome=refused&limit=3': items,
      'GET /batches/B-1/items?limit=200': items,
    });
    const ask = (...args: string[]) => runTawtheeq(['batch', 'items', 'B-1', ...args, '--url', url]);
    const some = await ask('--outcome', 'refused', '--limit', '2');
    expect(some.stdout).toMatch(
      /V-2 +Noura Al-Harbi +O-1 +Vaccination campaign +refused +– +HOURS_INSUFFICIENT.* +–$/m,
    );
    expect(some.stdout).not.toContain('V-3');
    expect(some.stderr).toContain('2 shown');
    const all = await ask();
    // Which items differ from the dry run, the last column says.
    expect(all.stdout).toMatch(/V-3 .* yes$/m);
    expect(all.stderr).toBe('');
    const arabic = await ask('--lang', 'ar');
    expect(arabic.stdout).toMatch(/V-3 +نورة الحربي +O-1 +حملة التطعيم .* نعم$/m);
  });

  test('when more items match the filter', async () => {
    const certificates = (...states: ('issued' | 'revoked')[]) => ({
      'GET /certificates?limit=200': {
        json: {
          items: states.map((state) => certificateAnswer({ state })),
          cursor: null,
        },
      },
    });
    const args = ['certificates', '--state', 'revoked', '--limit', '1', '--url'];
    const one = await service(certificates('revoked', 'issued'));
    expect((await runTawtheeq([...args, one.url])).stderr).toBe('');
    const two = await service(certificates('revoked', 'issued', 'revoked'));
    expect((await runTawtheeq([...args, two.url])).stderr).toContain('1 shown');
  });
});
