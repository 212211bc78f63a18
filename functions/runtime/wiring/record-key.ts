import { kmsClient, type Patience } from '../../storage/clients.ts';
import { kmsRecordKey } from '../../storage/kms-record-key.ts';
import type { RecordKey } from '../../storage/record-mac.ts';
import { readEnvironment } from '../environment.ts';

/** Returns the key by which records of the ledger are written and checked. */
export const wireRecordKey = (patience: Patience, kms = kmsClient(patience)): RecordKey =>
  kmsRecordKey(kms, readEnvironment('RECORD_KEY_ID').RECORD_KEY_ID);
