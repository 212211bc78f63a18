import { expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { ApiUnreachable } from '../../functions/client/api-errors.ts';
import { batchesUnderWay, type ListApi, newestCertificates } from '../../infra/local/list-with-retries.ts';
import { embeddedServices } from '../tools/cli/scripted-service.ts';
import { batchAnswer, certificateAnswer } from '../tools/cli/service-answers.ts';

const { open } = embeddedServices();
const LIST = 'GET /certificates?limit=3';
const one = certificateAnswer();
const unavailable = [
  { status: 500, json: { code: 'FAULT' } },
  { status: 504, json: { message: 'Gateway Timeout' } },
];

const clientOf = async (script: Parameters<typeof open>[0]) => {
  const { url, received } = await open(script);
  return { api: new ApiClient({ baseUrl: url, token: 'T' }), received };
};

/** An API whose lists fail so many times before they answer `one`. */
function failingApi(failures: number): { api: ListApi; requests: () => number } {
  let requests = 0;
  return {
    api: {
      list: async function* () {
        requests += 1;
        if (requests <= failures) throw new ApiUnreachable('http://127.0.0.1:9', 'unavailable');
        yield one as never;
      },
    },
    requests: () => requests,
  };
}

test('the certificates are listed although the API is unavailable at first', async () => {
  const { api, received } = await clientOf({
    [LIST]: [...unavailable, { json: { items: [one], cursor: null } }],
  });
  expect(await newestCertificates(api, 1)).toEqual([one]);
  expect(received).toHaveLength(3);
});

test('the list is requested four times, and is undefined when the API stays unavailable', async () => {
  const last = failingApi(3);
  expect(await newestCertificates(last.api, 1)).toEqual([one]);
  const never = failingApi(Number.POSITIVE_INFINITY);
  expect(await newestCertificates(never.api, 1)).toBeUndefined();
  expect(never.requests()).toBe(4);
});

test('a refusal is thrown at once', async () => {
  const { api, received } = await clientOf({ [LIST]: { status: 403, json: { code: 'FORBIDDEN_ROLE' } } });
  await expect(newestCertificates(api, 1)).rejects.toThrow();
  expect(received).toHaveLength(1);
});

test('only batches that are planning or running are under way', async () => {
  const states = [
    'done',
    'running',
    'draft',
    'paused',
    'planning',
    'awaiting_approval',
    'cancelled',
  ] as const;
  const items = states.map((state) => batchAnswer({ batchId: `B-${state}`, state }));
  const { api } = await clientOf({ 'GET /batches?limit=20': { json: { items, cursor: null } } });
  expect(await batchesUnderWay(api, 1)).toEqual(['B-running', 'B-planning']);
});
