import { createHash } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { idOf, inState, issuedOf, snapshotOf } from '../certificates.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { importSmallCluster, type SmallCluster } from './small-cluster.ts';

const SHORT = 'public, max-age=0, s-maxage=10, stale-if-error=0';

/** An ID that was never issued. */
const NEVER = 'B1P90CH35ABARTZ768';

let cloud: SharedCloud;
let cluster: SmallCluster;
let coordinator: string;
let next = 0;

beforeAll(async () => {
  cloud = await sharedCloud();
  coordinator = await cloud.token('coordinator');
  const api = new ApiClient({ baseUrl: cloud.url, token: coordinator });
  cluster = await importSmallCluster(api, cloud, { name: 'VERIFIED', volunteers: 10 });
});

const get = (path: string, accept = 'application/json') =>
  fetch(`${cloud.url}${path}`, { headers: { accept }, redirect: 'manual' });

async function send(path: string, body: object, token = coordinator) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`${cloud.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** Issues a certificate to the next volunteer. Returns its ID and the volunteer's token. */
async function issued() {
  const volunteerId = cluster.volunteerIds[next];
  next += 1;
  if (volunteerId === undefined) throw new Error('More volunteers are needed');
  const token = await cloud.token('volunteer', { id: volunteerId });
  const claim = await send('/me/certificates', { opportunityId: cluster.opportunityId }, token);
  expect(claim).toMatchObject({ status: 201 });
  return { certificateId: String(claim.body.certificateId), token };
}

const resultOf = async (id: string) =>
  ((await (await get(`/verify/${id}`)).json()) as { result: string }).result;

describe('a certificate in force', () => {
  test('is shown in JSON and in both languages, with the hash of its document', async () => {
    const { certificateId, token } = await issued();
    const answer = await get(`/verify/${certificateId}`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, SHORT]);
    const body = (await answer.json()) as Record<string, unknown>;
    expect(body).toMatchObject({
      certificateId,
      displayId: displayId(certificateId),
      result: 'valid',
      minutes: 1800,
    });
    const link = await fetch(`${cloud.url}/certificates/${certificateId}/document`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const document = Buffer.from(await link.arrayBuffer());
    expect(createHash('sha256').update(document).digest('hex')).toBe(body.documentSha256);
    for (const [language, word] of [
      ['ar', 'شهادة صحيحة'],
      ['en', 'Valid certificate'],
    ]) {
      const page = await get(`/verify/${certificateId}?lang=${language}`, 'text/html');
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      const text = await page.text();
      expect(text).toContain(word);
      const style = /href="(\/assets\/[^"]+\.css)"/.exec(text)?.[1] ?? '';
      expect((await get(style)).headers.get('content-type')).toBe('text/css; charset=utf-8');
    }
    const code = await get(`/V/${certificateId}`, 'text/html');
    expect([code.status, code.headers.get('location')]).toEqual([302, `/verify/${certificateId}`]);
    const head = await fetch(`${cloud.url}/verify/${certificateId}`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const preflight = await fetch(`${cloud.url}/verify/${certificateId}`, {
      method: 'OPTIONS',
      headers: { origin: 'https://employer.example', 'access-control-request-method': 'GET' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('compares a name five times a minute, then answers 429', async () => {
    const { certificateId } = await issued();
    const names = [
      'Noura Salem Alharbi',
      'نوره سالم الحربي',
      'Noura',
      'Sara Saad',
      'NOURA SALEM AL-HARBI',
      'x',
    ];
    const answers = [];
    for (const name of names) answers.push(await send(`/verify/${certificateId}/match`, { name }));
    expect(answers.slice(0, 5).map(({ body }) => body.matches)).toEqual([true, true, false, false, true]);
    expect(answers[5]).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
  });
});

describe('every answer of the contract', () => {
  const at = (number: number, change: Parameters<typeof snapshotOf>[0] = {}) =>
    snapshotOf({ certificateId: idOf(number), ...change });
  const records = [
    issuedOf(at(9001)),
    inState('revoked', at(9002)),
    inState('superseded', at(9003)),
    issuedOf(at(9004, { validUntil: '2025-12-31' })),
    inState('suspended', at(9005)),
    inState('reserved', at(9006)),
    inState('erased', at(9007)),
  ];
  beforeAll(async () => {
    for (const record of records)
      await cloud.clients.dynamo.send(
        new PutItemCommand({ TableName: cloud.tableName, Item: certificateItem(record) }),
      );
  });

  test.each([
    ['valid', 200, idOf(9001), 'شهادة صحيحة', 'Valid certificate'],
    ['revoked', 200, idOf(9002), 'شهادة ملغاة', 'Revoked'],
    ['superseded', 200, idOf(9003), 'شهادة مستبدلة', 'Replaced'],
    ['expired', 200, idOf(9004), 'شهادة منتهية', 'Expired'],
    ['suspended', 200, idOf(9005), 'شهادة موقوفة', 'Suspended'],
    ['unknown', 404, idOf(9006), 'غير موجودة', 'Not found'],
    ['unknown', 404, idOf(9007), 'غير موجودة', 'Not found'],
    ['unknown', 404, idOf(9008), 'غير موجودة', 'Not found'],
    ['malformed', 400, 'B1P90CH35ABARTZ769', 'راجِع الرقم', 'Check the ID'],
  ])('%s: %i as JSON and as a page in both languages', async (result, status, id, arabic, english) => {
    const json = await get(`/verify/${id}`);
    expect([json.status, json.headers.get('cache-control')]).toEqual([status, SHORT]);
    expect(await json.json()).toMatchObject({ result, checkedAt: expect.any(String) });
    for (const [language, words] of [
      ['ar', arabic],
      ['en', english],
    ]) {
      const page = await get(`/verify/${id}?lang=${language}`, 'text/html');
      expect([page.status, page.headers.get('content-language')]).toEqual([status, language]);
      expect(page.headers.get('x-robots-tag')).toBe('noindex, nofollow');
      expect(page.headers.get('set-cookie')).toBeNull();
      expect(await page.text()).toMatch(new RegExp(`<h1 id="status">${words}</h1>`));
    }
  });
});

describe('after issue', () => {
  test('a revocation is shown at once on every route', async () => {
    const { certificateId } = await issued();
    const revoked = await send(`/certificates/${certificateId}/revocation`, {
      reasonCode: 'hours_corrected',
      note: 'Two days were counted twice',
    });
    expect(revoked).toMatchObject({ status: 200, body: { state: 'revoked' } });
    const answer = await get(`/verify/${certificateId}`);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ result: 'revoked', reasonCode: 'hours_corrected' });
    expect(text).not.toMatch(/Noura|نورة|counted twice|minutes/);
    expect(await (await get(`/verify/${certificateId}?lang=en`, 'text/html')).text()).toContain('Revoked');
  });

  test('a corrected certificate replaces the old one, and both are never valid at the same time', async () => {
    const { certificateId } = await issued();
    const both: string[] = [];
    let replaced = false;
    const watch = (async () => {
      while (!replaced) {
        const { body } = await listed(certificateId);
        const newId = body.supersededBy;
        // Reads the new one first: if it is valid, the old one must not be valid afterwards.
        if (typeof newId === 'string' && (await resultOf(newId)) === 'valid')
          if ((await resultOf(certificateId)) === 'valid') both.push(newId);
      }
    })();
    const request = () =>
      send(`/certificates/${certificateId}/replacement`, {
        nameEn: 'Noura Salem Al-Harbi',
        note: 'Passport',
      });
    const answers = await Promise.all([request(), request(), request()]);
    replaced = true;
    await watch;
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const ids = new Set(answers.map(({ body }) => body.certificateId));
    expect(ids.size).toBe(1);
    const [newId = ''] = [...ids] as string[];
    expect(both).toEqual([]);
    const old = (await (await get(`/verify/${certificateId}`)).json()) as object;
    expect(old).toMatchObject({ result: 'superseded', replacement: `/verify/${newId}` });
    expect(await (await get(`/verify/${newId}`)).json()).toMatchObject({
      result: 'valid',
      correctedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  test('a suspension is shown until the reinstatement', async () => {
    const { certificateId } = await issued();
    await send(`/certificates/${certificateId}/suspension`, { note: 'A complaint' });
    expect(await resultOf(certificateId)).toBe('suspended');
    await send(`/certificates/${certificateId}/reinstatement`, {});
    expect(await resultOf(certificateId)).toBe('valid');
  });

  test('an erased certificate is answered like one that never existed, byte for byte', async () => {
    const { certificateId, token } = await issued();
    const before = await listed(certificateId);
    expect((await send(`/certificates/${certificateId}/erasure`, {})).status).toBe(200);
    for (const accept of ['application/json', 'text/html']) {
      const erased = await get(`/verify/${certificateId}`, accept);
      const never = await get(`/verify/${NEVER}`, accept);
      const plain = (text: string, id: string) =>
        text
          .replaceAll(id, 'ID')
          .replaceAll(displayId(id), 'ID')
          .replace(/\d{4}-\d\d-\d\dT[0-9:.]+Z/g, 'NOW')
          .replace(/[٠-٩]{2}:[٠-٩]{2}|\d\d:\d\d/g, 'NOW');
      expect([erased.status, never.status]).toEqual([404, 404]);
      expect(plain(await erased.text(), certificateId)).toBe(plain(await never.text(), NEVER));
      const headers = ({ headers }: Response) =>
        [...headers].filter(([name]) => !['date', 'apigw-requestid'].includes(name));
      expect(headers(erased)).toEqual(headers(never));
    }
    expect(before.status).toBe(200);
    const document = await fetch(`${cloud.url}/certificates/${certificateId}/document`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(document.status).toBe(404);
  });

  test('a correction requested by the volunteer replaces the certificate once a coordinator approves it', async () => {
    const { certificateId, token } = await issued();
    const asked = await send(
      `/certificates/${certificateId}/corrections`,
      { nameEn: 'Nora Ahmed Al-Harbi', note: 'As in my passport' },
      token,
    );
    expect(asked).toMatchObject({ status: 201, body: { state: 'open' } });
    const { correctionId } = asked.body;
    const open = await fetch(`${cloud.url}/corrections`, {
      headers: { authorization: `Bearer ${coordinator}` },
    });
    expect(JSON.stringify(await open.json())).toContain(String(correctionId));
    const decided = await send(`/corrections/${correctionId}/decision`, { decision: 'approve' });
    expect(decided).toMatchObject({ status: 200, body: { state: 'approved' } });
    expect(await resultOf(String(decided.body.replacementId))).toBe('valid');
    expect(await resultOf(certificateId)).toBe('superseded');
    const stranger = await cloud.token('volunteer', { id: 'NOBODY' });
    const other = await send(`/certificates/${certificateId}/corrections`, { nameEn: 'Sara Saad' }, stranger);
    expect(other.status).toBe(404);
  });

  test('only a coordinator of the issuer can change a certificate', async () => {
    const { certificateId, token } = await issued();
    const elsewhere = await cloud.token('coordinator', { issuers: ['another-issuer'] });
    for (const step of ['revocation', 'suspension', 'reinstatement', 'erasure', 'replacement']) {
      const body = { revocation: { reasonCode: 'fraud' }, replacement: { nameEn: 'Sara Saad' } }[step] ?? {};
      expect((await send(`/certificates/${certificateId}/${step}`, body, token)).status).toBe(403);
      expect((await send(`/certificates/${certificateId}/${step}`, body, elsewhere)).status).toBe(404);
    }
    expect(await resultOf(certificateId)).toBe('valid');
  });
});

async function listed(certificateId: string) {
  const answer = await fetch(`${cloud.url}/certificates/${certificateId}`, {
    headers: { authorization: `Bearer ${coordinator}` },
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
