import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isIdentityOf, type VolunteerIdentity } from '../../functions/domain/hours/volunteer.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { volunteerItem } from '../../functions/storage/dynamo/volunteer-item.ts';
import { DynamoNameReviews } from '../../functions/storage/dynamo/volunteers/dynamo-name-reviews.ts';
import { decideNameRequest } from '../../functions/workflows/ledger/decide-name-request.ts';
import { requestName } from '../../functions/workflows/ledger/review-name.ts';
import { startTable } from '../dynamo-table.ts';
import { volunteerOf } from '../people.ts';
import { RECORD_KEY, recordKey } from '../record-key.ts';

const VOLUNTEER = volunteerOf();
const { issuerId, volunteerId } = VOLUNTEER;

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

test('another name is approved by nobody who asked for it, whatever the token says by then', async () => {
  const { dynamo, tableName } = table;
  await dynamo.send(new PutItemCommand({ TableName: tableName, Item: volunteerItem(VOLUNTEER, RECORD_KEY) }));
  const deps = {
    ledger: new DynamoHoursLedger(dynamo, tableName, { writesWith: recordKey }),
    reviews: new DynamoNameReviews(dynamo, tableName, recordKey),
    findUnprintable: () => undefined,
    now: () => new Date().toISOString(),
    pause: async () => {},
    randomId: randomUUID,
  };
  // Sara gave the volunteer her own address, and signs in as both.
  const asked = { actor: 'sara', identities: [{ issuerId, volunteerId }], issuerId };
  await requestName({ ...asked, name: { nameEn: 'Zabarjada Al-Bishi' }, note: '' }, deps);
  const approve = (actor: string, identities: readonly VolunteerIdentity[] = []) =>
    decideNameRequest(
      {
        ...{ issuerId, volunteerId, decision: 'approve', actor, note: undefined },
        isVolunteer: (key) => identities.some((one) => isIdentityOf(one, key)),
      },
      deps,
    );
  for (const [actor, identities] of [
    ['sara', asked.identities],
    // Her token of before: it names no volunteer.
    ['sara', []],
    ['omar', asked.identities],
  ] as const)
    await expect(approve(actor, identities)).rejects.toMatchObject({ code: 'SAME_PERSON' });
  expect((await deps.ledger.volunteers([VOLUNTEER]))[0]?.nameEn).toBe(VOLUNTEER.nameEn);
  expect(await approve('omar')).toMatchObject({ volunteer: { nameEn: 'Zabarjada Al-Bishi' } });
});
