import { randomBytes, randomUUID } from 'node:crypto';
import { recordHash } from '../../../../functions/domain/record-hash.ts';
import { Refusal } from '../../../../functions/domain/refusal.ts';
import { founded } from '../../../../functions/domain/staff/staff-register.ts';
import { loadIssuers } from '../../../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../../../functions/runtime/wiring/templates-directory.ts';
import { DynamoJournal } from '../../../../functions/storage/dynamo/supervision/dynamo-journal.ts';
import { DynamoStaffRegisters } from '../../../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
import { changeStaff } from '../../../../functions/workflows/supervision/change-staff.ts';
import { CommandRefused, WrongUsage } from '../session/exit-codes.ts';
import { isLoopback, type Words } from '../session/session.ts';
import { accountClients, embeddedClients } from '../session/store-clients.ts';

/** The subject of what is done with the credentials of the AWS account. */
const OPERATOR = 'operator';

/**
 * Appoints the first administrator of an issuer: straight in the table, with the credentials of the environment or of the
 * embedded cloud at the address, and journaled as every other invitation is.
 *
 * @throws CommandRefused when the issuer is not configured or has an administrator; WrongUsage without a table.
 */
export async function appointAdministrator(
  { issuerId, email, name }: { readonly issuerId: string; readonly email: string; readonly name: string },
  where: { readonly url: string; readonly table: string | undefined; readonly words: Words },
) {
  const { messages } = where.words;
  if (!loadIssuers(templatesDirectory()).has(issuerId))
    throw new CommandRefused(messages.noSuchIssuer(issuerId));
  const { dynamo, tableName } = await tableOf(where);
  const journal = new DynamoJournal(dynamo, tableName);
  const invitationId = `${issuerId}.${randomBytes(8).toString('hex')}`;
  const act = {
    requestId: randomUUID(),
    act: 'invite_person',
    subject: OPERATOR,
    issuerIds: [issuerId],
    targets: { issuerId, id: invitationId },
  } as const;
  const now = () => new Date().toISOString();
  await journal.append({ ...act, at: now(), phase: 'begun', outcome: null });
  const staff = new DynamoStaffRegisters(dynamo, tableName);
  let outcome = 'FAULT';
  let written = {};
  try {
    const register = await changeStaff(
      issuerId,
      (register) => founded(register, { invitationId, email, name }, OPERATOR, now()),
      { staff },
    );
    outcome = 'done';
    written = { staffSha256: recordHash(register) };
    return register.people.at(-1);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    outcome = error.code;
    throw new CommandRefused(messages.hasAdministrator(issuerId));
  } finally {
    const targets = { ...act.targets, ...written };
    await journal.append({ ...act, targets, at: now(), phase: 'ended', outcome });
  }
}

async function tableOf({ url, table, words }: Parameters<typeof appointAdministrator>[1]) {
  if (table !== undefined) return { ...accountClients(), tableName: table };
  if (!isLoopback(url)) throw new WrongUsage(words.messages.operatorNeedsTable('--table'));
  return embeddedClients(url);
}
