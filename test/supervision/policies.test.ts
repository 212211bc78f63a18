import { DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emptyRegister, type StaffRegister } from '../../functions/domain/staff/staff-register.ts';
import { DynamoAddressBook } from '../../functions/storage/dynamo/dynamo-address-book.ts';
import { DynamoPolicies } from '../../functions/storage/dynamo/supervision/dynamo-policies.ts';
import { DynamoStaffRegisters } from '../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
import { addressHashKey, policyKey } from '../../functions/storage/dynamo/table.ts';
import { startTable } from '../dynamo-table.ts';

const changed = (issuerId: string, revision: number, makerAndChecker: boolean): StaffRegister => ({
  ...emptyRegister(issuerId),
  revision,
  policy: { makerAndChecker, changedAt: '2026-01-10T08:00:00.000Z', changedBy: 'huda', approvedBy: 'omar' },
});

describe('the register of staff', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let staff: DynamoStaffRegisters;
  beforeAll(async () => {
    table = await startTable();
    staff = new DynamoStaffRegisters(table.dynamo, table.tableName);
  });
  afterAll(() => table.stop());

  test('is all there is before the first import: who signs in makes no key of hashes', async () => {
    const addresses = new DynamoAddressBook(table.dynamo, table.tableName);
    expect(await addresses.volunteersWith('huda@example.org')).toEqual([]);
    const key = { TableName: table.tableName, Key: marshall(addressHashKey()) };
    expect((await table.dynamo.send(new GetItemCommand(key))).Item).toBeUndefined();
  });

  test('is replaced on the condition of its revision', async () => {
    expect(await staff.find(['a', 'b'])).toEqual([emptyRegister('a'), emptyRegister('b')]);
    const nobody = emptyRegister('a');
    const first = { ...nobody, revision: 1 };
    expect([await staff.replace(nobody, first), await staff.replace(nobody, first)]).toEqual([
      'written',
      'changed',
    ]);
    const second = { ...first, revision: 2 };
    expect(await staff.replace(second, { ...first, revision: 3 })).toBe('changed');
    expect(await staff.replace(first, second)).toBe('written');
    expect((await staff.find(['a']))[0]).toMatchObject({ revision: 2 });
  });

  test('leaves the policy as it is where something else changes', async () => {
    const first = changed('e', 1, false);
    await staff.replace(emptyRegister('e'), first);
    const key = { TableName: table.tableName, Key: marshall(policyKey('e')) };
    await table.dynamo.send(new DeleteItemCommand(key));
    expect(await staff.replace(first, { ...first, revision: 2 })).toBe('written');
    expect((await table.dynamo.send(new GetItemCommand(key))).Item).toBeUndefined();
  });

  test('gives the policy of now, five seconds later, and that of the file where nobody changed it', async () => {
    let clock = 0;
    const policies = new DynamoPolicies(table.dynamo, table.tableName, () => clock);
    const ofFile = { issuerId: 'c', policy: { makerAndChecker: true } };
    expect(await policies.of(ofFile)).toEqual({ makerAndChecker: true });
    expect(await policies.of({ issuerId: 'd' })).toEqual({});
    const file = emptyRegister('c');
    const first = changed('c', 1, false);
    await staff.replace(file, first);
    clock = 4_999;
    expect(await policies.of(ofFile)).toEqual({ makerAndChecker: true });
    clock = 5_000;
    expect(await policies.of(ofFile)).toEqual({ makerAndChecker: false });
    // A change that was not written is no policy.
    await staff.replace(file, changed('c', 1, true));
    clock = 20_000;
    expect(await policies.of(ofFile)).toEqual({ makerAndChecker: false });
  });
});
