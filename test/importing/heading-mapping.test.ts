import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { ProblemLog } from '../../functions/domain/import/import-problem.ts';
import { readImportFile } from '../../functions/importing/read-import-file.ts';

/** Reads a CSV of hours with a mapping. */
async function read(lines: readonly string[], headings: Readonly<Record<string, string | null>>) {
  const bytes = Buffer.from(lines.join('\n'));
  const source = { fileName: 'hours.csv', bytes: bytes.length, open: async () => Readable.from([bytes]) };
  const problems = new ProblemLog('hours.csv', 100);
  const values: unknown[] = [];
  for await (const { records } of readImportFile(source, problems, undefined, { headings }))
    values.push(...records.map(({ value }) => value));
  return { values, problems: problems.kept.map(({ code, column }) => [code, column]) };
}

const MAPPING = {
  'Log #': 'entry_id',
  'Member Code': 'رقم المتطوع',
  Activity: 'opportunity_id',
  'Done on': 'date hijri',
  Credited: 'hours',
  Decision: 'status',
};
const HEADINGS = 'Log #,Member Code,Activity,Done on,Credited,Decision';

describe('a mapping of headings', () => {
  test("lets a file keep its source's own", async () => {
    const { values, problems } = await read([HEADINGS, 'H-1,V-1,OP-1,1447-01-01,7.5,pending'], MAPPING);
    expect(values).toEqual([
      expect.objectContaining({
        entryId: 'H-1',
        volunteerId: 'V-1',
        opportunityId: 'OP-1',
        date: '2025-06-26',
        worked: { minutes: 450 },
      }),
    ]);
    expect(problems).toEqual([]);
  });

  test('is compared as headings are: without case, marks and spaces', async () => {
    const { values } = await read(
      ['LOG,member  code,activity,Done-on,credited,decision', 'H-1,V-1,OP-1,1447-01-01,7.5,pending'],
      MAPPING,
    );
    expect(values).toHaveLength(1);
  });

  test('goes before what a heading means by itself, and says that the other column was left out', async () => {
    const { values, problems } = await read(
      [`${HEADINGS},Hours,Status`, 'H-1,V-1,OP-1,1447-01-01,7.5,pending,99,approved'],
      MAPPING,
    );
    expect(values).toEqual([expect.objectContaining({ worked: { minutes: 450 }, status: 'pending' })]);
    expect(problems).toEqual([
      ['COLUMN_IGNORED', 'Hours'],
      ['COLUMN_IGNORED', 'Status'],
    ]);
  });

  test('leaves a column out on purpose', async () => {
    const { values } = await read(
      [
        'entry_id,volunteer_id,opportunity_id,date,hours,start,end,status',
        'H-1,V-1,OP-1,2025-03-01,7,08:00,17:00,pending',
      ],
      { hours: null },
    );
    expect(values).toEqual([expect.objectContaining({ worked: { start: '08:00', end: '17:00' } })]);
  });

  test('notes a heading that the file does not have', async () => {
    const { problems } = await read(
      ['entry_id,volunteer_id,opportunity_id,date,hours,status', 'H-1,V-1,OP-1,2025-03-01,7,pending'],
      { 'Old heading': 'approved_by' },
    );
    expect(problems).toEqual([['MAPPED_HEADING_ABSENT', 'Old heading']]);
  });
});
