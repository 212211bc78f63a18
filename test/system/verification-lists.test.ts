import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import { chunksOf } from '../../functions/domain/chunks-of.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';

/** An ID that was never issued. */
const NEVER = 'B1P90CH35ABARTZ768';
const FIRST = 20_000;
const ISSUED = 200;

let cloud: SharedCloud;
beforeAll(async () => {
  cloud = await sharedCloud();
  const records = Array.from({ length: ISSUED }, (_, index) =>
    issuedOf(snapshotOf({ certificateId: idOf(FIRST + index) })),
  );
  for (const chunk of chunksOf(records, 25))
    await cloud.clients.dynamo.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [cloud.tableName]: chunk.map((record) => ({ PutRequest: { Item: certificateItem(record) } })),
        },
      }),
    );
});

const post = (type: string, body: string) =>
  fetch(`${cloud.url}/verify`, { method: 'POST', headers: { 'content-type': type }, body });

describe('many at once', () => {
  test('are answered as JSON and as CSV', async () => {
    const ids = [idOf(FIRST), NEVER, '=cmd()'];
    const json = await post('application/json', JSON.stringify({ certificateIds: ids }));
    const { items } = (await json.json()) as { items: { result: string }[] };
    expect(items.map(({ result }) => result)).toEqual(['valid', 'unknown', 'malformed']);
    const csv = await post('text/csv', `certificate_id\n${ids.join('\n')}\n`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = Buffer.from(await csv.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const rows = bytes.toString().trim().split('\n');
    expect(rows).toHaveLength(4);
    expect(rows[3]).toMatch(/^'=cmd\(\),/);
  });

  test('are 5,000, answered in bounded time, and no more', async () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => idOf(FIRST + index));
    const began = performance.now();
    const answer = await post('application/json', JSON.stringify({ certificateIds: ids }));
    expect(performance.now() - began).toBeLessThan(25_000);
    const { items } = (await answer.json()) as { items: { certificateId: string; result: string }[] };
    expect(items.map(({ certificateId }) => certificateId)).toEqual(ids);
    expect(items.filter(({ result }) => result === 'valid')).toHaveLength(ISSUED);
    expect(items.filter(({ result }) => result === 'unknown')).toHaveLength(5_000 - ISSUED);
    const tooMany = await post('application/json', JSON.stringify({ certificateIds: [...ids, NEVER] }));
    expect(tooMany.status).toBe(400);
    expect(await tooMany.json()).toMatchObject({ code: 'BODY_INVALID' });
  });

  test('are read from the file of a person, and answered as a page and as a workbook', async () => {
    const certificateId = idOf(FIRST);
    const form = (as: string) => {
      const fields = new FormData();
      const file = Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(`الاسم\tرقم الشهادة\r\nنورة\t${displayId(certificateId)}\r\n`, 'utf16le'),
      ]);
      fields.set('file', new File([file], 'قائمة.txt'));
      for (const [name, value] of Object.entries({ as, lang: 'en', ids: '' })) fields.set(name, value);
      return fetch(`${cloud.url}/verify/list`, { method: 'POST', body: fields });
    };
    const page = await form('page');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain(`href="/verify/${certificateId}?lang=en"`);
    const workbook = await readXlsx(new Uint8Array(await (await form('xlsx')).arrayBuffer()));
    expect(workbook.sheets[0]?.rows[1]?.slice(0, 4)).toEqual([
      2,
      displayId(certificateId),
      displayId(certificateId),
      'Valid certificate',
    ]);
  });
});
