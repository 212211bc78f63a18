import { UnreadableFile } from '../domain/import/import-problem.ts';

/**
 * Returns whether a file is a CSV or an XLSX workbook, by its first bytes. The file name is only used to report unknown
 * bytes as a damaged workbook.
 *
 * @throws UnreadableFile with FILE_EMPTY, FILE_PROTECTED, FILE_TYPE or FILE_DAMAGED for every other file.
 */
export function fileTypeOf(start: Uint8Array, fileName: string): 'csv' | 'xlsx' {
  const bytes = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, 4096));
  if (bytes.length === 0) throw new UnreadableFile({ code: 'FILE_EMPTY' });
  const startsWith = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (startsWith(0x50, 0x4b, 0x03, 0x04)) return 'xlsx';
  // OLE compound file: an old .xls workbook, or an encrypted .xlsx workbook.
  if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableFile({ code: 'FILE_PROTECTED' });
  const text = bytes
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  const found = SIGNATURES.find(([signature]) => text.startsWith(signature))?.[1];
  if (found !== undefined) throw new UnreadableFile({ code: 'FILE_TYPE', facts: { found } });
  // The byte order mark of UTF-32LE begins with that of UTF-16LE.
  const utf16 = (startsWith(0xff, 0xfe) && !startsWith(0xff, 0xfe, 0, 0)) || startsWith(0xfe, 0xff);
  if (!utf16 && /\.xlsx$/i.test(fileName) && bytes.some(isControl))
    throw new UnreadableFile({ code: 'FILE_DAMAGED' });
  if (!utf16 && bytes.includes(0))
    throw new UnreadableFile({ code: 'FILE_TYPE', facts: { found: 'binary' } });
  return 'csv';
}

/** Returns whether a byte occurs in no text except UTF-16: a control other than white space and Ctrl-Z. */
const isControl = (byte: number) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1a);

/** How other file types start, in lower case, and their names. */
const SIGNATURES = [
  ['%pdf', 'PDF'],
  ['pk', 'ZIP'],
  ['\x1f\x8b', 'GZIP'],
  ['\x89png', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['<!doctype html', 'HTML'],
  ['<html', 'HTML'],
  ['<table', 'HTML'],
  ['<?xml', 'XML'],
  ['mime-version:', 'MHTML'],
  ['{"', 'JSON'],
  ['[{', 'JSON'],
  ['rar!', 'RAR'],
  ['7z\xbc\xaf', '7Z'],
  ['{\\rtf', 'RTF'],
] as const;
