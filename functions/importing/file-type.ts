import { UnreadableFile } from '../domain/import/import-problem.ts';

/**
 * Returns whether a file is a CSV or an XLSX workbook, by its first bytes. The file name is only used to report unknown
 * bytes as a damaged workbook.
 *
 * @throws UnreadableFile with FILE_EMPTY, FILE_PROTECTED, FILE_TYPE, FILE_DAMAGED or FILE_ENCODING_UNREAD for every
 * other file.
 */
export function fileTypeOf(start: Uint8Array, fileName: string): 'csv' | 'xlsx' {
  const bytes = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, 4096));
  if (bytes.length === 0) throw new UnreadableFile({ code: 'FILE_EMPTY' });
  const startsWith = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  const encoding = MARKS.find(([, ...mark]) => startsWith(...mark))?.[0] ?? wideEncodingOf(bytes);
  if (encoding !== undefined) throw new UnreadableFile({ code: 'FILE_ENCODING_UNREAD', facts: { encoding } });
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
  const utf16 = startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff);
  if (!utf16 && /\.xlsx$/i.test(fileName) && bytes.some(isControl))
    throw new UnreadableFile({ code: 'FILE_DAMAGED' });
  if (!utf16 && bytes.includes(0))
    throw new UnreadableFile({ code: 'FILE_TYPE', facts: { found: 'binary' } });
  return 'csv';
}

/** Returns whether a byte occurs in no text except UTF-16: a control other than white space and Ctrl-Z. */
const isControl = (byte: number) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1a);

/** Byte order marks of encodings that aren't read. That of UTF-32LE begins with that of UTF-16LE. */
const MARKS: readonly (readonly [encoding: string, ...mark: number[]])[] = [
  ['UTF-32', 0xff, 0xfe, 0, 0],
  ['UTF-32', 0, 0, 0xfe, 0xff],
  ['UTF-7', 0x2b, 0x2f, 0x76],
  ['GB 18030', 0x84, 0x31, 0x95, 0x33],
  ['SCSU', 0x0e, 0xfe, 0xff],
  ['UTF-EBCDIC', 0xdd, 0x73, 0x66, 0x73],
];

/** Characters that no text has: controls other than white space, and those that aren't assigned. */
const NO_TEXT = /[^\P{C}\t\n\r\p{Cf}]/u;

/** Returns UTF-16 or UTF-32 if a file without a mark is text in it: zeros only in the upper bytes of its characters. */
function wideEncodingOf(bytes: Buffer): string | undefined {
  if (
    !bytes.includes(0) ||
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff)
  )
    return undefined;
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 4));
  const isText = (characters: string) => characters.length > 0 && !NO_TEXT.test(characters);
  const points = Array.from({ length: whole.length / 4 }, (_, n) => [
    whole.readUInt32LE(4 * n),
    whole.readUInt32BE(4 * n),
  ]);
  for (const order of [0, 1])
    if (points.every((point) => (point[order] ?? 0) < 0x3000))
      if (isText(String.fromCodePoint(...points.map((point) => point[order] ?? 0)))) return 'UTF-32';
  for (const encoding of ['utf-16le', 'utf-16be'])
    if (isText(new TextDecoder(encoding).decode(whole).replace(/\ufffd$/, ''))) return 'UTF-16';
  return undefined;
}

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
