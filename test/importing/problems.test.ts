import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import {
  type ImportProblem,
  inReadingOrder,
  type ProblemCode,
  ProblemLog,
} from '../../functions/domain/import/import-problem.ts';
import { problemsCsv } from '../../functions/importing/problems-csv.ts';

const problemOf = (code: ProblemCode, row: number): ImportProblem => ({
  code,
  file: 'hours.csv',
  worksheet: null,
  row,
  column: null,
  value: null,
  facts: {},
});

const found = [
  problemOf('COLUMN_IGNORED', 1),
  problemOf('ROW_SHORT', 7),
  problemOf('CELL_MISSING', 9),
  problemOf('DATE_FORM', 3),
];

describe('the problems of a file', () => {
  test('list what stops the import first, each kind by row', () => {
    expect(inReadingOrder(found).map(({ row }) => row)).toEqual([3, 9, 1, 7]);
  });

  test('begin with what ended the reading, which finds room among however many', () => {
    const log = new ProblemLog('hours.csv', 10);
    for (let row = 2; row < 100; row += 1) log.add({ code: 'DATE_FORM' }, { row });
    log.add({ code: 'FILE_ENCODING' }, { row: 100 });
    const shown = inReadingOrder(log.kept);
    expect(shown.length).toBe(10);
    expect(shown[0]).toMatchObject({ code: 'FILE_ENCODING', row: 100 });
    expect(log.errorCount).toBe(99);
  });

  test.each([
    ['en', 'severity', 'stops the import', 'to know'],
    ['ar', 'الأثر', 'يمنع الاستيراد', 'للعلم'],
  ] as const)('say of each row in the list what it does, in %s', (language, heading, error, note) => {
    const rows = problemsCsv(inReadingOrder(found), found.length, language)
      .replace('\ufeff', '')
      .trimEnd()
      .split('\r\n');
    expect(rows.map((row) => row.split(',')[0])).toEqual([heading, error, error, note, note]);
  });

  test.each([
    ['en', 'Problems that are not in this list: 500'],
    ['ar', 'مشكلات ليست في هذه القائمة: 500'],
  ] as const)('say in their last row how many the list leaves out, in %s', (language, said) => {
    const rows = parse(problemsCsv(found, found.length + 500, language)) as string[][];
    expect(rows.at(-1)).toContain(said);
  });
});
