import { dynamoClient, type Patience } from '../../storage/clients.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { readEnvironment } from '../environment.ts';
import { wireRecordKey } from './record-key.ts';

/** Wires the ledger for those who issue on it: they take nothing from it that the service itself didn't write. */
export function wireCheckedLedger(patience: Patience, dynamo = dynamoClient(patience)) {
  const { TABLE_NAME } = readEnvironment('TABLE_NAME');
  const checksWith = wireRecordKey(patience);
  return {
    ledger: new DynamoHoursLedger(dynamo, TABLE_NAME, { checksWith }),
    opportunities: new DynamoOpportunityCatalogue(dynamo, TABLE_NAME, checksWith),
  };
}
