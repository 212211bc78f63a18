import { describe, expect, test } from '@jest/globals';
import { writeXlsx } from 'hucre/xlsx';
import { mendFile } from '../../functions/pages/console/imports/mend-file.ts';

type Understanding = Parameters<typeof mendFile>[1];

const understanding = (
  worksheet: string | null,
  text: Pick<Understanding, 'encoding' | 'delimiter'>,
): Understanding => ({
  ...text,
  encodingGuessed: false,
  tables: [
    {
      worksheet,
      kind: 'hours',
      headingRow: 2,
      headings: [],
      leftOutColumns: [],
      firstRows: [],
      dateOrder: null,
      hoursUnit: null,
    },
  ],
});
const correction = (worksheet: string | null, row: number, column: string, value: string) => ({
  worksheet,
  row,
  column,
  value,
});

describe('a corrected copy', () => {
  test('of a CSV has the cell corrected and everything else as it was, in UTF-8', async () => {
    const text = 'ساعات;;\r\nالتاريخ;الساعات;ملاحظة\r\n٢٠٢٥;"7;5";"سطر\nثان"\r\n';
    // Windows-1256: one byte for each Arabic letter, as Excel on Arabic Windows writes them.
    const decoder = new TextDecoder('windows-1256');
    const byteOf = new Map(
      Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
    );
    const bytes = Uint8Array.from([...text.replace('٢٠٢٥', '2025')], (letter) => byteOf.get(letter) ?? 63);
    const { file, missing } = await mendFile(
      new File([bytes], 'hours.csv'),
      understanding(null, { encoding: 'windows-1256', delimiter: ';' }),
      [correction(null, 3, 'الساعات', '7.5'), correction(null, 3, 'لا شيء', '1')],
    );
    expect(missing.map(({ column }) => column)).toEqual(['لا شيء']);
    expect(file.name).toBe('hours.csv');
    expect(Buffer.from(await file.arrayBuffer()).toString('utf8')).toBe(
      '\ufeffساعات;;\r\nالتاريخ;الساعات;ملاحظة\r\n2025;7.5;"سطر\nثان"',
    );
  });

  test('of a workbook has the cell corrected on its worksheet only', async () => {
    const rows = [['Hours'], ['date', 'hours'], ['2025-02-30', 6], ['2025-02-12', 5]];
    const workbook = await writeXlsx({
      sheets: [
        { name: 'Feb', rows },
        { name: 'Mar', rows },
      ],
    });
    const { file, missing } = await mendFile(
      new File([new Uint8Array(workbook)], 'hours.xlsx'),
      understanding('Mar', { encoding: null, delimiter: null }),
      [correction('Mar', 3, 'date', '2025-02-28')],
    );
    expect(missing).toEqual([]);
    const { readXlsx } = await import('hucre/xlsx');
    const { sheets } = await readXlsx(new Uint8Array(await file.arrayBuffer()));
    expect(sheets.map(({ rows: [, , third] }) => third)).toEqual([
      ['2025-02-30', 6],
      ['2025-02-28', 6],
    ]);
  });
});
