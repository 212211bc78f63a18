import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Run, runTawtheeq } from '../tools/cli/run-tawtheeq.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';

// Each command is a process, which is slow on a busy machine.

/** Starts the ids of this file, so that they differ from those of other files in the shared cloud. */
const NAME = `CLI${Date.now().toString(36).toUpperCase()}`;
const OPPORTUNITY = `${NAME}-OP`;
const VOLUNTEERS = [`${NAME}-1`, `${NAME}-2`, `${NAME}-3`] as const;
const [ELIGIBLE, REPLACED, SHORT] = VOLUNTEERS;

const FILES = {
  'hours.csv': [
    'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by',
    ...VOLUNTEERS.flatMap((id) =>
      [1, 2, 3, 4, 5].map(
        (day) =>
          `${id}-H${day},${id},${OPPORTUNITY},2025-02-0${day},${id === SHORT ? 3 : '6:30'},approved,coordinator-1`,
      ),
    ),
  ],
  'volunteers.csv': [
    'volunteer_id,name_ar,name_en,gender',
    ...VOLUNTEERS.map((id) => `${id},نورة سالم الحربي,Noura Salem Alharbi,female`),
  ],
  'opportunities.csv': [
    'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours',
    `${OPPORTUNITY},rawabi-health-cluster,فحص السكري في الأحياء,Diabetes Screening,preventive,2025-02-01,2025-03-31,30`,
  ],
};

let cloud: SharedCloud;
let folder: string;
let ids: Readonly<Record<string, string>>;
/** The identifiers of the first imports by file. */
let imported: Readonly<Record<string, string>>;

const tawtheeq = (...args: string[]): Promise<Run> => runTawtheeq([...args, '--url', cloud.url]);

async function json(...args: string[]): Promise<{ readonly answer: Open; readonly exitCode: number | null }> {
  const run = await tawtheeq(...args, '--json');
  try {
    return { answer: JSON.parse(run.stdout) as Open, exitCode: run.exitCode };
  } catch {
    throw new Error(`no JSON from ${args.join(' ')}: ${run.stdout}${run.stderr}`);
  }
}

interface Open {
  readonly [name: string]: unknown;
  readonly items?: readonly Open[];
}

const file = (name: string) => join(folder, name);
const certificateOf = (volunteerId: string) => ids[volunteerId] ?? 'none';

beforeAll(async () => {
  cloud = await sharedCloud();
  folder = await mkdtemp(join(tmpdir(), 'tawtheeq-cli-'));
  for (const [name, lines] of Object.entries(FILES)) await writeFile(file(name), `${lines.join('\n')}\n`);
  const reports = await json('import', '--release', ...Object.keys(FILES).map(file));
  expect(reports.answer.items?.map(({ state }) => state)).toEqual(['imported', 'imported', 'released']);
  expect(reports.exitCode).toBe(0);
  imported = Object.fromEntries(
    (reports.answer.items ?? []).map(({ fileName, importId }) => [String(fileName), String(importId)]),
  );
  const issued = await json('issue', '--opportunity', OPPORTUNITY, '--yes');
  expect(issued.exitCode).toBe(0);
  expect(issued.answer.counts).toEqual({ requested: 3, issued: 2, alreadyIssued: 0, refused: 1, failed: 0 });
  ids = Object.fromEntries(
    (issued.answer.items ?? []).map((item) => [String(item.volunteerId), String(item.certificateId)]),
  );
});

describe('the files', () => {
  test('change nothing when they are imported again', async () => {
    const { answer, exitCode } = await json('import', ...Object.keys(FILES).map(file));
    expect(answer.items?.map(({ counts }) => counts)).toEqual([
      { rows: 1, new: 0, changed: 0, unchanged: 1 },
      { rows: 3, new: 0, changed: 0, unchanged: 3 },
      { rows: 15, new: 0, changed: 0, unchanged: 15 },
    ]);
    expect(exitCode).toBe(0);
  });

  test('are refused as a whole, with every problem, in the requested language', async () => {
    await writeFile(
      file('bad.csv'),
      [
        FILES['hours.csv'][0],
        `${NAME}-B1,${ELIGIBLE},${OPPORTUNITY},2025-02-31,6,approved,coordinator-1`,
        `${NAME}-B2,${ELIGIBLE},${OPPORTUNITY},2025-02-07,-6,approved,coordinator-1`,
        `${NAME}-B3,${ELIGIBLE},NOWHERE,2025-02-08,6,approved,coordinator-1`,
      ].join('\n'),
    );
    const run = await tawtheeq('import', file('bad.csv'));
    expect(run.exitCode).toBe(1);
    for (const value of ['2025-02-31', 'NOWHERE', '-6']) expect(run.stdout).toContain(value);
    const arabic = await tawtheeq('import', file('bad.csv'), '--lang', 'ar');
    expect(arabic.stderr).toContain('رُفض الملف');
    expect(arabic.stdout).toMatch(/[\u0600-\u06ff]{3}/);
    const dryRun = await json('issue', '--opportunity', OPPORTUNITY, '--dry-run');
    expect(dryRun.answer.counts).toMatchObject({ requested: 3, alreadyIssued: 2 });
  });
});

describe('an import', () => {
  const people = `${NAME}-P`;
  const volunteers = (nameEn: string) =>
    [
      FILES['volunteers.csv'][0],
      ...[1, 2].map((n) => `${people}${n},سارة سعد القحطاني,${nameEn},female`),
    ].join('\n');
  const importOf = async (name: string, text: string) => {
    await writeFile(file(name), `${text}\n`);
    const { answer } = await json('import', file(name));
    const [report] = answer.items ?? [];
    return { importId: String(report?.importId), counts: report?.counts };
  };

  test('is withdrawn as a whole: what it changed is as before, what it added is gone', async () => {
    const first = await importOf('people.csv', volunteers('Sara Saad Alqahtani'));
    expect(first.counts).toMatchObject({ new: 2, changed: 0 });
    const second = await importOf('people.csv', volunteers('Sarah Saad Alqahtani'));
    expect(second.counts).toMatchObject({ new: 0, changed: 2 });

    // The first is under the second, which has to go before it.
    const early = await json('withdraw', first.importId, '--yes');
    expect(early.exitCode).toBe(1);
    expect(early.answer).toMatchObject({ state: 'imported', withdrawal: { undone: null } });

    const late = await json('withdraw', second.importId, '--yes');
    expect(late.exitCode).toBe(0);
    expect(late.answer).toMatchObject({ state: 'withdrawn' });
    expect((await importOf('people.csv', volunteers('Sara Saad Alqahtani'))).counts).toMatchObject({
      new: 0,
      changed: 0,
      unchanged: 2,
    });
    const run = await tawtheeq('withdraw', first.importId, '--yes');
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain('removed: hours entries 0, volunteers 2, opportunities 0');
    expect((await importOf('people.csv', volunteers('Sara Saad Alqahtani'))).counts).toMatchObject({
      new: 2,
    });
  });

  test('on which a certificate was issued is not withdrawn, and the command names the certificate', async () => {
    for (const [name, state] of [
      ['hours.csv', 'released'],
      ['volunteers.csv', 'imported'],
    ] as const) {
      const { exitCode, answer } = await json('withdraw', imported[name] ?? '', '--yes');
      expect([name, exitCode, answer.state]).toEqual([name, 1, state]);
      expect(JSON.stringify(answer)).toContain(certificateOf(ELIGIBLE));
    }
  });
});

describe('issuing', () => {
  test('again issues nothing', async () => {
    const { answer, exitCode } = await json('issue', '--opportunity', OPPORTUNITY, '--yes');
    expect(answer.counts).toMatchObject({ issued: 0, alreadyIssued: 2, refused: 1, failed: 0 });
    expect(exitCode).toBe(0);
  });

  test('prints the missing hours', async () => {
    const { stdout } = await tawtheeq(
      'issue',
      '--opportunity',
      OPPORTUNITY,
      '--volunteer',
      SHORT,
      '--dry-run',
    );
    expect(stdout).toContain('HOURS_INSUFFICIENT');
    expect(stdout).toContain('15:00 of 30:00 hours');
  });

  test('leaves a batch that can be listed and shown', async () => {
    const { answer } = await json('batch', 'list');
    const batchId = String(answer.items?.find(({ dryRun }) => dryRun === false)?.batchId);
    const shown = await json('batch', 'show', batchId);
    expect(shown.answer).toMatchObject({ batchId, state: 'done' });
    const items = await json('batch', 'items', batchId, '--outcome', 'refused');
    expect(items.answer.items?.every(({ outcome }) => outcome === 'refused')).toBe(true);
  });
});

test('the archive and the report of a batch can be downloaded', async () => {
  const { answer } = await json('batch', 'list');
  const batchId = String(
    answer.items?.find(({ state, issuerIds }) => state === 'done' && issuerIds)?.batchId,
  );
  const zip = await json('batch', 'archive', batchId, '--out', file('all.zip'));
  expect(zip.exitCode).toBe(0);
  expect((await readFile(file('all.zip'))).subarray(0, 2).toString()).toBe('PK');
  const csv = await tawtheeq('batch', 'report', batchId, '--out', file('report.csv'));
  expect(csv.exitCode).toBe(0);
  expect(await readFile(file('report.csv'), 'utf8')).toMatch(/^\ufeffvolunteer_id,/);
});

test('a period is reported in the shape the clusters publish', async () => {
  const period = ['--from', '2025-03-01', '--to', '2025-03-31', '--issuer', 'rawabi-health-cluster'];
  const { answer } = await json('report', ...period);
  expect(answer).toMatchObject({ from: '2025-03-01', to: '2025-03-31' });
  expect((answer.opportunities as Open).preventive).toBeGreaterThanOrEqual(1);
  const csv = await tawtheeq('report', ...period, '--csv', '--lang', 'en');
  expect(csv.stdout.startsWith('\ufeffissuer,from,to,opportunities,')).toBe(true);
});

describe('a certificate', () => {
  test('is listed and shown with its history', async () => {
    const list = await json('certificates', '--opportunity', OPPORTUNITY);
    expect(list.answer.items?.map(({ volunteerId }) => volunteerId).sort()).toEqual([ELIGIBLE, REPLACED]);
    const shown = await json('show', certificateOf(ELIGIBLE));
    expect(shown.answer).toMatchObject({ state: 'issued', volunteerId: ELIGIBLE, minutes: 1950 });
    const text = await tawtheeq('show', certificateOf(ELIGIBLE));
    expect(text.stdout).toContain('32:30');
    expect(text.stdout).toContain('reserved');
  });

  test('is valid by its ID in any form, and by its file', async () => {
    const id = certificateOf(ELIGIBLE);
    const spaced = id.toLowerCase().replace(/(.{4})/g, '$1 ');
    for (const typed of [id, spaced, `${cloud.url}/V/${id}`]) {
      const { answer, exitCode } = await json('verify', typed);
      expect(answer).toMatchObject({ result: 'valid', certificateId: id, minutes: 1950 });
      expect(exitCode).toBe(0);
    }
    const pdf = file('certificate.pdf');
    const download = await json('download', id, '--out', pdf);
    expect(download.exitCode).toBe(0);
    const bytes = await readFile(pdf);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const verified = await json('verify', pdf);
    expect(verified.answer).toMatchObject({ result: 'valid', verdict: 'genuine', certificateId: id });
    expect(verified.exitCode).toBe(0);
    bytes[bytes.length - 2000] = (bytes[bytes.length - 2000] ?? 0) ^ 1;
    await writeFile(pdf, bytes);
    const altered = await json('verify', pdf);
    expect(altered.answer).toMatchObject({ result: 'altered' });
    expect(altered.exitCode).toBe(1);
  });

  test('is listed to its volunteer by a printed token', async () => {
    const { stdout } = await tawtheeq('token', `volunteer:${ELIGIBLE}`);
    const headers = { authorization: `Bearer ${stdout.trim()}` };
    const answer = await fetch(`${cloud.url}/me/certificates`, { headers });
    const { items } = (await answer.json()) as { items: Open[] };
    expect(items.map(({ certificateId }) => certificateId)).toEqual([certificateOf(ELIGIBLE)]);
  });

  test('is superseded by its replacement', async () => {
    const old = certificateOf(REPLACED);
    const { answer, exitCode } = await json('replace', old, '--name-en', 'Noura Salem Al-Harbi');
    expect(exitCode).toBe(0);
    const corrected = String(answer.certificateId);
    expect(corrected).not.toBe(old);
    expect((await json('verify', old)).answer.result).toBe('superseded');
    expect((await json('verify', corrected)).answer.result).toBe('valid');
  });

  test('is suspended, reinstated and then revoked permanently', async () => {
    const id = certificateOf(ELIGIBLE);
    expect((await tawtheeq('suspend', id)).exitCode).toBe(0);
    expect((await json('verify', id)).answer.result).toBe('suspended');
    expect((await tawtheeq('reinstate', id)).exitCode).toBe(0);
    expect((await json('verify', id)).answer.result).toBe('valid');
    expect((await tawtheeq('revoke', id, '--reason', 'fraud', '--note', 'a test')).exitCode).toBe(0);
    const { answer, exitCode } = await json('verify', id);
    expect(answer).toMatchObject({ result: 'revoked', reasonCode: 'fraud' });
    expect(exitCode).toBe(1);
    const again = await tawtheeq('reinstate', id);
    expect(again.stderr).toMatch(/^tawtheeq: [^\n]+\(STATE_CONFLICT\)\n$/);
    expect(again.exitCode).toBe(1);
  });
});

test('an ID that was never issued is unknown', async () => {
  const { answer, exitCode } = await json('verify', 'B1P9-0CH3-5ABA-RTZ7-68');
  expect(answer).toMatchObject({ result: 'unknown' });
  expect(exitCode).toBe(1);
});

test('issuers, opportunities and volunteers can be listed', async () => {
  const issuers = await json('issuers');
  expect(issuers.answer.items?.map(({ issuerId }) => issuerId)).toContain('rawabi-health-cluster');
  const opportunities = await json('opportunities');
  expect(opportunities.answer.items?.map(({ opportunityId }) => opportunityId)).toContain(OPPORTUNITY);
  const volunteers = await json('volunteers');
  expect(volunteers.answer.items?.map(({ volunteerId }) => volunteerId)).toContain(ELIGIBLE);
});
