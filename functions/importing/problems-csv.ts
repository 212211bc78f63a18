import { stringify } from 'csv-stringify/sync';
import { type ImportProblem, stopsImport } from '../domain/import/import-problem.ts';
import { type Language, wordingOf } from './problem-wording.ts';

const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ['severity', 'file', 'worksheet', 'row', 'column', 'value', 'code', 'problem', 'fix'],
  ar: ['الأثر', 'الملف', 'الورقة', 'الصف', 'العمود', 'القيمة', 'الرمز', 'المشكلة', 'الحل'],
};
const SEVERITIES: Readonly<Record<Language, Readonly<Record<'error' | 'note', string>>>> = {
  en: { error: 'stops the import', note: 'to know' },
  ar: { error: 'يمنع الاستيراد', note: 'للعلم' },
};
const LEFT_OUT: Readonly<Record<Language, (count: number) => readonly [string, string]>> = {
  en: (count) => [`Problems that are not in this list: ${count}`, 'Repair these, then import again.'],
  ar: (count) => [`مشكلات ليست في هذه القائمة: ${count}`, 'أصلح ما فيها، ثم استورد الملف من جديد.'],
};
/** What a function may answer, less what JSON around it takes. */
const CHARACTERS = 2_000_000;

/**
 * Problems as a table to hand back to whoever made the file: UTF-8 with a byte order mark, because Excel garbles
 * Arabic without it, and with cells that look like formulas disarmed. Of `total` problems there were, those that
 * aren't in it are counted in its last row.
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
    if (characters > CHARACTERS) break;
    rows.push(cells.map(disarmed));
  }
  const left = total - rows.length;
  if (left > 0) rows.push([...Array<string>(7).fill(''), ...LEFT_OUT[language](left)]);
  return stringify([[...HEADINGS[language]], ...rows], { bom: true, record_delimiter: '\r\n' });
}

const disarmed = (cell: string) => {
  const line = cell.replace(/\r\n|\r|\n/g, ' ');
  return /^[\s\p{Cc}\ufeff]*[=+\-@|%＝＋－＠]/u.test(line) ? `'${line}` : line;
};
