import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DynamoRateLimit } from '../../functions/storage/dynamo/dynamo-rate-limit.ts';
import { startTable } from '../dynamo-table.ts';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

const at = (seconds: number) =>
  new Date(Date.parse('2026-01-01T00:00:50.000Z') + seconds * 1000).toISOString();

test('allows five attempts in any 60 seconds, across the minutes of the clock', async () => {
  const limit = new DynamoRateLimit(table.dynamo, table.tableName);
  for (const seconds of [0, 1, 2, 12, 13])
    expect(await limit.attempt('match#A', 5, at(seconds))).toEqual({ allowed: true });
  expect(await limit.attempt('match#A', 5, at(14))).toEqual({ allowed: false, retryAfterSeconds: 46 });
  expect(await limit.attempt('match#B', 5, at(14))).toEqual({ allowed: true });
  expect(await limit.attempt('match#A', 5, at(60.5))).toEqual({ allowed: true });
  expect(await limit.attempt('match#A', 5, at(60.6))).toMatchObject({ allowed: false });
});

test('allows five of twenty concurrent attempts', async () => {
  const limit = new DynamoRateLimit(table.dynamo, table.tableName);
  const answers = await Promise.all(Array.from({ length: 20 }, () => limit.attempt('match#C', 5, at(0))));
  expect(answers.filter(({ allowed }) => allowed)).toHaveLength(5);
});
