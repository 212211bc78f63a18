import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { IMPORT_WRITE_UNITS } from '../../infra/tools/cost/estimate.ts';
import { generateSample } from '../../infra/tools/sample/generate.ts';
import { startTable } from '../dynamo-table.ts';
import { cluster } from '../ledger/cluster-files.ts';
import { ledgerImports } from '../ledger/ledger-import.ts';

interface WriteInput {
  readonly TransactItems?: readonly { readonly Put?: { readonly Item: Item }; readonly Update?: unknown }[];
  readonly RequestItems?: Readonly<
    Record<string, readonly { readonly PutRequest?: { readonly Item: Item } }[]>
  >;
}
type Item = Readonly<Record<string, AttributeValue>>;

/** Counts the items that a client puts, by the kind in their keys, and its transactions. */
function putsOf(dynamo: DynamoDBClient): { puts: Record<string, number>; transactions: number } {
  const counted = { puts: {} as Record<string, number>, transactions: 0 };
  dynamo.middlewareStack.add(
    (next) => async (args) => {
      const { TransactItems, RequestItems = {} } = args.input as WriteInput;
      if (TransactItems) counted.transactions += 1;
      const items = [
        ...(TransactItems ?? []).flatMap(({ Put }): Item[] => (Put ? [Put.Item] : [])),
        ...Object.values(RequestItems)
          .filter(Array.isArray)
          .flat()
          .flatMap(({ PutRequest }): Item[] => (PutRequest ? [PutRequest.Item] : [])),
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

/** Write units of what a client writes: a transaction costs twice the kilobytes of its items, an index entry one. */
function unitsOf(dynamo: DynamoDBClient): { units: number } {
  const counted = { units: 0 };
  // JSON has more signs than DynamoDB counts bytes, so the figure is never too low.
  const kilobytes = (item: Item) =>
    Math.ceil(Buffer.byteLength(JSON.stringify(unmarshall({ ...item }))) / 1024);
  const unitsOfPut = (item: Item, times: 1 | 2) => times * kilobytes(item) + (item.listPk ? 1 : 0);
  dynamo.middlewareStack.add(
    (next) => async (args) => {
      const { TransactItems = [], RequestItems = {} } = args.input as WriteInput;
      for (const { Put } of TransactItems) counted.units += Put ? unitsOfPut(Put.Item, 2) : 2;
      // The keys of a BatchGet are in the same place, but in no list.
      for (const requests of Object.values(RequestItems))
        for (const { PutRequest } of Array.isArray(requests) ? requests : [])
          if (PutRequest) counted.units += unitsOfPut(PutRequest.Item, 1);
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
  });
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
    // The import itself, what was found in its file, and its place in the issuer's list.
    expect(others).toEqual({ IMPORT: 3 });
    // One to record it, one to begin, four of timesheets at most, one that says how far it has come, and one for what was found.
    expect(counted.transactions).toBeLessThanOrEqual(8);

    counted.puts = {};
    counted.transactions = 0;
    expect(await imports.importBytes('hours.csv', hours)).toMatchObject({ counts: { new: 0 } });
    expect(counted).toMatchObject({ puts: { IMPORT: 3 }, transactions: 2 });
  });

  test.each([
    ['an account for one issuer', ['tilal-health-cluster'] as const, IMPORT_WRITE_UNITS.byOneIssuer],
    ['an account for all issuers, which keeps the registry too', undefined, IMPORT_WRITE_UNITS.byAllIssuers],
  ])(
    'of people with email addresses and its release cost the write units that the estimate reckons with, by %s',
    async (_, issuerIds, reckoned) => {
      const VOLUNTEERS = 1_000;
      const folder = mkdtempSync(path.join(tmpdir(), 'write-cost-'));
      try {
        await generateSample({ profile: 'jazan-2025-h1', volunteers: VOLUNTEERS, seed: 7, outDir: folder });
        const own = await startTable();
        try {
          const imports = ledgerImports(own.dynamo, own.tableName, issuerIds ? { issuerIds } : {});
          const counted = unitsOf(own.dynamo);
          for (const kind of ['opportunities', 'volunteers', 'hours'])
            await imports.importReleased(`${kind}.csv`, readFileSync(path.join(folder, `${kind}.csv`)));
          // Of which 0.4 are the buckets of claims and fingerprints, which more volunteers share.
          expect(Math.abs(counted.units / VOLUNTEERS / reckoned - 1)).toBeLessThan(0.03);
        } finally {
          await own.stop();
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    300_000,
  );
});
