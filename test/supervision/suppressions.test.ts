import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DynamoSuppressions } from '../../functions/storage/dynamo/deliveries/dynamo-suppressions.ts';
import { KeyedHash } from '../../functions/storage/dynamo/volunteers/keyed-hash.ts';
import { startTable } from '../dynamo-table.ts';

const AT = '2025-07-01T08:00:00.000Z';
let table: Awaited<ReturnType<typeof startTable>>;

beforeAll(async () => {
  table = await startTable();
});

afterAll(() => table.stop());

test('of many addresses those are found to which no email goes, in whatever case they are written', async () => {
  const { dynamo, tableName } = table;
  // The key of the hash is made by the first who records an address.
  await new KeyedHash(dynamo, tableName).of('somebody', 16);
  const suppressions = new DynamoSuppressions(dynamo, tableName);
  const addresses = Array.from({ length: 250 }, (_, number) => `person-${number}@example.org`);
  for (const number of [7, 120, 249])
    await suppressions.add(await suppressions.hashOf(`person-${number}@example.org`), 'NO_MAILBOX', AT);
  const written = [...addresses, 'Person-7@Example.org', 'person-8@example.org'];
  expect([...(await suppressions.among(written))].sort()).toEqual([
    'Person-7@Example.org',
    'person-120@example.org',
    'person-249@example.org',
    'person-7@example.org',
  ]);
  expect(await suppressions.among([])).toEqual(new Set());
});
