import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LedgerTransaction } from '../../functions/domain/ports/hours-ledger.ts';
import { giveUpImport } from '../../functions/workflows/ledger/run-import.ts';
import { startTable } from '../dynamo-table.ts';
import { cluster, HOURS_HEADINGS } from './cluster-files.ts';
import { ledgerImports } from './ledger-import.ts';

describe('an import', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  /** Hours with the entry ID of another volunteer's row, for the same opportunity. */
  const withEntryOf = (name: string, from: number, to: number) =>
    Buffer.from(
      `${HOURS_HEADINGS}\n${name}-V${from}-H1,${name}-V${to},${name}-OP,2025-02-01,6,approved,coord-1`,
    );

  /** The problem of an entry that is on a timesheet of another volunteer. */
  const elsewhere = (volunteerId: string) =>
    expect.objectContaining({
      code: 'ENTRY_ELSEWHERE',
      row: 2,
      facts: expect.objectContaining({ volunteerId }),
    });

  test('refuses an entry ID that another timesheet has, also while the import that writes it stands still', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { opportunities, volunteers, hours } = cluster('ELSEWHERE', 3);
    await imports.importBytes('opportunities.csv', opportunities);
    await imports.importBytes('volunteers.csv', volunteers);
    const refused = {
      state: 'refused',
      problems: expect.arrayContaining([elsewhere('ELSEWHERE-V0')]),
    };
    // The import dies after its claims are in force and before it writes any hours.
    const stopped = ledgerImports(table.dynamo, table.tableName);
    const importId = await stopped.request('hours.csv', hours);
    const write = stopped.deps.ledger.write.bind(stopped.deps.ledger);
    stopped.deps.ledger.write = async (transaction: LedgerTransaction) => {
      if (transaction.timesheets?.length) throw new Error('killed');
      return write(transaction);
    };
    await expect(stopped.run(importId)).rejects.toThrow('killed');
    expect((await imports.deps.imports.find(importId))?.state).toBe('writing');
    expect(await imports.importBytes('other.csv', withEntryOf('ELSEWHERE', 0, 1))).toMatchObject(refused);
    stopped.deps.ledger.write = write;
    await stopped.run(importId);
    expect((await imports.deps.imports.find(importId))?.state).toBe('imported');
    expect(await imports.importBytes('other.csv', withEntryOf('ELSEWHERE', 0, 1))).toMatchObject(refused);
  });

  test('leaves entry IDs free that a failed import has claimed and never written', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { opportunities, volunteers, hours } = cluster('GIVEN-UP', 3);
    await imports.importBytes('opportunities.csv', opportunities);
    await imports.importBytes('volunteers.csv', volunteers);
    const importId = await imports.request('hours.csv', hours);
    const { ledger } = imports.deps;
    const write = ledger.write.bind(ledger);
    ledger.write = async () => Promise.reject(new Error('killed'));
    await expect(imports.run(importId)).rejects.toThrow('killed');
    ledger.write = write;
    await giveUpImport(importId, imports.deps);
    expect((await imports.importBytes('other.csv', withEntryOf('GIVEN-UP', 0, 1))).state).toBe('imported');
    await imports.run(importId);
    expect(await imports.importBytes('hours.csv', hours)).toMatchObject({
      state: 'refused',
      problems: expect.arrayContaining([elsewhere('GIVEN-UP-V1')]),
    });
  });

  test('checks again if it lost its lease between the check and the first write', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const { opportunities, volunteers, hours } = cluster('LATE', 3);
    await imports.importBytes('opportunities.csv', opportunities);
    await imports.importBytes('volunteers.csv', volunteers);
    const late = ledgerImports(table.dynamo, table.tableName);
    const importId = await late.request('hours.csv', hours);
    const claim = late.deps.ledger.claimEntries.bind(late.deps.ledger);
    // The lease runs out, and another import takes the entry before the claims are stored.
    late.deps.ledger.claimEntries = async (id, keys) => {
      const later = () => new Date(Date.now() + 600_000).toISOString();
      const other = ledgerImports(table.dynamo, table.tableName, { now: later });
      expect((await other.importBytes('other.csv', withEntryOf('LATE', 0, 1))).state).toBe('imported');
      return claim(id, keys);
    };
    await expect(late.run(importId)).rejects.toThrow('lost its lease');
    await imports.deps.imports.find(importId);
    imports.files.uploaded.set(importId, hours);
    await imports.run(importId);
    expect(await imports.deps.imports.find(importId)).toMatchObject({
      state: 'refused',
      problems: expect.arrayContaining([elsewhere('LATE-V1')]),
    });
    const record = await imports.deps.ledger.volunteerRecord('rawabi-health-cluster', 'LATE-V0');
    expect(record).toBeUndefined();
  });
});
