import type { Readable } from 'node:stream';
import { UnreadableFile } from '../../domain/import/import-problem.ts';
import { IMPORT_LIMITS } from '../import-limits.ts';
import type { TableRow } from '../table-row.ts';
import { readWholeXml } from './read-xml.ts';
import { StruckRun } from './struck-run.ts';
import { type CellLink, readLinks, readTargets } from './xlsx-links.ts';
import { openXlsxPackage, type XlsxPackage } from './xlsx-package.ts';
import { readCellStyles } from './xlsx-styles.ts';
import { decodeEscapes } from './xlsx-text.ts';
import { type SharedStrings, worksheetRows } from './xlsx-worksheet.ts';

/** One worksheet of a workbook. */
export interface XlsxWorksheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Streams the rows that are not empty, from the first one on each call. */
  rows(): AsyncGenerator<TableRow>;
  /** Reads the addresses that its cells lead to. */
  links(): Promise<readonly CellLink[]>;
}

/**
 * Opens a workbook and returns its worksheets, visible ones first.
 *
 * @throws UnreadableFile when the workbook is damaged or exceeds a limit.
 */
export async function openWorkbook(bytes: Buffer): Promise<XlsxWorksheet[]> {
  const xlsx = await openXlsxPackage(bytes);
  const { worksheets, from1904 } = await readWorksheetList(xlsx);
  const visible = worksheets.filter(({ hidden }) => !hidden);
  const hidden = worksheets.filter(({ hidden }) => hidden).slice(0, IMPORT_LIMITS.xlsxWorksheets);
  if (visible.length > IMPORT_LIMITS.xlsxWorksheets)
    throw new UnreadableFile({
      code: 'FILE_TOO_LARGE',
      facts: { limit: IMPORT_LIMITS.xlsxWorksheets, unit: 'worksheets' },
    });
  const targets = await readTargets(await xlsx.open('xl/_rels/workbook.xml.rels'));
  const strings = xlsx.has('xl/sharedStrings.xml')
    ? await readStrings(await xlsx.open('xl/sharedStrings.xml'))
    : { texts: [], struck: new Set<number>() };
  const styles = xlsx.has('xl/styles.xml') ? await readCellStyles(await xlsx.open('xl/styles.xml')) : [];
  return [...visible, ...hidden].map(({ name, hidden, relation }) => {
    const target = targets.get(relation) ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    return {
      name,
      hidden,
      rows: () => worksheetRows(() => xlsx.open(path), { strings, styles, from1904 }),
      links: async () => readLinks(await xlsx.open(path), await relationsOf(xlsx, path)),
    };
  });
}

/** Opens the addresses of a worksheet's relations; null where it has none. */
async function relationsOf(xlsx: XlsxPackage, path: string): Promise<Readable | null> {
  const relations = path.replace(/([^/]*)$/, '_rels/$1.rels');
  return xlsx.has(relations) ? xlsx.open(relations) : null;
}

async function readWorksheetList(xlsx: XlsxPackage) {
  const worksheets: { name: string; hidden: boolean; relation: string }[] = [];
  let from1904 = false;
  await readWholeXml(await xlsx.open('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      worksheets.push({ name: attributes.name ?? '', hidden, relation });
    },
  });
  return { worksheets, from1904 };
}

/** Reads the shared strings, each cut off just above the length limit of a cell. Phonetic text (`rPh`) is skipped. */
async function readStrings(part: Readable): Promise<SharedStrings> {
  const strings: string[] = [];
  const struck = new Set<number>();
  const run = new StruckRun();
  let text: string | undefined;
  let inText = false;
  let phonetic = false;
  await readWholeXml(part, {
    open: (name, attributes) => {
      run.open(name, attributes);
      if (name === 'si') text = '';
      else if (name === 't') inText = !phonetic;
      else if (name === 'rPh') phonetic = true;
    },
    text: (chunk) => {
      if (inText && run.strikes(chunk)) struck.add(strings.length);
      if (inText && text !== undefined && text.length <= IMPORT_LIMITS.cellCharacters) text += chunk;
    },
    close: (name) => {
      run.close(name);
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') strings.push(decodeEscapes(text ?? ''));
      if (strings.length > IMPORT_LIMITS.xlsxStrings)
        throw new UnreadableFile({
          code: 'FILE_TOO_LARGE',
          facts: { limit: IMPORT_LIMITS.xlsxStrings, unit: 'texts' },
        });
    },
  });
  return { texts: strings, struck };
}
