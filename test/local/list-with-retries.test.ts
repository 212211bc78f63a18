import { expect, test } from '@jest/globals';
import { batchesUnderWay, listedCertificates } from '../../infra/local/list-with-retries.ts';
import { ApiClient } from '../../infra/tools/cli/api-client.ts';
import { embeddedServices } from '../tools/cli/scripted-service.ts';

const { open } = embeddedServices();
const LIST = 'GET /certificates?limit=200';
const one = { certificateId: 'B1P90CH35ABARTZ768', displayId: 'B1P9-0CH3-5ABA-RTZ7-68', volunteerId: 'V-1' };
const busy = [
  { status: 500, json: { code: 'FAULT' } },
  { status: 504, json: { message: 'Gateway Timeout' } },
];

const clientOf = async (script: Parameters<typeof open>[0]) => {
  const { url, received } = await open(script);
  return { api: new ApiClient({ url, token: 'T' }), received };
};

test('certificates are asked for again while the machine is too busy to answer', async () => {
  const { api, received } = await clientOf({ [LIST]: [...busy, { json: { items: [one], cursor: null } }] });
  expect(await listedCertificates(api, 1)).toEqual([one]);
  expect(received).toHaveLength(3);
});

test('a cloud that runs is not stopped because they could not be listed', async () => {
  const { api } = await clientOf({ [LIST]: busy });
  expect(await listedCertificates(api, 1)).toBeUndefined();
});

test('a refusal is no matter of patience', async () => {
  const { api, received } = await clientOf({ [LIST]: { status: 403, json: { code: 'FORBIDDEN_ROLE' } } });
  await expect(listedCertificates(api, 1)).rejects.toThrow();
  expect(received).toHaveLength(1);
});

test('batches that go on by themselves are told apart from those that ended or wait for somebody', async () => {
  const states = ['done', 'running', 'draft', 'paused', 'planning', 'awaiting_approval', 'cancelled'];
  const items = states.map((state) => ({ batchId: `B-${state}`, state }));
  const { api } = await clientOf({ 'GET /batches?limit=20': { json: { items, cursor: null } } });
  expect(await batchesUnderWay(api, 1)).toEqual(['B-running', 'B-planning']);
});
