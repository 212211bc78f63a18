import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { runTawtheeq } from './run-tawtheeq.ts';
import { scratchFolders } from './scratch-folders.ts';
import { embeddedServices, type Script, type ScriptedService } from './scripted-service.ts';

// Each command is a process of its own, which takes its time on a busy machine.
jest.setTimeout(120_000);

const GENUINE = 'B1P90CH35ABARTZ768';
const SHA256_OF_HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const newFolder = scratchFolders();
const { open: service, opened: services } = embeddedServices();

const COUNTS = { requested: 3, issued: 1, alreadyIssued: 1, refused: 1, failed: 0 };
const ITEMS = [
  { volunteerId: 'V-1', opportunityId: 'O-1', outcome: 'issued', certificateId: GENUINE },
  {
    volunteerId: 'V-2',
    opportunityId: 'O-1',
    outcome: 'alreadyIssued',
    certificateId: GENUINE,
    reason: 'ALREADY_ISSUED',
  },
  { volunteerId: 'V-3', opportunityId: 'O-1', outcome: 'refused', reason: 'HOURS_INSUFFICIENT' },
];

describe('issue', () => {
  const running = { batchId: 'B-1', state: 'running', counts: { ...COUNTS, refused: 0 } };
  const done = { batchId: 'B-1', state: 'done', counts: COUNTS, reasons: { HOURS_INSUFFICIENT: 1 } };
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
    const asked = received.find(({ method, path }) => method === 'POST' && path === '/batches');
    expect(JSON.parse(asked?.body ?? '')).toEqual({ opportunityIds: ['O-1'], dryRun: false });
    expect(asked?.authorization).toBe('Bearer T');
  });

  test('tells people what was refused and why', async () => {
    const { url } = await service(script);
    const { exitCode, stdout } = await runTawtheeq(['issue', '--opportunity', 'O-1', '--yes', '--url', url]);
    expect(stdout).toContain('V-3');
    expect(stdout).toContain('HOURS_INSUFFICIENT');
    expect(stdout).toContain('Issued 1, already issued 1, refused 1, failed 0 of 3.');
    expect(exitCode).toBe(0);
  });

  test('ends with 1 when an item failed, and says how to try again', async () => {
    const failed = { ...done, counts: { ...COUNTS, issued: 0, failed: 1 } };
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

  test('a dry run issues nothing and names everyone with the numbers behind a refusal', async () => {
    const draft = {
      batchId: 'B-2',
      state: 'draft',
      dryRun: true,
      counts: { requested: 2, issued: 0, alreadyIssued: 0, refused: 1, failed: 0, eligible: 1, left: 1 },
      reasons: { HOURS_INSUFFICIENT: 1 },
    };
    const facts = { approvedMinutes: 1680, requiredMinutes: 1800, pendingMinutes: 60, missingMinutes: 120 };
    const items = [
      { volunteerId: 'V-1', opportunityId: 'O-1', outcome: 'eligible' },
      { volunteerId: 'V-3', opportunityId: 'O-1', outcome: 'refused', reason: 'HOURS_INSUFFICIENT', facts },
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

  test('Ctrl-C ends the waiting, not the batch', async () => {
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

describe('import', () => {
  async function fileNamed(name: string): Promise<string> {
    const path = join(await newFolder(), name);
    await writeFile(path, 'entry_id,hours\n1,2\n');
    return path;
  }

  const problem = {
    sheet: null,
    row: 2,
    column: 'hours',
    value: '=-3',
    code: 'HOURS_NEGATIVE',
    message: 'Hours can not be negative',
    fix: 'Write the hours worked, such as 7.5',
  };

  async function importer(report: Record<string, unknown>): Promise<ScriptedService> {
    const store = await service({ 'PUT /upload': {} });
    return service({
      'GET /imports/I-1/problems.csv?lang=en': { text: '\ufeffrow,value\n2,-3\n' },
      'POST /imports': { status: 201, json: { importId: 'I-1', uploadUrl: `${store.url}/upload` } },
      'GET /imports/I-1': [
        { json: { importId: 'I-1', state: 'checking' } },
        { json: { importId: 'I-1', ...report } },
      ],
    });
  }

  test('uploads the file and says what was imported', async () => {
    const { url, received } = await importer({ state: 'imported', counts: { rows: 1 } });
    const file = await fileNamed('hours.csv');
    const { exitCode, stdout } = await runTawtheeq(['import', file, '--url', url]);
    expect(stdout).toBe(`${file}: imported (rows 1)\n`);
    expect(exitCode).toBe(0);
    const asked = received.find(({ path }) => path === '/imports');
    expect(JSON.parse(asked?.body ?? '')).toEqual({ fileName: 'hours.csv', size: 19, dryRun: false });
    const uploaded = services[0]?.received.find(({ method }) => method === 'PUT');
    expect(uploaded?.body).toBe('entry_id,hours\n1,2\n');
    // The link carries its own right to write; the coordinator's token must not travel to the store.
    expect(uploaded?.authorization).toBeUndefined();
  });

  test('counts the rows in Arabic too', async () => {
    const { url } = await importer({
      state: 'imported',
      counts: { rows: 2, new: 1, changed: 0, unchanged: 1 },
    });
    const { stdout } = await runTawtheeq([
      'import',
      await fileNamed('hours.csv'),
      '--lang',
      'ar',
      '--url',
      url,
    ]);
    expect(stdout).toContain('(الصفوف 2، الجديدة 1، المعدّلة 0، بلا تغيير 1)');
  });

  test('names every problem with what to do, and ends with 1', async () => {
    const { url } = await importer({
      state: 'refused',
      problemCount: 1,
      problems: [problem],
      problemsCsv: '/imports/I-1/problems.csv?lang=en',
    });
    const file = await fileNamed('hours.csv');
    const csv = `${file}.problems.csv`;
    const { exitCode, stdout, stderr } = await runTawtheeq(['import', file, '--url', url, '--problems', csv]);
    for (const said of ['2', 'hours', '=-3', problem.message, problem.fix]) expect(stdout).toContain(said);
    expect(stderr).toContain('nothing was written');
    expect(exitCode).toBe(1);
    expect(await readFile(csv, 'utf8')).toBe('\ufeffrow,value\n2,-3\n');
  });

  test.each([
    ['en', 'Worth a look, though it doesn’t stop the import: 1'],
    ['ar', 'ما يستحق النظر وإن لم يمنع الاستيراد: 1'],
  ])(
    'shows what stops the import before and apart from what is only to be known, in %s',
    async (lang, label) => {
      const notice = {
        ...problem,
        severity: 'notice',
        code: 'TOTAL_ROW_SKIPPED',
        message: 'SUMS UP',
        fix: '–',
      };
      const { url } = await importer({
        state: 'refused',
        problemCount: 1,
        noticeCount: 1,
        problems: [notice, { ...problem, severity: 'error' }],
      });
      const file = await fileNamed('hours.csv');
      const { stdout } = await runTawtheeq(['import', file, '--url', url, '--lang', lang]);
      const places = [problem.message, label, notice.message].map((text) => stdout.indexOf(text));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    },
  );

  test.each([
    ['en', /^Each file is checked by itself [^\n]* until they are imported\.\n/],
    ['ar', /^يُفحص كل ملف وحده [^\n]* إلى أن تُستورد\.\n/],
  ])('says once of a dry run of several files that each is checked by itself, in %s', async (lang, said) => {
    const { url } = await importer({ state: 'checked', counts: { rows: 1 } });
    const first = await fileNamed('volunteers.csv');
    const second = await fileNamed('hours.csv');
    const ask = (...args: string[]) => runTawtheeq(['import', ...args, '--lang', lang, '--url', url]);
    const several = await ask(first, second, '--dry-run');
    expect(several.stderr).toMatch(said);
    expect(several.stderr.split('\n')).toHaveLength(2);
    expect((await ask(first, '--dry-run')).stderr).toBe('');
    expect((await ask(first, second)).stderr).toBe('');
  });

  test('prints the reports with --json', async () => {
    const { url } = await importer({ state: 'refused', problems: [problem] });
    const file = await fileNamed('hours.csv');
    const { exitCode, stdout } = await runTawtheeq(['import', file, '--url', url, '--json', '--dry-run']);
    expect(JSON.parse(stdout)).toEqual({
      items: [{ importId: 'I-1', file, state: 'refused', problems: [problem] }],
    });
    expect(exitCode).toBe(1);
  });
});

describe('download', () => {
  async function store(recorded: string): Promise<ScriptedService> {
    const files = await service({ 'GET /file': { text: 'hello' } });
    return service({
      [`GET /certificates/${GENUINE}/document`]: { status: 302, headers: { location: `${files.url}/file` } },
      [`GET /verify/${GENUINE}`]: { json: { result: 'valid', documentSha256: recorded } },
    });
  }

  test('writes the file', async () => {
    const { url } = await store(SHA256_OF_HELLO);
    const out = join(await newFolder(), 'certificate.pdf');
    const { exitCode, stdout } = await runTawtheeq([
      'download',
      GENUINE,
      '--out',
      out,
      '--json',
      '--url',
      url,
    ]);
    expect(JSON.parse(stdout)).toEqual({
      certificateId: GENUINE,
      file: out,
      bytes: 5,
      sha256: SHA256_OF_HELLO,
    });
    expect(await readFile(out, 'utf8')).toBe('hello');
    expect(exitCode).toBe(0);
    expect(services[0]?.received[0]?.authorization).toBeUndefined();
  });

  test('says in one line where it can not write', async () => {
    const { url } = await store(SHA256_OF_HELLO);
    const { exitCode, stderr } = await runTawtheeq([
      'download',
      GENUINE,
      '--out',
      '/nowhere/a.pdf',
      '--url',
      url,
    ]);
    expect(stderr).toMatch(/^tawtheeq: \/nowhere\/a\.pdf[^\n]*ENOENT[^\n]*\n$/);
    expect(exitCode).toBe(2);
  });

  test('leaves nothing behind when the file is not the recorded one', async () => {
    const { url } = await store('0'.repeat(64));
    const directory = await newFolder();
    const out = join(directory, 'certificate.pdf');
    const { exitCode, stderr } = await runTawtheeq(['download', GENUINE, '--out', out, '--url', url]);
    expect(stderr).toContain('SHA-256');
    expect(exitCode).toBe(1);
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('what a batch produced', () => {
  async function batch(answer: Script[string]): Promise<string> {
    const { url } = await service({ 'GET /batches/B-1/archive': answer });
    return url;
  }

  test('is waited for, and written as one file', async () => {
    const files = await service({ 'GET /zip': { text: 'zip' } });
    const url = await batch([
      { status: 202, json: { state: 'building', parts: 1, ready: 0 } },
      { status: 302, headers: { location: `${files.url}/zip` } },
    ]);
    const out = join(await newFolder(), 'all.zip');
    const { exitCode, stdout } = await runTawtheeq(['batch', 'archive', 'B-1', '--out', out, '--url', url]);
    expect(stdout).toContain(`${out}: 3 bytes`);
    expect(await readFile(out, 'utf8')).toBe('zip');
    expect(exitCode).toBe(0);
  });

  test('is written in numbered parts where there are several', async () => {
    const files = await service({ 'GET /1': { text: 'one' }, 'GET /2': { text: 'two' } });
    const url = await batch({
      json: { items: ['1', '2'].map((part) => ({ part, url: `${files.url}/${part}` })), cursor: null },
    });
    const directory = await newFolder();
    const out = join(directory, 'all.zip');
    const { exitCode } = await runTawtheeq(['batch', 'archive', 'B-1', '--out', out, '--url', url]);
    expect(await readdir(directory)).toEqual(['all-1.zip', 'all-2.zip']);
    expect(await readFile(join(directory, 'all-2.zip'), 'utf8')).toBe('two');
    expect(exitCode).toBe(0);
  });
});

test('a list is one JSON document of all its pages', async () => {
  const { url } = await service({
    'GET /issuers?limit=200': { json: { items: [{ issuerId: 'a', nameAr: 'أ', nameEn: 'A' }], cursor: 'c' } },
    'GET /issuers?limit=200&cursor=c': {
      json: { items: [{ issuerId: 'b', nameAr: 'ب', nameEn: 'B' }], cursor: null },
    },
  });
  const { exitCode, stdout } = await runTawtheeq(['issuers', '--json', '--url', url]);
  expect(JSON.parse(stdout)).toEqual({
    items: [
      { issuerId: 'a', nameAr: 'أ', nameEn: 'A' },
      { issuerId: 'b', nameAr: 'ب', nameEn: 'B' },
    ],
    cursor: null,
  });
  expect(exitCode).toBe(0);
});

test('a token is alone on its line, for the role and the person asked for', async () => {
  const { url, received } = await service({});
  const { exitCode, stdout } = await runTawtheeq(['token', 'volunteer:V-7', '--url', url]);
  expect(stdout).toBe('T\n');
  expect(exitCode).toBe(0);
  expect(JSON.parse(received.at(-1)?.body ?? '')).toEqual({ role: 'volunteer', id: 'V-7' });
});
