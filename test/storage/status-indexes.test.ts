import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DynamoStatusIndexes } from '../../functions/storage/dynamo/dynamo-status-indexes.ts';
import { startTable } from '../dynamo-table.ts';

const ISSUER_ID = 'rawabi-health-cluster';

describe('status indexes', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let failures = 0;
  let writes = 0;

  beforeAll(async () => {
    table = await startTable();
    table.dynamo.middlewareStack.add(
      (next) => async (args) => {
        writes += 1;
        if (failures > 0) {
          failures -= 1;
          throw new Error('not now');
        }
        return next(args);
      },
      { step: 'initialize' },
    );
  });
  afterAll(() => table.stop());

  const newAllocator = () => {
    writes = 0;
    return new DynamoStatusIndexes(table.dynamo, table.tableName);
  };

  test('are returned once, and allocated in blocks with one write each', async () => {
    const allocators = [newAllocator(), newAllocator()];
    const allocated = await Promise.all(
      Array.from({ length: 60 }, async (_, turn) => allocators[turn % 2]?.next(ISSUER_ID)),
    );
    expect(new Set(allocated.map((entry) => entry?.index)).size).toBe(60);
    expect(writes).toBe(2);
  });

  test('are allocated ahead with the same write', async () => {
    const indexes = newAllocator();
    await Promise.all([indexes.prepare(ISSUER_ID), indexes.prepare(ISSUER_ID)]);
    expect(writes).toBe(1);
    await indexes.next(ISSUER_ID);
    await indexes.prepare(ISSUER_ID);
    await indexes.next(ISSUER_ID);
    expect(writes).toBe(1);
  });

  test('are allocated by `next` after `prepare` has failed', async () => {
    const indexes = newAllocator();
    failures = 1;
    await indexes.prepare(ISSUER_ID);
    expect(await indexes.next(ISSUER_ID)).toMatchObject({ listId: `${ISSUER_ID}-1` });
    expect(writes).toBe(2);
  });
});
