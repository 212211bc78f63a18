import { describe, expect, test } from '@jest/globals';
import { writeXlsx } from 'hucre/xlsx';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import { certificateIdIn } from '../../functions/domain/certificate/certificate-id-in-text.ts';
import { readIdList, readIdText } from '../../functions/importing/id-list/read-id-list.ts';
import { idOf } from '../certificates.ts';

const ID = 'B1P90CH35ABARTZ768';
const SHOWN = displayId(ID);
const OTHER = idOf(7);
/** An ID with a mistyped symbol. */
const MISTYPED = `${ID.slice(0, 15)}${ID[15] === 'Z' ? 'Y' : 'Z'}${ID.slice(16)}`;

/** Returns an ID of a form. */
function soundId(isOfForm: (id: string) => boolean): string {
  for (let seed = 0; ; seed += 1) {
    const id = idOf(seed);
    if (isOfForm(id)) return id;
  }
}

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

  test('is read from a workbook whose cells are links, as links and as formulas, or results of formulas', async () => {
    const link = (id: string) => `https://verify.example/V/${id}`;
    const cells = new Map<string, object>([
      ['1,1', { value: 'Open', hyperlink: { target: link(ID) } }],
      ['2,1', { value: 'افتح', formula: `HYPERLINK("${link(OTHER)}","افتح")`, formulaResult: 'افتح' }],
      ['3,1', { value: SHOWN, hyperlink: { target: link(ID) } }],
      ['4,1', { value: SHOWN, hyperlink: { target: link(OTHER) } }],
      ['5,1', { value: SHOWN, formula: 'UPPER(D6)', formulaResult: SHOWN }],
      ['6,0', { value: 'Huda', hyperlink: { target: 'mailto:huda@company.example' } }],
    ]);
    const rows = [['Name', 'Paper'], ...['Saad', 'Noura', 'Badr', 'Sara', 'Ali'].map((name) => [name, ''])];
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: [...rows, ['Huda', MISTYPED]], cells }] });
    const { asked } = await readIdList(Buffer.from(bytes), 'list.xlsx');
    expect(asked.map(({ row, text }) => `${row} ${text}`)).toEqual([
      `2 ${link(ID)}`,
      `3 ${link(OTHER)}`,
      `4 ${SHOWN}`,
      `5 ${SHOWN}`,
      `5 ${link(OTHER)}`,
      `6 ${SHOWN}`,
      `7 ${MISTYPED}`,
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

  test.each([
    ['totals', `name,id\nSaad,${SHOWN}\nNoura,${MISTYPED}\nTotal,2\n`, [SHOWN, MISTYPED]],
    [
      'totals between',
      `الاسم;الشهادة\nسعد;${SHOWN}\nالمجموع;1\nنورة;${OTHER}\nالإجمالي:;٢\n`,
      [SHOWN, OTHER],
    ],
    ['a total alone', `${SHOWN}\n${OTHER}\nTotal: 2\n`, [SHOWN, OTHER]],
    ['a signature', `الاسم,الشهادة\nسعد,${SHOWN}\n\nالتوقيع:,\nهند بنت فهد,\n12/3/2025,\n`, [SHOWN]],
    ['who prepared it', `name,id\nSaad,${SHOWN}\nPrepared by: Huda,\nSignature: ........,\n`, [SHOWN]],
    [
      'words for nothing',
      `n,id\nA,${SHOWN}\nB,N/A\nC,لا يوجد\nD,-\nE,#N/A\nF,0\nG,#REF!`,
      [SHOWN, ...Array(6).fill('')],
    ],
    ['words for nothing alone', `${SHOWN}\nN/A\n-\n${OTHER}\n`, [SHOWN, OTHER]],
  ])('is read without what is no ID: %s', async (_, text, ids) => {
    expect(await textsOf(text)).toEqual(ids);
    expect(readIdText(text).map((one) => one.text)).toEqual(ids);
  });

  test.each([
    ['a total', `id\n${ID}\nTotal: ${SHOWN}\n`, [ID, `Total: ${SHOWN}`]],
    ['a mistyped one beside a total', `n,id\nA,${ID}\nTotal,${MISTYPED}\n`, [ID, MISTYPED]],
    ['below a signature', `n,id\nA,${ID}\nالتوقيع,\nB,${OTHER}\n`, [ID, '', OTHER]],
    ['a mistyped one below a signature', `n,id\nA,${ID}\nSignature,\nB,B1P9-0CH\n`, [ID, '', 'B1P9-0CH']],
    ['beside the word', `n,id\nالتوقيع,${ID}\nN/A,${OTHER}\n`, [ID, OTHER]],
    [
      'a hospital of a name like a total',
      `n,at,id\nA,Total Care,\nB,Riyadh,${ID}\nC,Total Care,\n`,
      [ID, ''],
    ],
  ])('hides no row with an ID: %s', async (_, text, ids) => {
    expect(await textsOf(text)).toEqual(ids);
  });

  test('is read where each ID stands in five columns, whatever a spreadsheet made of its digits', async () => {
    // Check digits like 07 are a number there.
    const zeros = soundId((id) => /^.*[A-Z].*0\d$/.test(id));
    const cells = (id: string) => displayId(id).split('-');
    const asNumbers = cells(zeros).map((group) => (/^\d+$/.test(group) ? String(Number(group)) : group));
    const rows = [
      ['Saad', ...cells(ID)],
      ['Noura', ...asNumbers],
      ['Badr', ...cells(MISTYPED)],
      ['Total', '3'],
    ];
    const ids = [SHOWN, displayId(zeros), displayId(MISTYPED)];
    for (const sign of [',', ';', '\t', '|'])
      expect(await textsOf(rows.map((row) => row.join(sign)).join('\n'))).toEqual(ids);
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows }] });
    expect((await readIdList(Buffer.from(bytes), 'list.xlsx')).asked.map(({ text }) => text)).toEqual(ids);
    const backwards = rows.slice(0, 3).map((row) => row.toReversed().join(','));
    expect((await textsOf(backwards.join('\n'))).map((text) => certificateIdIn(text))).toEqual([
      { ok: true, certificateId: ID },
      { ok: true, certificateId: zeros },
      expect.objectContaining({ ok: false }),
    ]);
  });

  test('is read where each ID stands in two to four columns, split at a dash', async () => {
    for (const at of [[9], [14], [19], [4, 9], [9, 19], [4, 9, 14]]) {
      const split = (id: string) =>
        displayId(id).replace(/-/g, (dash, index: number) => (at.includes(index) ? ',' : dash));
      const text = `name,id\nSaad,${split(ID)},7\nNoura,${split(OTHER)},8\nBadr,${split(MISTYPED)},9\n`;
      expect(await textsOf(text)).toEqual([ID, OTHER, MISTYPED].map(displayId));
    }
    // Of numbers that are sound by chance most are not.
    const rows = Array.from(
      { length: 500 },
      (_, row) => `AB-2025-${100_000 + row}-AB,5678${(row % 100) + 100},`,
    );
    expect((await textsOf(rows.join('\n'))).filter((text) => certificateIdIn(text).ok)).toEqual([]);
  });

  test.each([' ', '/', ' / ', ' and ', ' و '])(
    'is pasted as 300 IDs on one line with “%s” between',
    (between) => {
      const ids = Array.from({ length: 300 }, (_, seed) => displayId(idOf(seed)));
      expect(readIdText(ids.join(between)).map((one) => one.text)).toEqual(ids);
    },
  );

  test('is pasted with IDs that are broken before a dash', () => {
    const broken = SHOWN.replace(/-/g, (dash, index: number) => (index === 9 ? `\n${dash}` : dash));
    expect(readIdText(`${broken}\n${OTHER}`).map((one) => [one.row, certificateIdIn(one.text).ok])).toEqual([
      [1, true],
      [3, true],
    ]);
  });

  test('is no ID where five numbers or words stand side by side', async () => {
    const rows = Array.from(
      { length: 500 },
      (_, row) => `P${row},2024,1447,${1000 + row},${2000 + row},${row % 100}`,
    );
    expect((await textsOf(rows.join('\n'))).filter((text) => certificateIdIn(text).ok)).toEqual([]);
  });

  test('is pasted with signs within an ID that stand between IDs elsewhere', () => {
    const parts = SHOWN.split('-');
    const text = [parts.join(';'), parts.join(' | '), parts.join('&shy;-'), `${ID};${OTHER}`].join('\n');
    expect(readIdText(text).map((one) => certificateIdIn(one.text))).toEqual(
      [ID, ID, ID, ID, OTHER].map((certificateId) => ({ ok: true, certificateId })),
    );
  });

  test('is pasted with IDs that a narrow column broke after a dash', () => {
    const broken = (id: string, ...at: number[]) =>
      id.replace(/-/g, (dash, index: number) => (at.includes(index) ? '-\n' : dash));
    const text = [
      `1\tSaad\t${broken(SHOWN, 14)}\t31:30`,
      broken(displayId(OTHER), 4, 9, 14, 19),
      `${broken(displayId(MISTYPED), 9)}`,
      SHOWN,
    ].join('\n');
    expect(readIdText(text).map((one) => [one.row, certificateIdIn(one.text)])).toEqual([
      [1, { ok: true, certificateId: ID }],
      [3, { ok: true, certificateId: OTHER }],
      [8, certificateIdIn(MISTYPED)],
      [10, { ok: true, certificateId: ID }],
    ]);
    // A line that ends in a dash and holds an ID is whole.
    expect(readIdText(`${ID} - Saad B1P9-\n${OTHER}`).map((one) => one.row)).toEqual([1, 2]);
  });

  test('is pasted with words on lines of their own, as in a message', () => {
    const text = `Dear all,\n\n* ${SHOWN} (Saad)\nوأيضًا:\n* ${OTHER} (نورة)\n]\n\nRegards,\nHuda\n`;
    expect(readIdText(text).map((one) => one.row)).toEqual([3, 5]);
  });

  test('is read from a text file as from a pasted message, whatever its quotation marks', async () => {
    const message = `Dear all,\nplease check "these:\n${SHOWN}\n${OTHER}\nRegards, Saad\nشكرًا، سعد\n"end`;
    const asked = [
      { row: 3, text: SHOWN },
      { row: 4, text: OTHER },
    ];
    expect((await readIdList(Buffer.from(message), 'list.txt')).asked).toEqual(asked);
    const fromWindows = utf16(message.replaceAll('\n', '\r\n'));
    expect((await readIdList(fromWindows, 'LIST.TXT')).asked).toEqual(asked);
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
