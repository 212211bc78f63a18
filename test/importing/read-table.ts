import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { inReadingOrder, ProblemLog, UnreadableFile } from '../../functions/domain/import/import-problem.ts';
import type { HoursRow } from '../../functions/domain/import/import-record.ts';
import type { ReadingContext } from '../../functions/domain/import/reading-options.ts';
import { readImportFile } from '../../functions/importing/read-import-file.ts';

/** The headings of a list of hours, and the end of its rows. */
export const ARABIC = 'رقم المتطوع,رقم الفرصة,التاريخ,الساعات,الحالة,المعتمد';
export const ENGLISH = 'Volunteer ID,Opportunity ID,Date,Hours,Status,Approved By';

/** Reads a file. Returns its values, and its problems as `CODE column`. */
export async function readTable(
  content: readonly string[] | Buffer,
  { fileName = 'hours.csv', ...context }: ReadingContext & { readonly fileName?: string } = {},
) {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content.join('\n'));
  const problems = new ProblemLog(fileName, 1000);
  const open = async () =>
    (async function* () {
      yield bytes;
    })();
  const values: object[] = [];
  try {
    for await (const { records } of readImportFile(
      { fileName, bytes: bytes.length, open },
      problems,
      undefined,
      { timeZones: ['Asia/Riyadh'], ...context },
    ))
      values.push(...records.map(({ value }) => value));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    problems.add(error.problem, error.position);
  }
  return {
    values,
    isRefused: problems.errorCount > 0,
    /** Without those of every file without identifiers, and of every column that isn't read. */
    problems: inReadingOrder(problems.kept)
      .filter(({ code }) => code !== 'ENTRY_IDS_MADE' && code !== 'COLUMN_IGNORED')
      .map(({ code, column }) => `${code} ${column ?? '-'}`),
  };
}

/** Returns what a list of hours says, row by row: `V-1 2025-03-01 240 approved`; its problems where it is refused. */
export async function hoursOf(...file: Parameters<typeof readTable>): Promise<string[]> {
  const { values, isRefused, problems } = await readTable(...file);
  if (isRefused) return problems;
  return (values as HoursRow[]).map(({ volunteerId, date, worked, status }) => {
    const time = 'minutes' in worked ? worked.minutes : `${worked.start}-${worked.end}`;
    return `${volunteerId} ${date} ${time} ${status}`;
  });
}

/** A text of runs, of which some are struck out. */
type Runs = readonly (readonly [text: string, struck: boolean])[];
export type Cell =
  | string
  | number
  | null
  | { readonly shared: number }
  | { readonly runs: Runs }
  /** A day of the worksheet: days since 1900. */
  | { readonly day: number };

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const runsXml = (runs: Runs) =>
  runs
    .map(([text, struck]) => `<r>${struck ? '<rPr><strike/></rPr>' : ''}<t>${escaped(text)}</t></r>`)
    .join('');

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function cellXml(cell: Cell, reference: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${reference}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  if ('day' in cell) return `<c r="${reference}" s="1"><v>${cell.day}</v></c>`;
  if ('shared' in cell) return `<c r="${reference}" t="s"><v>${cell.shared}</v></c>`;
  return `<c r="${reference}" t="inlineStr"><is>${runsXml(cell.runs)}</is></c>`;
}

/** Returns a workbook of worksheets by name, with merged cells and shared texts. */
export async function workbookOf(
  worksheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  {
    merges = [],
    shared = [],
  }: { readonly merges?: readonly string[]; readonly shared?: readonly Runs[] } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  const add = (path: string, xml: string) => zip.addBuffer(Buffer.from(xml), path);
  const names = Object.keys(worksheets);
  const sheets = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"/>`);
  add(
    'xl/workbook.xml',
    `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${sheets.join('')}</sheets></workbook>`,
  );
  const targets = names.map((_, i) => `<Relationship Id="r${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`);
  add('xl/_rels/workbook.xml.rels', `<Relationships>${targets.join('')}</Relationships>`);
  add(
    'xl/sharedStrings.xml',
    `<sst ${MAIN}>${shared.map((runs) => `<si>${runsXml(runs)}</si>`).join('')}</sst>`,
  );
  add(
    'xl/styles.xml',
    `<styleSheet ${MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  );
  const merged = merges.map((reference) => `<mergeCell ref="${reference}"/>`);
  for (const [index, rows] of Object.values(worksheets).entries()) {
    const rowsXml = rows.map((cells, row) => {
      const own = cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${row + 1}`));
      return `<row r="${row + 1}">${own.join('')}</row>`;
    });
    add(
      `xl/worksheets/sheet${index + 1}.xml`,
      `<worksheet ${MAIN}><sheetData>${rowsXml.join('')}</sheetData>${merged.length > 0 ? `<mergeCells>${merged.join('')}</mergeCells>` : ''}</worksheet>`,
    );
  }
  zip.end();
  return buffer(zip.outputStream);
}
