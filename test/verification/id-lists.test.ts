import { describe, expect, test } from '@jest/globals';
import { writeXlsx } from 'hucre/xlsx';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import { readIdList, readIdText } from '../../functions/importing/id-list/read-id-list.ts';
import { idOf } from '../certificates.ts';

const ID = 'B1P90CH35ABARTZ768';
const SHOWN = displayId(ID);
const OTHER = idOf(7);
/** An ID with a mistyped symbol. */
const MISTYPED = `${ID.slice(0, 15)}${ID[15] === 'Z' ? 'Y' : 'Z'}${ID.slice(16)}`;

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
/** Arabic letters and ASCII as Excel on Arabic Windows writes them. */
const windows1256 = (text: string) =>
  Buffer.from(
    [...text].map((letter) => {
      const byte = Array.from({ length: 256 }, (_, code) => code).find(
        (code) => new TextDecoder('windows-1256').decode(Uint8Array.of(code)) === letter,
      );
      return byte ?? 0x3f;
    }),
  );
const textsOf = async (file: string | Buffer) =>
  (await readIdList(Buffer.from(file as string), '')).asked.map(({ text }) => text);

describe('a list of certificate IDs', () => {
  test.each([
    ['certificate_id'],
    ['Certificate ID'],
    ['certificateId'],
    ['id'],
    ['"Certificate number"'],
    ['asked'],
    ['رقم الشهادة'],
    ['رَقم الشّهاده'],
    ['\ufeffمعرّف الشهادة'],
    ['رقم الشهادة,الاسم'],
    ['Beneficiary document'],
    ['شهادة المتقدم'],
  ])('is read under the heading %s', async (heading) => {
    expect(await textsOf(`${heading}\n${ID}\n`)).toEqual([ID]);
  });

  test('is read without a heading, a mistyped first ID included', async () => {
    expect(await textsOf(`${ID}\nX1`)).toEqual([ID, 'X1']);
    expect(await textsOf(`B1P9\n${ID}`)).toEqual(['B1P9', ID]);
    expect(await textsOf(`${ID}\nid`)).toEqual([ID, 'id']);
  });

  test.each([
    ['semicolons', `الاسم;رقم الشهادة\r\nسعد;${SHOWN}\r\nنورة;${OTHER}\r\n`],
    ['tabs', `الاسم\tرقم الشهادة\r\nسعد\t${SHOWN}\r\nنورة\t${OTHER}\r\n`],
    ['a title above', `قائمة المتقدمين 1447\n\nالاسم,الشهادة\nسعد,${SHOWN}\nنورة,${OTHER}\n`],
    ['a line of its delimiter', `sep=;\nName;Paper\nSaad;${SHOWN}\nNoura;${OTHER}\n`],
  ])('is read with %s and the IDs in any column, in every encoding', async (_, text) => {
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16(text), windows1256(text)])
      expect(await textsOf(bytes)).toEqual([SHOWN, OTHER]);
  });

  test('is read whatever the letters of the names are', async () => {
    const bytes = Buffer.concat([
      Buffer.from('name,id\n'),
      Buffer.from([0xd3, 0xc7, 0xe2, 0xf7, 0x2c]),
      Buffer.from(`${ID}\n`),
    ]);
    expect(await textsOf(bytes)).toEqual([ID]);
  });

  test('is read from a workbook, every worksheet that isn’t hidden', async () => {
    const rows = (id: string) => [
      ['الاسم', 'الوثيقة'],
      ['سعد', id],
      ['نورة', MISTYPED],
      ['بدر', null],
    ];
    const bytes = await writeXlsx({
      sheets: [
        { name: 'A', rows: rows(SHOWN) },
        { name: 'B', rows: rows(`https://verify.example/V/${OTHER}`) },
        { name: 'C', rows: rows(idOf(9)), hidden: true },
      ],
    });
    const { asked, delimiter } = await readIdList(Buffer.from(bytes), 'list.xlsx');
    expect(delimiter).toBeNull();
    expect(asked.map(({ row, text }) => `${row} ${text}`)).toEqual([
      `2 ${SHOWN}`,
      `3 ${MISTYPED}`,
      '4 ',
      `2 https://verify.example/V/${OTHER}`,
      `3 ${MISTYPED}`,
      '4 ',
    ]);
  });

  test('names an ID once that a row holds as text and as a link, and two that differ', async () => {
    expect(await textsOf(`id,link,was\n${SHOWN},https://v.example/V/${ID},\n${ID},,${OTHER}\n`)).toEqual([
      SHOWN,
      ID,
      OTHER,
    ]);
  });

  test('is pasted with several IDs on a line, or within sentences', () => {
    const text = `شهادة سعد: ${SHOWN}، وشهادة نورة ${OTHER}\n\n${ID} ${OTHER}\n- ${MISTYPED}\n`;
    expect(readIdText(text)).toEqual([
      { row: 1, text: `شهادة سعد: ${SHOWN}` },
      { row: 1, text: `وشهادة نورة ${OTHER}` },
      { row: 3, text: SHOWN },
      { row: 3, text: displayId(OTHER) },
      { row: 4, text: `- ${MISTYPED}` },
    ]);
  });

  test('may be empty', async () => {
    expect(readIdText(' \n')).toEqual([]);
    expect(await textsOf('id\n')).toEqual([]);
  });

  test('is refused where the file isn’t one', async () => {
    await expect(textsOf('%PDF-1.7')).rejects.toThrow('FILE_TYPE');
    await expect(textsOf('x\n'.repeat(20_001))).rejects.toThrow('TOO_MANY_ROWS');
  });
});
