import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Import } from '../../../infra/tools/cli/api/answers.ts';
import { runTawtheeq } from './run-tawtheeq.ts';
import { scratchFolders } from './scratch-folders.ts';
import { embeddedServices, type ScriptedService } from './scripted-service.ts';
import { importAnswer, importTicket, problemAnswer } from './service-answers.ts';

// Each command is a process of its own, which takes its time on a busy machine.

const newFolder = scratchFolders();
const { open: service, opened: services } = embeddedServices();

describe('import', () => {
  async function fileNamed(name: string): Promise<string> {
    const path = join(await newFolder(), name);
    await writeFile(path, 'entry_id,hours\n1,2\n');
    return path;
  }

  const problem = problemAnswer();
  const oneRow = { rows: 1, new: 1, changed: 0, unchanged: 0 };

  async function importer(report: Partial<Import>): Promise<ScriptedService> {
    const store = await service({ 'PUT /upload': {} });
    return service({
      'GET /imports/I-1/problems.csv?lang=en': { text: '\ufeffrow,value\n2,-3\n' },
      'POST /imports': { status: 201, json: importTicket({ uploadUrl: `${store.url}/upload` }) },
      'GET /imports/I-1': [{ json: importAnswer({ state: 'validating' }) }, { json: importAnswer(report) }],
    });
  }

  test('uploads the file and prints what was imported', async () => {
    const { url, received } = await importer({ state: 'imported', counts: oneRow });
    const file = await fileNamed('hours.csv');
    const { exitCode, stdout } = await runTawtheeq(['import', file, '--url', url]);
    expect(stdout).toBe(`${file}: imported (rows 1, new 1, changed 0, unchanged 0)\n`);
    expect(exitCode).toBe(0);
    const request = received.find(({ path }) => path === '/imports');
    expect(JSON.parse(request?.body ?? '')).toEqual({ fileName: 'hours.csv', size: 19 });
    const uploaded = services[0]?.received.find(({ method }) => method === 'PUT');
    expect(uploaded?.body).toBe('entry_id,hours\n1,2\n');
    // The upload link is presigned; the coordinator's token must not be sent to the store.
    expect(uploaded?.authorization).toBeUndefined();
  });

  test('sends what the person says about the file', async () => {
    const { url, received } = await importer({ state: 'imported', counts: oneRow });
    const file = await fileNamed('hours.csv');
    const options = ['--dates', 'mdy', '--hours-as', 'clock', '--hold-open-shifts'];
    expect(await runTawtheeq(['import', file, ...options, '--url', url])).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(received.find(({ path }) => path === '/imports')?.body ?? '')).toMatchObject({
      dates: 'mdy',
      hoursAs: 'clock',
      holdOpenShifts: true,
    });
    expect(await runTawtheeq(['import', file, '--dates', 'ymd', '--url', url])).toMatchObject({
      exitCode: 2,
    });
  });

  test.each([
    [
      'en',
      'Read as WINDOWS-1256 (guessed: check the letters)',
      'Left out, with their first values: ملاحظات (تأخر)',
    ],
    ['ar', 'قُرئ بترميز WINDOWS-1256 (تخمينًا: تحقق من الحروف)', 'التواريخ: اليوم أولًا'],
  ])('says how the file was understood, in %s', async (language, text, columns) => {
    const { url } = await importer({
      state: 'imported',
      counts: oneRow,
      understanding: {
        encoding: 'windows-1256',
        encodingGuessed: true,
        delimiter: ';',
        tables: [
          {
            worksheet: null,
            kind: 'hours',
            headingRow: 1,
            headings: [{ column: 'date', heading: 'التاريخ' }],
            leftOutColumns: [{ heading: 'ملاحظات', row: 2, value: 'تأخر' }],
            firstRows: [{ row: 2, cells: { date: '01/03/2025' } }],
            dateOrder: 'dmy',
            hoursUnit: null,
          },
        ],
      },
    });
    const { stdout } = await runTawtheeq([
      'import',
      await fileNamed('h.csv'),
      '--lang',
      language,
      '--url',
      url,
    ]);
    expect(stdout).toContain(text);
    expect(stdout).toContain(columns);
    expect(stdout).toContain('التاريخ = date');
    expect(stdout).toContain('01/03/2025');
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

  test('prints every problem with its fix, and exits with 1', async () => {
    const { url } = await importer({
      state: 'refused',
      problemCount: 1,
      problems: [problem],
      problemsCsv: '/imports/I-1/problems.csv?lang=en',
    });
    const file = await fileNamed('hours.csv');
    const csv = `${file}.problems.csv`;
    const { exitCode, stdout, stderr } = await runTawtheeq(['import', file, '--url', url, '--problems', csv]);
    for (const text of ['2', 'hours', '=-3', problem.message, problem.fix]) expect(stdout).toContain(text);
    expect(stderr).toContain('nothing was written');
    expect(exitCode).toBe(1);
    expect(await readFile(csv, 'utf8')).toBe('\ufeffrow,value\n2,-3\n');
  });

  test.each([
    ['en', 'Notes, which do not stop the import: 1'],
    ['ar', 'ملاحظات لا تمنع الاستيراد: 1'],
  ])('prints errors first, then notes under their own heading, in %s', async (lang, heading) => {
    const note = problemAnswer({
      severity: 'note',
      code: 'TOTAL_ROW_SKIPPED',
      message: 'SUMS UP',
      fix: '–',
    });
    const { url } = await importer({
      state: 'refused',
      problemCount: 1,
      noteCount: 1,
      problems: [note, problem],
    });
    const file = await fileNamed('hours.csv');
    const { stdout } = await runTawtheeq(['import', file, '--url', url, '--lang', lang]);
    const positions = [problem.message, heading, note.message].map((text) => stdout.indexOf(text));
    expect(positions).not.toContain(-1);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  });

  test.each([
    ['en', /^Each file is checked by itself [^\n]* until they are imported\.\n/],
    ['ar', /^يُفحص كل ملف وحده [^\n]* إلى أن تُستورد\.\n/],
  ])('says once that a dry run checks each of several files by itself, in %s', async (lang, expected) => {
    const { url } = await importer({ state: 'checked', counts: oneRow });
    const first = await fileNamed('volunteers.csv');
    const second = await fileNamed('hours.csv');
    const run = (...args: string[]) => runTawtheeq(['import', ...args, '--lang', lang, '--url', url]);
    const several = await run(first, second, '--dry-run');
    expect(several.stderr).toMatch(expected);
    expect(several.stderr.split('\n')).toHaveLength(2);
    expect((await run(first, '--dry-run')).stderr).toBe('');
    expect((await run(first, second)).stderr).toBe('');
  });

  test('prints the reports with --json', async () => {
    const report = { state: 'refused', problems: [problem] } as const;
    const { url } = await importer(report);
    const file = await fileNamed('hours.csv');
    const { exitCode, stdout } = await runTawtheeq(['import', file, '--url', url, '--json', '--dry-run']);
    expect(JSON.parse(stdout)).toEqual({
      items: [{ ...importAnswer(report), file }],
    });
    expect(exitCode).toBe(1);
  });
});
