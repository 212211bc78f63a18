import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emptyRegister, type StaffRegister } from '../../functions/domain/staff/staff-register.ts';
import { DynamoPolicies } from '../../functions/storage/dynamo/supervision/dynamo-policies.ts';
import { DynamoStaffRegisters } from '../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
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
  }, 60_000);
  afterAll(() => table.stop());

  test('is replaced on the condition of its revision', async () => {
    expect(await staff.find(['a', 'b'])).toEqual([emptyRegister('a'), emptyRegister('b')]);
    const first = { ...emptyRegister('a'), revision: 1 };
    expect([await staff.replace(first), await staff.replace(first)]).toEqual(['written', 'changed']);
    const third = { ...first, revision: 3 };
    expect(await staff.replace(third)).toBe('changed');
    expect(await staff.replace({ ...first, revision: 2 })).toBe('written');
    expect((await staff.find(['a']))[0]).toMatchObject({ revision: 2 });
  });

  test('gives the policy of now, five seconds later, and that of the file where nobody changed it', async () => {
    let clock = 0;
    const policies = new DynamoPolicies(table.dynamo, table.tableName, () => clock);
    const ofFile = { issuerId: 'c', policy: { makerAndChecker: true } };
    expect(await policies.of(ofFile)).toEqual({ makerAndChecker: true });
    expect(await policies.of({ issuerId: 'd' })).toEqual({});
    await staff.replace(changed('c', 1, false));
    clock = 4_999;
    expect(await policies.of(ofFile)).toEqual({ makerAndChecker: true });
    clock = 5_000;
    expect(await policies.of(ofFile)).toEqual({ makerAndChecker: false });
    // A change that was not written is no policy.
    await staff.replace(changed('c', 5, true));
    clock = 20_000;
    expect(await policies.of(ofFile)).toEqual({ makerAndChecker: false });
  });
});
