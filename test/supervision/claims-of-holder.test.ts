import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { REGISTRY } from '../../functions/domain/hours/volunteer.ts';
import { recordHash } from '../../functions/domain/record-hash.ts';
import { emptyRegister, founded } from '../../functions/domain/staff/staff-register.ts';
import { CognitoSecondFactors } from '../../functions/storage/cognito-second-factors.ts';
import { DynamoAddressBook } from '../../functions/storage/dynamo/dynamo-address-book.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoJournal } from '../../functions/storage/dynamo/supervision/dynamo-journal.ts';
import { DynamoStaffRegisters } from '../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
import { claimsOfHolder, type Holder } from '../../functions/workflows/supervision/claims-of-holder.ts';
import { PoolAccounts } from '../../infra/local/cognito/pool-accounts.ts';
import { startUserPoolApi } from '../../infra/local/cognito/pool-api.ts';
import { totpCode } from '../../infra/local/cognito/totp.ts';
import { startTable } from '../dynamo-table.ts';
import { volunteerOf } from '../people.ts';
import { recordKey } from '../record-key.ts';

const CLUSTER = 'rawabi-health-cluster';
const MUNICIPALITY = 'rawabi-municipality';
const EMAIL = 'Noura@Example.org';

/** Who has signed in, with an account that is called like its subject. */
const holderOf = (subject: string, email: string, further: Partial<Holder> = {}): Holder => ({
  subject,
  email,
  account: { userPoolId: 'POOL', userName: subject },
  appointed: [],
  hasShownFactor: false,
  ...further,
});
const folder = mkdtempSync(join(tmpdir(), 'tawtheeq-accounts-'));
const accounts = new PoolAccounts(folder, []);

let pool: Awaited<ReturnType<typeof startUserPoolApi>>;
let table: Awaited<ReturnType<typeof startTable>>;
let journal: DynamoJournal;
let deps: Parameters<typeof claimsOfHolder>[1];
beforeAll(async () => {
  table = await startTable();
  const ledger = new DynamoHoursLedger(table.dynamo, table.tableName, { writesWith: recordKey });
  const registers = new DynamoStaffRegisters(table.dynamo, table.tableName);
  journal = new DynamoJournal(table.dynamo, table.tableName);
  pool = await startUserPoolApi(accounts);
  process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER = pool.url;
  for (const subject of ['s', 'other']) {
    accounts.verifySecret(subject, totpCode(accounts.offerSecret(subject), Date.now()));
    accounts.setApp(subject, true);
  }
  deps = {
    secondFactors: new CognitoSecondFactors(table.dynamo.config),
    // Another function than the one that imports: it reads the key of the hash from the table.
    addresses: new DynamoAddressBook(table.dynamo, table.tableName),
    registers,
    journal,
    now: () => '2025-08-02T08:00:00.000Z',
    randomId: () => 'sign-in-1',
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
});
afterAll(async () => {
  delete process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER;
  rmSync(folder, { recursive: true, force: true });
  await pool?.stop();
  await table?.stop();
});

test('an address has the records of every issuer that knows it, in whatever case it is written', async () => {
  const { volunteers, grants } = await claimsOfHolder(holderOf('s', 'NOURA@example.ORG '), deps);
  expect(volunteers.map(({ issuerId, volunteerId }) => `${issuerId}/${volunteerId}`).sort()).toEqual([
    `${CLUSTER}/V-0001`,
    `${MUNICIPALITY}/M-7`,
  ]);
  expect(grants).toEqual([]);
});

test('an address that nobody has recorded makes nothing', async () => {
  expect(await claimsOfHolder(holderOf('s', 'nobody@example.org'), deps)).toEqual({
    volunteers: [],
    grants: [],
    areGrantsWithheld: false,
  });
  expect((await claimsOfHolder(holderOf('s', ''), deps)).volunteers).toEqual([]);
});

test('an address in a register of staff has its roles, and no volunteer’s record', async () => {
  expect(await claimsOfHolder(holderOf('s', 'huda@example.org'), deps)).toEqual({
    volunteers: [],
    grants: [{ issuerId: CLUSTER, role: 'administrator' }],
    areGrantsWithheld: false,
  });
});

test('from the first sign-in on, the subject names the person, whatever address it has then', async () => {
  const [register] = await deps.registers.find([CLUSTER]);
  expect(register?.people).toMatchObject([{ email: 'huda@example.org', subject: 's' }]);
  // Once, with the hash of the register that knows the subject.
  const { items } = await journal.list('2025-08-02', [CLUSTER], { limit: 10 });
  expect(items.map(({ act, subject, outcome, targets }) => [act, subject, outcome, targets])).toEqual([
    ['sign_in', 's', 'done', { issuerId: CLUSTER, staffSha256: recordHash(register ?? {}) }],
    ['sign_in', 's', null, { issuerId: CLUSTER }],
  ]);
  const grants = [{ issuerId: CLUSTER, role: 'administrator' }];
  expect(await claimsOfHolder(holderOf('s', 'new@example.org'), deps)).toMatchObject({ grants });
  // Somebody else who gets the address later is not the person.
  expect((await claimsOfHolder(holderOf('other', 'huda@example.org'), deps)).grants).toEqual([]);
});

describe('without a second factor', () => {
  const withheld = { volunteers: [], grants: [], areGrantsWithheld: true };
  const operator = { issuerId: '*', role: 'operator' } as const;
  const grants = [{ issuerId: CLUSTER, role: 'administrator' }];

  test('the roles of the registers are withheld, as soon as the account has none any more', async () => {
    accounts.setApp('s', false);
    expect(await claimsOfHolder(holderOf('s', 'huda@example.org'), deps)).toEqual(withheld);
    accounts.setApp('s', true);
    expect(await claimsOfHolder(holderOf('s', 'huda@example.org'), deps)).toMatchObject({ grants });
  });

  test('the role of operators is withheld too', async () => {
    const holder = holderOf('new', 'operator@example.org', { appointed: [operator] });
    expect(await claimsOfHolder(holder, deps)).toEqual(withheld);
    expect(await claimsOfHolder({ ...holder, hasShownFactor: true }, deps)).toMatchObject({
      grants: [operator],
    });
  });

  test('volunteers keep their records, and the pool isn’t asked about them', async () => {
    const secondFactors = new CognitoSecondFactors({
      ...table.dynamo.config,
      region: () => Promise.reject(new Error('The pool is asked')),
    });
    const { volunteers, areGrantsWithheld } = await claimsOfHolder(holderOf('new', EMAIL), {
      ...deps,
      secondFactors,
    });
    expect([volunteers.length, areGrantsWithheld]).toEqual([2, false]);
    // "Could not be asked" is neither yes nor no.
    const asked = claimsOfHolder(holderOf('s', 'huda@example.org'), { ...deps, secondFactors });
    await expect(asked).rejects.toThrow('The pool is asked');
  });
});

test('no key of the table or its indexes holds an address', async () => {
  const { Items = [] } = await table.dynamo.send(new ScanCommand({ TableName: table.tableName }));
  const keys = Items.flatMap(({ pk, sk, listPk, listSk }) => [pk?.S, sk?.S, listPk?.S, listSk?.S]);
  expect(Items.length).toBeGreaterThan(5);
  expect(keys.filter((key) => /noura|other|@/i.test(key ?? ''))).toEqual([]);
});
