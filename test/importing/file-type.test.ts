import { expect, test } from '@jest/globals';
import { UnreadableFile } from '../../functions/domain/import/import-problem.ts';
import { fileTypeOf } from '../../functions/importing/file-type.ts';

const typeOf = (bytes: Buffer, fileName: string) => {
  try {
    return fileTypeOf(bytes, fileName);
  } catch (error) {
    if (error instanceof UnreadableFile) return error.problem.code;
    throw error;
  }
};

test.each([
  ['a text named as a workbook', 'csv', Buffer.from('entry_id\r\n\tE-1\r\n'), 'hours.xlsx'],
  [
    'a UTF-16 text of Excel named as a workbook',
    'csv',
    Buffer.from('\ufeffentry_id', 'utf16le'),
    'hours.xlsx',
  ],
  ['a workbook named as a text', 'xlsx', Buffer.from('PK\x03\x04'), 'hours.csv'],
  ['unknown bytes named as a workbook', 'FILE_DAMAGED', Buffer.from('\x01\x92\x07', 'latin1'), 'HOURS.XLSX'],
  ['only zeros, named as a workbook', 'FILE_DAMAGED', Buffer.alloc(100), 'hours.xlsx'],
  ['only zeros, named as a text', 'FILE_TYPE', Buffer.alloc(100), 'hours.csv'],
  ['a PDF named as a workbook', 'FILE_TYPE', Buffer.from('%PDF-1.7\n\x01'), 'hours.xlsx'],
])('recognises %s: %s', (_content, type, bytes, fileName) => {
  expect(typeOf(bytes, fileName)).toBe(type);
});
