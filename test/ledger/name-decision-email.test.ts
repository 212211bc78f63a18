import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { NameReview } from '../../functions/domain/hours/name-review.ts';
import type { Email } from '../../functions/domain/ports/mailer.ts';
import { DynamoSuppressions } from '../../functions/storage/dynamo/deliveries/dynamo-suppressions.ts';
import { DynamoEmailLanguages } from '../../functions/storage/dynamo/emails/dynamo-email-languages.ts';
import { DynamoKillSwitch } from '../../functions/storage/dynamo/supervision/dynamo-kill-switch.ts';
import { KeyedHash } from '../../functions/storage/dynamo/volunteers/keyed-hash.ts';
import { tellNameDecision } from '../../functions/workflows/ledger/tell-name-decision.ts';
import { startTable } from '../dynamo-table.ts';
import { volunteerOf } from '../people.ts';

const AT = '2025-07-01T08:00:00.000Z';
const EMAIL = 'noura@example.org';
const VOLUNTEER = volunteerOf();

let table: Awaited<ReturnType<typeof startTable>>;
let sent: (readonly [to: string, language: string | null])[];
let faults: unknown[];
let isTaking: boolean;

beforeAll(async () => {
  table = await startTable();
  // The key of the hash is made by the first who records an address.
  await new KeyedHash(table.dynamo, table.tableName).of('somebody', 16);
});
afterAll(() => table.stop());
beforeEach(() => {
  sent = [];
  faults = [];
  isTaking = true;
});

const adapters = () => ({
  notifying: new DynamoKillSwitch(table.dynamo, table.tableName),
  suppressions: new DynamoSuppressions(table.dynamo, table.tableName),
  languages: new DynamoEmailLanguages(table.dynamo, table.tableName),
});

/** Tells somebody at an address, or without one, of a decision. */
function tell(email?: string): Promise<void> {
  const volunteer = { ...VOLUNTEER, ...(email && { email }) };
  return tellNameDecision(
    { volunteer, review: {} as NameReview },
    {
      ...adapters(),
      mailer: {
        send: async () => {
          if (!isTaking) throw new Error('The mail service is down');
          return 'accepted';
        },
      },
      write: (to, language) => {
        sent.push([to, language]);
        return {} as Email;
      },
      reportFault: (fault) => faults.push(fault),
    },
  );
}

test('a volunteer is told of a decided name once, in the language that was chosen', async () => {
  await tell(EMAIL);
  expect(sent).toEqual([[EMAIL, null]]);
  await adapters().languages.choose(VOLUNTEER, 'en', AT);
  await tell(EMAIL);
  expect(sent.at(-1)).toEqual([EMAIL, 'en']);
  expect(faults).toEqual([]);
});

test('who has no address, or one that bounced, is told by the page alone', async () => {
  const { suppressions } = adapters();
  await suppressions.add(await suppressions.hashOf('gone@example.org'), 'NO_MAILBOX', AT);
  await tell();
  await tell('gone@example.org');
  expect(sent).toEqual([]);
});

test('nobody is told while notifications of the issuer are halted', async () => {
  const { notifying } = adapters();
  const state = { since: AT, by: 'approver' };
  await notifying.set('notifying', VOLUNTEER.issuerId, { ...state, halted: true });
  await tell(EMAIL);
  await notifying.set('notifying', VOLUNTEER.issuerId, { ...state, halted: false });
  expect(sent).toEqual([]);
});

test('a decision stands though its email can’t be sent', async () => {
  isTaking = false;
  await tell(EMAIL);
  expect(faults).toEqual([expect.objectContaining({ message: 'The mail service is down' })]);
});
