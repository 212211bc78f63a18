import { UnreadableFile } from '../domain/import/import-problem.ts';

/**
 * Tells a CSV from a workbook by content, whatever the file is called; refuses everything else by what it is. Only
 * of bytes that are nothing known does the name tell what they were to be.
 */
export function fileTypeOf(start: Uint8Array, fileName: string): 'csv' | 'xlsx' {
  const bytes = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, 4096));
  if (bytes.length === 0) throw new UnreadableFile({ code: 'FILE_EMPTY' });
  const begins = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (begins(0x50, 0x4b, 0x03, 0x04)) return 'xlsx';
  // The container of old .xls files is also that of workbooks with a password.
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableFile({ code: 'FILE_PROTECTED' });
  const text = bytes
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  const found = SIGNATURES.find(([signature]) => text.startsWith(signature))?.[1];
  if (found !== undefined) throw new UnreadableFile({ code: 'FILE_TYPE', facts: { found } });
  // Four bytes to a letter begin like two.
  const utf16 = (begins(0xff, 0xfe) && !begins(0xff, 0xfe, 0, 0)) || begins(0xfe, 0xff);
  if (!utf16 && /\.xlsx$/i.test(fileName) && bytes.some(isControl))
    throw new UnreadableFile({ code: 'FILE_DAMAGED' });
  if (!utf16 && bytes.includes(0))
    throw new UnreadableFile({ code: 'FILE_TYPE', facts: { found: 'binary' } });
  return 'csv';
}

/** Whether a byte is in no text of any encoding but UTF-16: a control other than white space and the old end of file. */
const isControl = (byte: number) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1a);

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
