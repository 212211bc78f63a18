import { describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { ApiFault, ApiRefusal, ApiUnreachable } from '../../functions/client/api-errors.ts';
import * as batches from '../../functions/routes/batches.ts';
import { listIssuers } from '../../functions/routes/issuers.ts';
import * as issuing from '../../functions/routes/issuing.ts';
import * as reports from '../../functions/routes/reports.ts';
import * as supervision from '../../functions/routes/supervision.ts';
import * as verification from '../../functions/routes/verification.ts';

const ID = 'B1P90CH35ABARTZ768';
const BASE_URL = 'https://verify.example.org';
const issuer = {
  issuerId: 'a',
  nameAr: 'أ',
  nameEn: 'A',
  country: 'SA',
  domain: 'a.example',
  email: 'a@a.example',
};
const halted = { everyone: { halted: true, since: '2026-01-01T00:00:00.000Z', by: 'a-1' }, issuers: [] };

interface Sent {
  readonly address: string;
  readonly init: RequestInit;
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** A client whose requests get these answers, one after another, and what it sent. */
function clientOf(...answers: readonly (Response | Error)[]) {
  const sent: Sent[] = [];
  const waiting = [...answers];
  const send = async (address: string | URL | Request, init: RequestInit = {}) => {
    sent.push({ address: String(address), init });
    const answer = waiting.shift();
    if (answer === undefined) throw new Error('no further answer');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const client = new ApiClient({ baseUrl: `${BASE_URL}/`, token: 'T', fetch: send as typeof fetch });
  return { client, sent };
}

describe('the client sends', () => {
  test('the path with its variables, the query, the body, and the token', async () => {
    const { client, sent } = clientOf(json(halted), json({ items: [], cursor: null }));
    await client.call(supervision.haltIssuing);
    await client.call(batches.listBatchItems, {
      path: { id: 'B/1' },
      query: { outcome: 'failed', limit: 5 },
    });
    expect(sent.map(({ address, init }) => [init.method, address])).toEqual([
      ['POST', `${BASE_URL}/issuing/halt`],
      ['GET', `${BASE_URL}/batches/B%2F1/items?outcome=failed&limit=5`],
    ]);
    expect(sent[0]?.init.headers).toEqual({
      accept: 'application/json',
      'accept-language': 'en',
      authorization: 'Bearer T',
    });
  });

  test('JSON', async () => {
    const claim = { certificateId: ID, displayId: ID, outcome: 'issued' };
    const { client, sent } = clientOf(json(claim, 201));
    await client.call(issuing.claimCertificate, { body: { opportunityId: 'O-1' } });
    expect(sent[0]?.init).toMatchObject({
      body: '{"opportunityId":"O-1"}',
      headers: { 'content-type': 'application/json' },
    });
  });

  test('only what the route takes', () => {
    const { client } = clientOf();
    // Never called: only compiled.
    const miscalls = () => [
      // @ts-expect-error: the path has a variable.
      client.call(batches.getBatch),
      // @ts-expect-error: the path has no such variable.
      client.call(batches.getBatch, { path: { batchId: 'B-1' } }),
      // @ts-expect-error: there is no such outcome.
      client.call(batches.listBatchItems, { path: { id: 'B-1' }, query: { outcome: 'lost' } }),
      // @ts-expect-error: the body lacks the opportunity.
      client.call(issuing.claimCertificate, { body: {} }),
      // @ts-expect-error: this route takes no body.
      client.call(supervision.haltIssuing, { body: { note: '' } }),
      // @ts-expect-error: this route answers no list.
      client.list(issuing.getProgress, {}),
    ];
    expect(miscalls).toBeDefined();
  });
});

describe('the client answers', () => {
  test('an answer that the route lists, whatever its status', async () => {
    const checked = { certificateId: ID, displayId: ID, checkedAt: '2026-01-01T00:00:00.000Z' };
    const { client } = clientOf(
      json({ ...checked, result: 'unknown' }, 404),
      json({ ...checked, result: 'unavailable' }, 503),
    );
    const verify = () => client.request(verification.verifyCertificate, { path: { id: ID } });
    expect(await verify()).toMatchObject({ status: 404, body: { result: 'unknown' } });
    expect(await verify()).toMatchObject({ status: 503, body: { result: 'unavailable' } });
  });

  test('fields and codes that it doesn’t know', async () => {
    const items = [{ ...issuer, country: 'JO', colour: 'green' }];
    const { client } = clientOf(json({ items, cursor: null }));
    expect(await client.call(listIssuers)).toEqual({ items, cursor: null });
  });

  test('a list page after page, as far as it is asked for', async () => {
    const page = (ids: readonly string[], cursor: string | null) =>
      json({ items: ids.map((issuerId) => ({ ...issuer, issuerId })), cursor });
    const { client, sent } = clientOf(page(['a', 'b'], 'c'), page(['c', 'd'], 'e'));
    const ids: string[] = [];
    for await (const { issuerId } of client.list(listIssuers, {}, 3)) ids.push(issuerId);
    expect(ids).toEqual(['a', 'b', 'c']);
    expect(sent.map(({ address }) => address.slice(BASE_URL.length))).toEqual([
      '/issuers?limit=3',
      '/issuers?limit=1&cursor=c',
    ]);
  });

  test('a link, made absolute', async () => {
    const { client } = clientOf(new Response(null, { status: 302, headers: { location: '/files/1' } }));
    expect(await client.link(issuing.getDocument, { path: { id: ID } })).toBe(`${BASE_URL}/files/1`);
  });

  test('a file as text, with its byte order mark', async () => {
    const { client, sent } = clientOf(
      new Response('\ufeffissuer\r\n', { headers: { 'content-type': 'text/csv' } }),
    );
    const query = { from: '2025-01-01', to: '2025-06-30' };
    expect(await client.text(reports.getReport, 'text/csv', { query })).toBe('\ufeffissuer\r\n');
    expect(sent[0]?.init.headers).toMatchObject({ accept: 'text/csv' });
  });
});

describe('the client throws', () => {
  const claim = (client: ApiClient) =>
    client.call(issuing.claimCertificate, { body: { opportunityId: 'O-1' } });

  test('a refusal with its code and facts', async () => {
    const problem = { status: 409, code: 'NOT_ELIGIBLE', title: 'Not yet.', reason: 'HOURS_PENDING' };
    const { client } = clientOf(json(problem, 409));
    const refused = claim(client);
    await expect(refused).rejects.toBeInstanceOf(ApiRefusal);
    await expect(refused).rejects.toMatchObject({
      message: 'Not yet.',
      status: 409,
      code: 'NOT_ELIGIBLE',
      problem,
      address: `${BASE_URL}/me/certificates`,
    });
  });

  test('a refusal of the gateway without a code', async () => {
    const { client } = clientOf(json({ message: 'Unauthorized' }, 401));
    await expect(claim(client)).rejects.toMatchObject({ name: 'ApiRefusal', status: 401, code: undefined });
  });

  test('a fault, after trying a read three times and anything else once', async () => {
    const fault = () => json({ code: 'FAULT', title: 'Our fault.' }, 500);
    const reading = clientOf(fault(), fault(), fault());
    await expect(reading.client.call(listIssuers)).rejects.toBeInstanceOf(ApiFault);
    expect(reading.sent).toHaveLength(3);
    const changing = clientOf(fault());
    await expect(claim(changing.client)).rejects.toMatchObject({ message: 'Our fault., HTTP 500' });
    expect(changing.sent).toHaveLength(1);
  });

  test.each([
    ['nobody answers', new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }), 'ECONNREFUSED'],
    [
      'the answer is too late',
      Object.assign(new Error('late'), { name: 'TimeoutError' }),
      'no answer in time',
    ],
    ['the answer is no JSON', new Response('<html>'), 'the answer is not JSON'],
    ['the answer has another shape', json({ items: 'none', cursor: null }), 'at "items"'],
    [
      'the answer lacks a field',
      json({ items: [{ ...issuer, domain: undefined }], cursor: null }),
      'items.0.domain',
    ],
  ])('ApiUnreachable when %s', async (_, answer, message) => {
    const { client } = clientOf(answer);
    const asked = client.call(listIssuers);
    await expect(asked).rejects.toBeInstanceOf(ApiUnreachable);
    await expect(asked).rejects.toThrow(message);
  });
});
