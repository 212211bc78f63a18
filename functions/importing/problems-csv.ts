import { stringify } from 'csv-stringify/sync';
import { type ImportProblem, stopsImport } from '../domain/import/import-problem.ts';
import { plainCell } from '../domain/report/plain-cell.ts';
import type { Language } from '../domain/wording/language.ts';
import { wordingOf } from './problem-wording.ts';

const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ['severity', 'file', 'worksheet', 'row', 'column', 'value', 'code', 'problem', 'fix'],
  ar: ['الأثر', 'الملف', 'ورقة العمل', 'الصف', 'العمود', 'القيمة', 'الرمز', 'المشكلة', 'الحل'],
};
const SEVERITIES: Readonly<Record<Language, Readonly<Record<'error' | 'note', string>>>> = {
  en: { error: 'stops the import', note: 'for information' },
  ar: { error: 'يمنع الاستيراد', note: 'للعلم' },
};
const LEFT_OUT: Readonly<Record<Language, (count: number) => readonly [string, string]>> = {
  en: (count) => [
    `Problems that are not in this list: ${count}`,
    'Fix the problems of this list, then import the file again.',
  ],
  ar: (count) => [`مشكلات ليست في هذه القائمة: ${count}`, 'أصلح ما فيها، ثم استورد الملف من جديد.'],
};
/** Keeps the response below Lambda's limit of 6 MB: Arabic takes two bytes a character, and JSON escapes add some. */
const MAX_CHARACTERS = 2_000_000;

/**
 * Renders problems as a CSV for the author of the file. It starts with a byte order mark, without which Excel garbles
 * Arabic. Cells that a spreadsheet would run as formulas are escaped. If not all `total` problems fit, the last row
 * says how many are left out.
 */
export function problemsCsv(problems: readonly ImportProblem[], total: number, language: Language): string {
  const rows: string[][] = [];
  let characters = 0;
  for (const problem of problems) {
    const { message, fix } = wordingOf(problem, language);
    const { file, worksheet, row, column, value, code } = problem;
    const cells = [
      SEVERITIES[language][stopsImport(code) ? 'error' : 'note'],
      file,
      worksheet ?? '',
      row === null ? '' : String(row),
      column ?? '',
      value ?? '',
      code,
      message,
      fix,
    ];
    characters += cells.reduce((sum, cell) => sum + cell.length, 0);
    if (characters > MAX_CHARACTERS) break;
    rows.push(cells.map(plainCell));
  }
  const omitted = total - rows.length;
  if (omitted > 0) rows.push([...Array<string>(7).fill(''), ...LEFT_OUT[language](omitted)]);
  return stringify([[...HEADINGS[language]], ...rows], { bom: true, record_delimiter: '\r\n' });
}
