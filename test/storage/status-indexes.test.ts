import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DynamoStatusIndexes } from '../../functions/storage/dynamo/dynamo-status-indexes.ts';
import { startTable } from '../dynamo-table.ts';

const ISSUER_ID = 'rawabi-health-cluster';

describe('places in status lists', () => {
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
  }, 60_000);
  afterAll(() => table.stop());

  const allotter = () => {
    writes = 0;
    return new DynamoStatusIndexes(table.dynamo, table.tableName);
  };

  test('are never given twice, and come in blocks of one write', async () => {
    const places = [allotter(), allotter()];
    const given = await Promise.all(
      Array.from({ length: 60 }, async (_, turn) => places[turn % 2]?.next(ISSUER_ID)),
    );
    expect(new Set(given.map((place) => place?.index)).size).toBe(60);
    expect(writes).toBe(2);
  });

  test('are asked for ahead with the same write', async () => {
    const places = allotter();
    await Promise.all([places.prepare(ISSUER_ID), places.prepare(ISSUER_ID)]);
    expect(writes).toBe(1);
    await places.next(ISSUER_ID);
    await places.prepare(ISSUER_ID);
    await places.next(ISSUER_ID);
    expect(writes).toBe(1);
  });

  test('are asked for again where asking ahead has failed', async () => {
    const places = allotter();
    failures = 1;
    await places.prepare(ISSUER_ID);
    expect(await places.next(ISSUER_ID)).toMatchObject({ listId: `${ISSUER_ID}-1` });
    expect(writes).toBe(2);
  });
});
