import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoPartnerAgreements } from '../../storage/dynamo/dynamo-partner-agreements.ts';
import { DynamoPendingHours } from '../../storage/dynamo/pending/dynamo-pending-hours.ts';
import { DynamoPolicies } from '../../storage/dynamo/supervision/dynamo-policies.ts';
import type { RecordKey } from '../../storage/record-mac.ts';
import { readEnvironment } from '../environment.ts';
import { loadIssuers } from './issuers.ts';
import { templatesDirectory } from './templates-directory.ts';

/** Returns what the routes of the ledger need; `writesWith` is for those that write volunteers or opportunities. */
export function wireLedger(writesWith?: RecordKey) {
  const { TABLE_NAME } = readEnvironment('TABLE_NAME');
  const dynamo = dynamoClient(PEOPLE);
  return {
    ledger: new DynamoHoursLedger(dynamo, TABLE_NAME, writesWith && { writesWith }),
    catalogue: new DynamoOpportunityCatalogue(dynamo, TABLE_NAME),
    pendingHours: new DynamoPendingHours(dynamo, TABLE_NAME),
    policies: new DynamoPolicies(dynamo, TABLE_NAME),
    agreements: new DynamoPartnerAgreements(dynamo, TABLE_NAME),
    issuers: loadIssuers(templatesDirectory()),
    now: () => new Date().toISOString(),
    pause: (milliseconds: number) => pause(milliseconds),
    randomId: () => randomBytes(16).toString('hex'),
  };
}
