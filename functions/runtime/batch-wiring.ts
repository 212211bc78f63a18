import { randomBytes } from 'node:crypto';
import type { Batch } from '../domain/batch.ts';
import type { Opportunity } from '../domain/opportunity.ts';
import { openFontLibrary } from '../rendering/font-library.ts';
import { dynamoClientForWork, s3Client, sqsClient } from '../storage/clients.ts';
import { DynamoBatchRegister } from '../storage/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../storage/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../storage/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../storage/dynamo-opportunity-catalogue.ts';
import { GatheringCertificateRegister } from '../storage/gathering-certificate-register.ts';
import { S3ManifestStore } from '../storage/s3-manifest-store.ts';
import { S3ResultStore } from '../storage/s3-result-store.ts';
import { SqsWorkQueue } from '../storage/sqs-work-queue.ts';
import type { ArchiveParts } from '../workflows/build-archive.ts';
import type { PlanningParts } from '../workflows/plan-batch.ts';
import type { ChunkParts } from '../workflows/run-batch-chunk.ts';
import type { SendingParts } from '../workflows/send-chunks.ts';
import type { ReportParts } from '../workflows/write-batch-report.ts';
import { readEnvironment } from './environment.ts';
import { loadIssuers } from './issuers.ts';
import { wireIssuing } from './issuing.ts';
import { logFault } from './log.ts';
import { printableNames } from './printable-names.ts';
import { templatesDirectory } from './templates-directory.ts';

/** What planning a batch, sending it out and making its results takes. */
export function wirePlanning(): PlanningParts & SendingParts & ArchiveParts & ReportParts {
  const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME', 'BATCH_QUEUE_URL', 'CHUNK_QUEUE_URL');
  const { TABLE_NAME, BUCKET_NAME } = environment;
  const dynamo = dynamoClientForWork();
  const s3 = s3Client();
  const templates = templatesDirectory();
  return {
    batches: new DynamoBatchRegister(dynamo, TABLE_NAME),
    register: new DynamoCertificateRegister(dynamo, TABLE_NAME),
    ledger: new DynamoHoursLedger(dynamo, TABLE_NAME),
    opportunities: new DynamoOpportunityCatalogue(dynamo, TABLE_NAME),
    manifests: new S3ManifestStore(s3, BUCKET_NAME),
    results: new S3ResultStore(s3, BUCKET_NAME),
    queue: wireWorkQueue(environment),
    issuers: loadIssuers(templates),
    findUnprintable: printableNames(openFontLibrary(templates)),
    now: () => new Date().toISOString(),
    randomBytes,
  };
}

export const wireWorkQueue = (environment: {
  readonly BATCH_QUEUE_URL: string;
  readonly CHUNK_QUEUE_URL: string;
}) =>
  new SqsWorkQueue(sqsClient(), {
    planning: environment.BATCH_QUEUE_URL,
    chunks: environment.CHUNK_QUEUE_URL,
  });

/** What a worker needs to issue the chunks of batches. */
export function wireWorker(): ChunkParts {
  const { TABLE_NAME, BUCKET_NAME } = readEnvironment('TABLE_NAME', 'BUCKET_NAME');
  const dynamo = dynamoClientForWork();
  const s3 = s3Client();
  const issuing = wireIssuing(dynamo, s3);
  return {
    ...issuing,
    register: new GatheringCertificateRegister(dynamo, TABLE_NAME),
    batches: new DynamoBatchRegister(dynamo, TABLE_NAME),
    manifests: new S3ManifestStore(s3, BUCKET_NAME),
    opportunityOf: readOnce((opportunityId) => issuing.opportunities.find(opportunityId)),
    reportFault: (fault, batchId, chunk) => logFault('batch.item.fault', fault, { batchId, chunk }),
  };
}

const OPPORTUNITIES_KEPT = 2_000;

/** Reads each opportunity once for each run of a batch; a later run sees what was changed between. */
function readOnce(
  find: (opportunityId: string) => Promise<Opportunity | undefined>,
): (batch: Batch, opportunityId: string) => Promise<Opportunity | undefined> {
  const kept = new Map<string, Promise<Opportunity | undefined>>();
  return (batch, opportunityId) => {
    const key = `${batch.batchId}#${batch.run}#${opportunityId}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= OPPORTUNITIES_KEPT) kept.clear();
    const reading = find(opportunityId);
    kept.set(key, reading);
    // A read that failed is tried again by the next who asks.
    reading.catch(() => kept.delete(key));
    return reading;
  };
}
