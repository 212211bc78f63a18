import type { Batch } from '../../domain/batch/batch.ts';
import { type Opportunity, type OpportunityKey, opportunityName } from '../../domain/hours/opportunity.ts';
import { dynamoClient, s3Client, WORK } from '../../storage/clients.ts';
import { BatchingCertificateRegister } from '../../storage/dynamo/batching-certificate-register.ts';
import { DynamoBatchRegister } from '../../storage/dynamo/dynamo-batch-register.ts';
import { S3ManifestStore } from '../../storage/s3/s3-manifest-store.ts';
import type { ChunkDeps } from '../../workflows/batches/run-batch-chunk.ts';
import { readEnvironment } from '../environment.ts';
import { logFault } from '../log.ts';
import { wireCheckedLedger } from './checked-ledger.ts';
import { wireIssuing } from './issuing.ts';

/** What a worker needs to issue the chunks of batches. */
export function wireWorker(): ChunkDeps {
  const { TABLE_NAME, BUCKET_NAME } = readEnvironment('TABLE_NAME', 'BUCKET_NAME');
  const dynamo = dynamoClient(WORK);
  const s3 = s3Client(WORK);
  const { ledger, opportunities } = wireCheckedLedger(WORK, dynamo);
  return {
    ...wireIssuing(WORK, dynamo, s3),
    ledger,
    register: new BatchingCertificateRegister(dynamo, TABLE_NAME),
    batches: new DynamoBatchRegister(dynamo, TABLE_NAME),
    manifests: new S3ManifestStore(s3, BUCKET_NAME),
    opportunityOf: readOnce((key) => opportunities.find(key)),
    reportFault: (fault, batchId, chunk) => logFault('batch.item.fault', fault, { batchId, chunk }),
  };
}

const OPPORTUNITIES_KEPT = 2_000;

/** Reads each opportunity once for each run of a batch; a later run sees what was changed between. */
function readOnce(
  find: (key: OpportunityKey) => Promise<Opportunity | undefined>,
): (batch: Batch, key: OpportunityKey) => Promise<Opportunity | undefined> {
  const kept = new Map<string, Promise<Opportunity | undefined>>();
  return (batch, key) => {
    const name = `${batch.batchId}#${batch.run}#${opportunityName(key)}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    if (kept.size >= OPPORTUNITIES_KEPT) kept.clear();
    const reading = find(key);
    kept.set(name, reading);
    // A read that failed is tried again by the next who asks.
    reading.catch(() => kept.delete(name));
    return reading;
  };
}
