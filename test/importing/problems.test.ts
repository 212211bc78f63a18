import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import {
  type ImportProblem,
  inReadingOrder,
  type ProblemCode,
  ProblemLog,
} from '../../functions/domain/import/import-problem.ts';
import { wordingOf } from '../../functions/importing/problem-wording.ts';
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
  test('are sorted with errors first, then notes, each by row', () => {
    expect(inReadingOrder(found).map(({ row }) => row)).toEqual([3, 9, 1, 7]);
  });

  test('start with the problem that ended the reading, even when the log is full', () => {
    const log = new ProblemLog('hours.csv', 10);
    for (let row = 2; row < 100; row += 1) log.add({ code: 'DATE_FORM' }, { row });
    log.add({ code: 'FILE_ENCODING' }, { row: 100 });
    const shown = inReadingOrder(log.kept);
    expect(shown.length).toBe(10);
    expect(shown[0]).toMatchObject({ code: 'FILE_ENCODING', row: 100 });
    expect(log.errorCount).toBe(99);
  });

  test.each([
    ['en', 'severity', 'stops the import', 'for information'],
    ['ar', 'الأثر', 'يمنع الاستيراد', 'للعلم'],
  ] as const)('have a severity in each row of the list, in %s', (language, heading, error, note) => {
    const rows = problemsCsv(inReadingOrder(found), found.length, language)
      .replace('\ufeff', '')
      .trimEnd()
      .split('\r\n');
    expect(rows.map((row) => row.split(',')[0])).toEqual([heading, error, error, note, note]);
  });

  test.each([
    ['en', 'worksheets', 'The file exceeds the limit of 32 worksheets.'],
    ['ar', 'worksheets', 'الملف أكبر من الحد المسموح: 32 ورقة عمل.'],
    ['ar', 'MB', 'الملف أكبر من الحد المسموح: 32 م.ب.'],
  ] as const)('name the unit of a limit in the language of the reader: %s, %s', (language, unit, message) => {
    const problem = { code: 'FILE_TOO_LARGE', facts: { limit: 32, unit } } as const;
    expect(wordingOf(problem, language).message).toBe(message);
  });

  test.each([
    ['en', 'Problems that are not in this list: 500'],
    ['ar', 'مشكلات ليست في هذه القائمة: 500'],
  ] as const)('name in the last row how many the list omits, in %s', (language, omitted) => {
    const rows = parse(problemsCsv(found, found.length + 500, language)) as string[][];
    expect(rows.at(-1)).toContain(omitted);
  });
});
