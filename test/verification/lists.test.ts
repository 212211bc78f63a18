import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import { XLSX } from '../../functions/routes/schemas/verification.ts';
import { idOf, inState, issuedOf, snapshotOf } from '../certificates.ts';
import type { TestRequest } from './event-of.ts';
import { listClient, MemoryRegister } from './verification-client.ts';

const VALID = idOf(1);
const REVOKED = idOf(2);
const NEVER = idOf(3);

/** Returns a function that sends a list to a register with a certificate in force and a revoked one. */
function client(
  register = new MemoryRegister(issuedOf(), inState('revoked', snapshotOf({ certificateId: REVOKED }))),
) {
  const send = listClient(register);
  return (path: string, type: string, bytes: Buffer, request: TestRequest = {}) =>
    send('POST', path, {
      ...request,
      headers: { 'content-type': type, ...request.headers },
      body: bytes.toString('latin1'),
    });
}

const unescaped = (attribute: string): string =>
  attribute
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const LIST = `الاسم;رقم الشهادة\r\nسعد;${displayId(VALID)}\r\nنورة;${REVOKED}\r\nبدر;${NEVER}\r\n`;

describe('POST /verify', () => {
  test.each([
    ['semicolons', Buffer.from(`\ufeff${LIST}`), ';'],
    ['UTF-16 and tabs', utf16(LIST.replaceAll(';', '\t')), '\t'],
  ])('answers a CSV with %s in the same form', async (_, bytes, delimiter) => {
    const { statusCode, headers, body = '' } = await client()('/verify', 'text/csv', bytes);
    expect([statusCode, headers?.['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const [heads = [], ...rows] = body
      .replace('\ufeff', '')
      .trim()
      .split('\n')
      .map((line) => line.split(delimiter));
    const cell = (row: string[], name: string) => row[heads.indexOf(name)];
    expect(rows.map((row) => [cell(row, 'row'), cell(row, 'certificate_id'), cell(row, 'result')])).toEqual([
      ['2', VALID, 'valid'],
      ['3', REVOKED, 'revoked'],
      ['4', NEVER, 'unknown'],
    ]);
  });

  test.each([
    ['en', 'Answers', ['Valid certificate', 'Revoked', 'Not found'], false],
    ['ar', 'النتائج', ['شهادة صحيحة', 'شهادة ملغاة', 'غير موجودة'], true],
  ])('answers a workbook with a workbook in %s', async (lang, name, results, rightToLeft) => {
    const rows = [
      ['Applicant', 'Document'],
      ['Saad', VALID],
      ['Noura', REVOKED],
      ['Badr', NEVER],
    ];
    const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: 'A', rows }] }));
    const answer = await client()('/verify', XLSX, bytes, { headers: { 'accept-language': lang } });
    expect([answer.statusCode, answer.headers?.['content-type']]).toEqual([200, XLSX]);
    const { sheets } = await readXlsx(Buffer.from(answer.body ?? '', 'base64'));
    expect(sheets[0]?.name).toBe(name);
    expect(sheets[0]?.view?.rightToLeft ?? false).toBe(rightToLeft);
    expect(sheets[0]?.rows.slice(1).map((row) => row[3])).toEqual(results);
    expect(sheets[0]?.rows[1]?.slice(5, 7)).toEqual(['ن••• ع••• الب•••', 'N••• A••• Al-B•••']);
    expect(sheets[0]?.rows[1]?.[9]).toBe(31.5);
    // Of a revoked certificate neither name nor hours.
    expect(sheets[0]?.rows[2]?.slice(4, 11)).toEqual(['2026-03-05', ...Array(6).fill(null)]);
  });

  test('answers the list of an office: IDs over five columns, words for nothing, a total and a signature', async () => {
    const file = new URL('../cases/lists-of-ids-as-offices-keep-them/list.csv', import.meta.url);
    const json = { headers: { accept: 'application/json' } };
    const { statusCode, body = '' } = await client()('/verify', 'text/csv', readFileSync(file), json);
    expect(statusCode).toBe(200);
    const { items } = JSON.parse(body) as { items: Record<string, unknown>[] };
    expect(items.map(({ asked, certificateId, rule }) => [asked, certificateId, rule ?? null])).toEqual([
      ['45DA-NPXP-KVTX-GKCR-52', '45DANPXPKVTXGKCR52', null],
      ['B1P9-0CH3-5ABA-RTZ7-68', 'B1P90CH35ABARTZ768', null],
      ['', null, 'empty'],
      ['', null, 'empty'],
      ['45DA-NPXQ-KVTX-GKCR-52', null, 'check_digits'],
    ]);
  });

  test('answers text and files as JSON where the client asks for it', async () => {
    const json = { headers: { accept: 'application/json' } };
    for (const [type, bytes] of [
      ['text/plain', Buffer.from(`${VALID} and ${REVOKED}\n${NEVER}`)],
      ['application/octet-stream', utf16(LIST)],
      ['text/csv', Buffer.from(LIST)],
    ] as const) {
      const { body } = await client()('/verify', type, bytes, json);
      const items = JSON.parse(body ?? '').items as { result: string }[];
      expect([type, items.map(({ result }) => result)]).toEqual([type, ['valid', 'revoked', 'unknown']]);
    }
  });

  test('compresses a large answer for a client that takes it', async () => {
    const certificateIds = Array.from({ length: 5_000 }, (_, index) => idOf(index));
    const bytes = Buffer.from(JSON.stringify({ certificateIds }));
    const headers = { 'accept-encoding': 'gzip, deflate' };
    const answer = await client()('/verify', 'application/json', bytes, { headers });
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    const { items } = JSON.parse(gunzipSync(Buffer.from(answer.body ?? '', 'base64')).toString());
    expect(items).toHaveLength(5_000);
  });

  test('answers 5,000 links as a mail filter wraps them, in every form, and no answer is too large to be sent', async () => {
    const links = Array.from(
      { length: 5_000 },
      (_, index) =>
        `https://eur01.safelinks.example/?url=https%3A%2F%2Fv.example%2FV%2F${idOf(index)}&data=05%7C${'A1b2'.repeat(110)}`,
    );
    const workbook = await writeXlsx({ sheets: [{ name: 'A', rows: links.map((link) => [link]) }] });
    const lists = [
      ['application/json', Buffer.from(JSON.stringify({ certificateIds: links }))],
      ['text/csv', Buffer.from(`link\n${links.join('\n')}`)],
      ['text/plain', Buffer.from(links.join('\n'))],
      [XLSX, Buffer.from(workbook)],
    ] as const;
    for (const [type, bytes] of lists) {
      const headers = { 'accept-encoding': 'gzip', accept: 'application/json' };
      const answer = await client()('/verify', type, bytes, { headers });
      const { items } = JSON.parse(gunzipSync(Buffer.from(answer.body ?? '', 'base64')).toString());
      expect([type, items.length, items[0].result, items[1].certificateId]).toEqual([
        type,
        5_000,
        'unknown',
        VALID,
      ]);
    }
    const [, csv] = lists[1];
    for (const headers of [{}, { 'accept-encoding': 'gzip' }]) {
      const answer = await client()('/verify', 'text/csv', csv, { headers });
      expect([answer.statusCode, Buffer.byteLength(answer.body ?? '') < 5_000_000]).toEqual([200, true]);
    }
  });

  test('answers a list in which one text is too long to be an ID', async () => {
    const certificateIds = [VALID, 'x'.repeat(20_000)];
    const { body } = await client()(
      '/verify',
      'application/json',
      Buffer.from(JSON.stringify({ certificateIds })),
    );
    expect(JSON.parse(body ?? '').items).toMatchObject([
      { result: 'valid' },
      { result: 'malformed', rule: 'too_long' },
    ]);
  });

  test.each([
    ['a PDF', 'text/csv', Buffer.from('%PDF-1.7'), 'FILE_TYPE'],
    ['nothing', 'text/csv', Buffer.from('id\n'), undefined],
  ])('refuses %s, and says why', async (_, type, bytes, problem) => {
    const { statusCode, body } = await client()('/verify', type, bytes);
    expect(statusCode).toBe(400);
    expect(JSON.parse(body ?? '')).toMatchObject({ code: 'BODY_INVALID', ...(problem ? { problem } : {}) });
  });

  test('takes ten lists a minute of one caller, and another’s besides', async () => {
    const send = client();
    const list = Buffer.from(JSON.stringify({ certificateIds: [VALID] }));
    const statuses = [];
    for (let time = 0; time < 12; time += 1)
      statuses.push((await send('/verify', 'application/json', list, { from: '203.0.113.9' })).statusCode);
    expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
    expect((await send('/verify', 'application/json', list, { from: '192.0.2.9' })).statusCode).toBe(200);
  });

  test('begins no other read after one that failed', async () => {
    const register = new MemoryRegister(issuedOf());
    register.broken = true;
    const certificateIds = Array.from({ length: 5_000 }, (_, index) => idOf(index));
    const { statusCode } = await client(register)(
      '/verify',
      'application/json',
      Buffer.from(JSON.stringify({ certificateIds })),
    );
    expect(statusCode).toBe(503);
    expect(register.reads).toBeLessThanOrEqual(5);
  });
});

describe('the page for lists', () => {
  const form = async (fields: Record<string, string | File>, send = client()) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    const request = new Request('http://x', { method: 'POST', body: data });
    const type = request.headers.get('content-type') ?? '';
    return send('/verify/list', type, Buffer.from(await request.arrayBuffer()));
  };
  const file = (bytes: string | Buffer, name = 'list.csv') =>
    new File([Uint8Array.from(Buffer.from(bytes as string))], name);

  test('answers pasted IDs with a table and the number of each answer, as often as the form says', async () => {
    const { statusCode, body = '' } = await form({
      ids: `${VALID}\n${REVOKED}, ${NEVER}\nABC1`,
      as: 'page',
      lang: 'en',
    });
    expect(statusCode).toBe(200);
    expect(body).toContain('<h1 id="status">Answers: 4</h1>');
    expect([...body.matchAll(/<tr class="(\w+)">/g)].map(([, result]) => result)).toEqual([
      'valid',
      'revoked',
      'unknown',
      'malformed',
    ]);
    expect(body).toContain('<td data-head="Row">2</td>');
    expect(body).toContain('An ID has 18 letters and digits');
  });

  test('saves a workbook of exactly the rows that the page of answers shows', async () => {
    const send = client();
    const list = `name,id\nSaad,${VALID}\nNoura,\nBadr,lost\n"Huda","45DA-\nNPXP"\nSara,"${REVOKED}, ${NEVER}"\n`;
    const { body: page = '' } = await form({ file: file(list), as: 'page', lang: 'en' }, send);
    const shown = [...page.matchAll(/<tr class="(\w+)"><td data-head="Row">(\d+)</g)].map(
      ([, result, row]) => [Number(row), result],
    );
    expect(shown).toEqual([
      [2, 'valid'],
      [3, 'malformed'],
      [4, 'malformed'],
      [5, 'malformed'],
      [6, 'revoked'],
      [6, 'unknown'],
    ]);
    const [, asked = ''] = /name="asked" value="([^"]*)"/.exec(page) ?? [];
    const saved = await form({ asked: unescaped(asked), as: 'xlsx', lang: 'en' }, send);
    const { sheets } = await readXlsx(Buffer.from(saved.body ?? '', 'base64'));
    expect(sheets[0]?.rows.slice(1).map((cells) => [cells[0], cells[3]])).toEqual([
      [2, 'Valid certificate'],
      [3, 'Check the ID'],
      [4, 'Check the ID'],
      [5, 'Check the ID'],
      [6, 'Revoked'],
      [6, 'Not found'],
    ]);
  });

  test('answers a file with a workbook', async () => {
    const answer = await form({ ids: '', file: file(utf16(LIST)), as: 'xlsx', lang: 'ar' });
    expect(answer.headers).toMatchObject({ 'content-type': XLSX });
    const { sheets } = await readXlsx(Buffer.from(answer.body ?? '', 'base64'));
    expect(sheets[0]?.rows.map((row) => row[0])).toEqual(['الصف', 2, 3, 4]);
  });

  test.each([
    ['nothing', { ids: '' }, 'ليس في القائمة رقم شهادة'],
    ['a file that can’t be read', { file: new File(['%PDF-1.7'], 'a.pdf') }, 'ليس CSV ولا XLSX'],
    ['more than 5,000', { ids: `${VALID}\n`.repeat(5_001) }, '٥٠٠١'],
  ])('shows the form again for %s, with what to do', async (_, fields, text) => {
    const { statusCode, body = '' } = await form({ ...fields, lang: 'ar', as: 'page' });
    expect(statusCode).toBe(400);
    expect(body).toContain('role="alert"');
    expect(body).toContain(text);
  });

  test('answers 5,000 links as a page where the browser takes it compressed, else as a workbook', async () => {
    const link = (id: string) =>
      `https://safe.example/?url=https%3A%2F%2Fv.example%2FV%2F${id}&data=${'A1b2'.repeat(120)}`;
    const ids = Array.from({ length: 5_000 }, (_, index) => link(idOf(index))).join('\n');
    const compressed = (path: string, type: string, bytes: Buffer) =>
      client()(path, type, bytes, { headers: { 'accept-encoding': 'gzip, br' } });
    const page = await form({ ids, as: 'page', lang: 'en' }, compressed);
    expect(page.headers).toMatchObject({ 'content-encoding': 'gzip' });
    const html = gunzipSync(Buffer.from(page.body ?? '', 'base64')).toString();
    expect([...html.matchAll(/<tr class="/g)]).toHaveLength(5_000);
    expect((await form({ ids, as: 'page', lang: 'en' })).headers).toMatchObject({ 'content-type': XLSX });
    const refused = await form({ ids: `${ids}\n`.repeat(2), as: 'page', lang: 'en' });
    expect([refused.statusCode, (refused.body ?? '').length < 100_000]).toEqual([400, true]);
  });

  test('escapes what the list says', async () => {
    const { body = '' } = await form({ ids: '</textarea><script>1</script>', lang: 'en', as: 'page' });
    expect(body).not.toContain('<script>1');
  });

  test('reads the case of practice', async () => {
    const list = readFileSync(new URL('../cases/107-bulk-check-semicolons-utf16/list.csv', import.meta.url));
    const { statusCode, body } = await form({ file: file(list), lang: 'ar', as: 'page' });
    expect(statusCode).toBe(200);
    // Its one certificate, which this register never issued, is found below the heading and beside the name.
    expect(body).toContain('عدد النتائج: ١');
    expect(body).toContain('href="/verify/45DANPXPKVTXGKCR52?lang=ar"');
  });
});
