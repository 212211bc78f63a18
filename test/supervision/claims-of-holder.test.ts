import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { REGISTRY } from '../../functions/domain/hours/volunteer.ts';
import { emptyRegister, founded } from '../../functions/domain/staff/staff-register.ts';
import { DynamoAddressBook } from '../../functions/storage/dynamo/dynamo-address-book.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoStaffRegisters } from '../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
import { claimsOfHolder } from '../../functions/workflows/supervision/claims-of-holder.ts';
import { startTable } from '../dynamo-table.ts';
import { volunteerOf } from '../people.ts';

const CLUSTER = 'rawabi-health-cluster';
const MUNICIPALITY = 'rawabi-municipality';
const EMAIL = 'Noura@Example.org';

let table: Awaited<ReturnType<typeof startTable>>;
let deps: Parameters<typeof claimsOfHolder>[1];
beforeAll(async () => {
  table = await startTable();
  const ledger = new DynamoHoursLedger(table.dynamo, table.tableName);
  const registers = new DynamoStaffRegisters(table.dynamo, table.tableName);
  deps = {
    // Another function than the one that imports: it reads the key of the hash from the table.
    addresses: new DynamoAddressBook(table.dynamo, table.tableName),
    registers,
    issuerIds: [CLUSTER, MUNICIPALITY],
    reportFault: (fault) => {
      throw fault;
    },
  };
  const lease = { issuerIds: [CLUSTER], holder: 'test', until: '2099-01-01T00:00:00.000Z' };
  await ledger.acquireLease(lease, '2025-08-01T00:00:00.000Z');
  await ledger.write({
    lease,
    volunteers: [
      volunteerOf({ email: EMAIL }),
      volunteerOf({ issuerId: MUNICIPALITY, volunteerId: 'M-7', email: EMAIL.toLowerCase() }),
      volunteerOf({ issuerId: REGISTRY, email: EMAIL }),
      volunteerOf({ volunteerId: 'V-0002', email: 'other@example.org' }),
      volunteerOf({ volunteerId: 'V-0003' }),
    ],
  });
  const invitation = { invitationId: 'p1', name: 'Huda', email: 'huda@example.org' };
  const now = '2025-08-01T00:00:00.000Z';
  const nobody = emptyRegister(CLUSTER);
  await registers.replace(nobody, founded(nobody, invitation, 'operator', now));
}, 60_000);
afterAll(() => table?.stop());

test('an address has the records of every issuer that knows it, in whatever case it is written', async () => {
  const { volunteers, grants } = await claimsOfHolder({ subject: 's', email: 'NOURA@example.ORG ' }, deps);
  expect(volunteers.map(({ issuerId, volunteerId }) => `${issuerId}/${volunteerId}`).sort()).toEqual([
    `${CLUSTER}/V-0001`,
    `${MUNICIPALITY}/M-7`,
  ]);
  expect(grants).toEqual([]);
});

test('an address that nobody has recorded makes nothing', async () => {
  expect(await claimsOfHolder({ subject: 's', email: 'nobody@example.org' }, deps)).toEqual({
    volunteers: [],
    grants: [],
  });
  expect((await claimsOfHolder({ subject: 's', email: '' }, deps)).volunteers).toEqual([]);
});

test('an address in a register of staff has its roles, and no volunteer’s record', async () => {
  expect(await claimsOfHolder({ subject: 's', email: 'huda@example.org' }, deps)).toEqual({
    volunteers: [],
    grants: [{ issuerId: CLUSTER, role: 'administrator' }],
  });
});

test('from the first sign-in on, the subject names the person, whatever address it has then', async () => {
  const [register] = await deps.registers.find([CLUSTER]);
  expect(register?.people).toMatchObject([{ email: 'huda@example.org', subject: 's' }]);
  const grants = [{ issuerId: CLUSTER, role: 'administrator' }];
  expect(await claimsOfHolder({ subject: 's', email: 'new@example.org' }, deps)).toMatchObject({ grants });
  // Somebody else who gets the address later is not the person.
  expect((await claimsOfHolder({ subject: 'other', email: 'huda@example.org' }, deps)).grants).toEqual([]);
});

test('no key of the table or its indexes holds an address', async () => {
  const { Items = [] } = await table.dynamo.send(new ScanCommand({ TableName: table.tableName }));
  const keys = Items.flatMap(({ pk, sk, listPk, listSk }) => [pk?.S, sk?.S, listPk?.S, listSk?.S]);
  expect(Items.length).toBeGreaterThan(5);
  expect(keys.filter((key) => /noura|other|@/i.test(key ?? ''))).toEqual([]);
});
