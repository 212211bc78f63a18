import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { spreadsheetRows } from '../../../functions/domain/report/spreadsheet-rows.ts';
import { verificationCsv } from '../../../functions/handlers/verification/verification-csv.ts';
import { problemsCsv } from '../../../functions/importing/problems-csv.ts';
import { nastyText } from '../../hostile-input.ts';

const SIGNS = ['=', '+', '-', '@', '\t', '|', '%', '＝', '＋', '－', '＠', '\r=', '\u200b=', ' =', '\ufeff='];

/** What each export writes of a text that somebody stored or typed. */
const exportsOf = (text: string): string[] => [
  spreadsheetRows([[text]]),
  problemsCsv(
    [{ file: text, worksheet: text, row: 1, column: text, value: text, code: 'CHOICE_UNKNOWN' } as never],
    1,
    'en',
  ),
  verificationCsv(
    [
      {
        row: 1,
        asked: text,
        certificateId: null,
        result: 'unknown',
        checkedAt: '2026-01-01T00:00:00Z',
      } as never,
    ],
    ',',
  ),
];

test('no cell of an export runs as a formula, and each has one line', () => {
  const hostile = fc.oneof(
    fc.tuple(fc.constantFrom(...SIGNS), nastyText()).map((parts) => parts.join('')),
    nastyText(),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      for (const csv of exportsOf(text.toWellFormed()))
        for (const cell of (parse(csv, { bom: true, relax_column_count: true }) as string[][]).flat()) {
          expect(cell).not.toMatch(/^(?:\t|[\s\p{Cc}\p{Cf}]*[=+\-@|%＝＋－＠])/u);
          expect(cell).not.toMatch(/[\r\n]/);
        }
    }),
    { numRuns: 300 },
  );
});

test.each(SIGNS)('a text that begins with %j has an apostrophe before it', (sign) => {
  const [[cell]] = parse(spreadsheetRows([[`${sign}cmd`]])) as [[string]];
  expect(cell).toBe(`'${sign.replace('\r', ' ')}cmd`);
});

test('a text and a number that run nothing are as they were', () => {
  expect(spreadsheetRows([['نورة سالم', 'a=b', '7.5']])).toBe('نورة سالم,a=b,7.5\n');
});
