import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTable } from '../dynamo-table.ts';
import { cluster } from '../ledger/cluster-files.ts';
import { ledgerImports } from '../ledger/ledger-import.ts';

interface WriteInput {
  readonly TransactItems?: readonly { readonly Put?: { readonly Item: Item } }[];
  readonly RequestItems?: Readonly<
    Record<string, readonly { readonly PutRequest?: { readonly Item: Item } }[]>
  >;
}
type Item = Readonly<Record<string, { readonly S?: string }>>;

/** Counts the items that a client puts, by the kind in their keys, and its transactions. */
function putsOf(dynamo: DynamoDBClient): { puts: Record<string, number>; transactions: number } {
  const counted = { puts: {} as Record<string, number>, transactions: 0 };
  dynamo.middlewareStack.add(
    (next) => async (args) => {
      const { TransactItems, RequestItems = {} } = args.input as WriteInput;
      if (TransactItems) counted.transactions += 1;
      const items = [
        ...(TransactItems ?? []).flatMap(({ Put }) => Put?.Item ?? []),
        ...Object.values(RequestItems)
          .filter(Array.isArray)
          .flat()
          .flatMap(({ PutRequest }) => PutRequest?.Item ?? []),
      ];
      for (const { pk } of items) {
        const [kind = ''] = pk?.S?.split('#') ?? [];
        counted.puts[kind] = (counted.puts[kind] ?? 0) + 1;
      }
      return next(args);
    },
    { step: 'initialize' },
  );
  return counted;
}

describe('an import', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  beforeAll(async () => {
    table = await startTable();
  }, 60_000);
  afterAll(() => table.stop());

  test('writes an item for each timesheet and a few for all its entries, and nothing the second time', async () => {
    const VOLUNTEERS = 300;
    // From the registry, each volunteer's profile would be copied to the issuer with the first hours.
    const imports = ledgerImports(table.dynamo, table.tableName, { issuerIds: ['rawabi-health-cluster'] });
    const { opportunities, volunteers, hours } = cluster('COST', VOLUNTEERS);
    await imports.importBytes('opportunities.csv', opportunities);
    await imports.importBytes('volunteers.csv', volunteers);
    const counted = putsOf(table.dynamo);
    expect(await imports.importBytes('hours.csv', hours)).toMatchObject({ counts: { new: 5 * VOLUNTEERS } });
    const { VOLUNTEER, ENTRIES = 0, ...others } = counted.puts;
    // Though the file is ordered by day, each timesheet is written once.
    expect(VOLUNTEER).toBe(VOLUNTEERS);
    expect(ENTRIES).toBeLessThanOrEqual(256);
    expect(others).toEqual({});
    // One to begin, four of timesheets at most, and one that says how far it has come.
    expect(counted.transactions).toBeLessThanOrEqual(6);

    counted.puts = {};
    counted.transactions = 0;
    expect(await imports.importBytes('hours.csv', hours)).toMatchObject({ counts: { new: 0 } });
    expect(counted).toMatchObject({ puts: {}, transactions: 0 });
  }, 60_000);
});
