import { type CellStyle, writeXlsx } from 'hucre/xlsx';
import type { VerificationResult } from '../../domain/certificate/verification.ts';
import { verificationUrl } from '../../domain/certificate/verification-address.ts';
import type { PageContext } from '../../pages/page-context.ts';
import { type ListRowAnswer, rowOf } from './verification-csv.ts';

/** The fill of a result: green only for what is valid. */
const FILLS: Readonly<Record<VerificationResult, string>> = {
  valid: 'D7F0E1',
  revoked: 'F8D7D4',
  superseded: 'FCE9C5',
  expired: 'FCE9C5',
  suspended: 'FCE9C5',
  unknown: 'F8D7D4',
  malformed: 'E3E7EB',
  unavailable: 'E3E7EB',
};

/** The columns by the names of their headings, with their widths in characters. */
const COLUMNS = [
  ['row', 6],
  ['asked', 26],
  ['certificateId', 24],
  ['result', 20],
  ['since', 12],
  ['nameAr', 28],
  ['nameEn', 28],
  ['titleAr', 34],
  ['titleEn', 34],
  ['hours', 10],
  ['from', 12],
  ['to', 12],
  ['issuedOn', 12],
  ['validUntil', 12],
  ['issuerAr', 30],
  ['issuerEn', 30],
  ['address', 52],
] as const;

type Column = (typeof COLUMNS)[number][0];
type Cell = string | number | null;

const RESULT_INDEX = COLUMNS.findIndex(([name]) => name === 'result');
const HEADING: CellStyle = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F5C4D' } },
};

/** Returns the answers about a list as a workbook in the language of a context: a row for each ID. */
export function listWorkbook(
  answers: readonly ListRowAnswer[],
  { words, baseUrl, language }: PageContext,
): Promise<Uint8Array> {
  const headings = COLUMNS.map(([name]) => words.list.columns[name]);
  const rows = answers.map((answer) => {
    const cells = cellsOf(answer, words.status[answer.result], baseUrl);
    return COLUMNS.map(([name]) => cells[name]);
  });
  const cells = new Map<string, { value: Cell; style: CellStyle }>();
  for (const [index, value] of headings.entries()) cells.set(`0,${index}`, { value, style: HEADING });
  for (const [index, { result }] of answers.entries())
    cells.set(`${index + 1},${RESULT_INDEX}`, {
      value: words.status[result],
      style: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: FILLS[result] } } },
    });
  return writeXlsx({
    sheets: [
      {
        name: words.list.worksheet,
        columns: COLUMNS.map(([, width]) => ({ width })),
        rows: [headings, ...rows],
        cells,
        freezePane: { rows: 1 },
        view: { rightToLeft: language === 'ar' },
      },
    ],
  });
}

function cellsOf(answer: ListRowAnswer, result: string, baseUrl: string): Readonly<Record<Column, Cell>> {
  const row = rowOf(answer);
  const minutes = answer.result === 'valid' ? answer.minutes : null;
  return {
    row: answer.row,
    asked: row.asked ?? null,
    certificateId: answer.displayId,
    result,
    since: row.since ?? null,
    nameAr: row.name_ar ?? null,
    nameEn: row.name_en ?? null,
    titleAr: row.title_ar ?? null,
    titleEn: row.title_en ?? null,
    hours: minutes === null ? null : Number((minutes / 60).toFixed(2)),
    from: row.from ?? null,
    to: row.to ?? null,
    issuedOn: row.issued_on ?? null,
    validUntil: row.valid_until ?? null,
    issuerAr: row.issuer_ar ?? null,
    issuerEn: row.issuer_en ?? null,
    address:
      answer.certificateId === null
        ? null
        : verificationUrl({ baseUrl, certificateId: answer.certificateId }),
  };
}
