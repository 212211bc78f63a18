import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DynamoDeliveries } from '../../functions/storage/dynamo/deliveries/dynamo-deliveries.ts';
import { idOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';

const NOW = '2026-01-10T08:00:00.000Z';
const ISSUER = 'rawabi-health-cluster';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

test('a delivery that goes on while deliveries are counted is counted once', async () => {
  const deliveries = new DynamoDeliveries(table.dynamo, table.tableName);
  const certificateId = idOf(61_000);
  const subject = { certificateId, issuerId: ISSUER, volunteerId: 'V-1', batchId: 'B-1' };
  const attempt = (await deliveries.begin(subject, { now: NOW, until: NOW })) ?? 0;
  await deliveries.end(subject, { attempt, at: NOW, state: 'handed_in', reason: null });
  // Whatever was read last, the delivery has gone on before the next is read.
  const further = ['delivered', 'bounced', 'complained'] as const;
  const read: string[] = [];
  table.dynamo.middlewareStack.add(
    (next) => async (args) => {
      const { ':prefix': prefix } = (args.input as QueryCommandInput).ExpressionAttributeValues ?? {};
      const answer = await next(args);
      if (prefix?.S?.endsWith('#B-1#')) {
        read.push(prefix.S);
        const state = further[read.length - 1];
        if (state !== undefined)
          await deliveries.record({ certificateId, attempt, state, reason: null }, NOW);
      }
      return answer;
    },
    { step: 'initialize', name: 'goesOn' },
  );
  const counts = await deliveries.countsOf('B-1', [ISSUER]);
  table.dynamo.middlewareStack.remove('goesOn');
  expect(read.length).toBeGreaterThan(3);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(counts.complained).toBe(1);
});
