import { createHmac } from 'node:crypto';
import type { Finding } from '../finding.ts';
import type { TimesheetFacts } from '../timesheet-facts.ts';
import type { LedgerFacts } from './ledger-facts.ts';

const REGISTRY = '*';

/** Checks that hours have their volunteer and opportunity, copies of the registry their original, partners their item. */
export function* checkLedger(
  ledger: LedgerFacts,
  timesheets: ReadonlyMap<string, TimesheetFacts>,
): Generator<Finding> {
  const wrong = (subject: string, message: string): Finding => ({ rule: 'LEDGER_WRONG', subject, message });
  const { volunteers, opportunities, partners, recognised } = ledger;
  for (const { key, issuerId, volunteerId, opportunityId } of timesheets.values()) {
    if (!volunteers.has(`${issuerId}|${volunteerId}`)) yield wrong(key, 'its volunteer does not exist');
    if (!opportunities.has(`${issuerId}|${opportunityId}`))
      yield wrong(key, 'its opportunity does not exist');
  }
  for (const key of recognised)
    if (!volunteers.has(key)) yield wrong(key, 'it is recognised and does not exist');
  for (const [key, { fromRegistry, profile }] of volunteers) {
    const original = volunteers.get(`${REGISTRY}|${key.slice(key.indexOf('|') + 1)}`);
    if (fromRegistry && original?.profile !== profile)
      yield wrong(key, 'it is not what the registry says of this volunteer');
  }
  for (const [key, { partnerIds, endsOn }] of opportunities)
    for (const partnerId of partnerIds) {
      const listed = `ISSUER#${partnerId}#PARTNERSHIPS / ${endsOn}#${key.replace('|', '#')}#${partnerId}`;
      if (partners.get(`${key}|${partnerId}`) !== listed)
        yield wrong(key, `${partnerId} does not find it among its joint opportunities`);
    }
  for (const key of partners.keys())
    if (!opportunities.has(key.slice(0, key.lastIndexOf('|'))))
      yield wrong(key, 'there is no such opportunity');
  yield* checkAddresses(ledger);
}

/** Checks that a profile is listed by the hash of its email address, by which its holder is found at the first sign-in. */
function* checkAddresses({ addresses, addressKey }: LedgerFacts): Generator<Finding> {
  for (const { key, email, listed } of addresses) {
    const isListed = email !== '' && addressKey !== undefined && !key.startsWith(`${REGISTRY}|`);
    const expected = isListed ? `${partitionOf(email, addressKey)} / ${key.replace('|', '#')}` : ' / ';
    if (listed !== expected)
      yield { rule: 'LIST_WRONG', subject: key, message: 'it is not listed by its email address' };
  }
}

function partitionOf(email: string, key: Uint8Array): string {
  const hash = createHmac('sha256', key).update(email.trim().normalize('NFC').toLowerCase()).digest();
  return `ADDRESS#${hash.subarray(0, 16).toString('base64url')}`;
}
