import { randomBytes } from 'node:crypto';
import { publishedRooms } from '../../rendering/certificate/design-room.ts';
import { openPrintRunRenderer } from '../../rendering/print-run/render-print-run.ts';
import { openFontLibrary } from '../../rendering/template-fonts.ts';
import { dynamoClient, s3Client, WORK } from '../../storage/clients.ts';
import { DynamoSuppressions } from '../../storage/dynamo/deliveries/dynamo-suppressions.ts';
import { DynamoArchiveRegister } from '../../storage/dynamo/dynamo-archive-register.ts';
import { DynamoBatchRegister } from '../../storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoPartnerAgreements } from '../../storage/dynamo/dynamo-partner-agreements.ts';
import { DynamoAuditLog } from '../../storage/dynamo/supervision/dynamo-audit-log.ts';
import { DynamoPolicies } from '../../storage/dynamo/supervision/dynamo-policies.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';
import { S3ManifestStore } from '../../storage/s3/s3-manifest-store.ts';
import { S3ResultStore } from '../../storage/s3/s3-result-store.ts';
import type { ArchiveDeps } from '../../workflows/batches/build-archive.ts';
import type { PlanningDeps } from '../../workflows/batches/plan-batch.ts';
import type { SendingDeps } from '../../workflows/batches/send-chunks.ts';
import type { ReportDeps } from '../../workflows/batches/write-batch-report.ts';
import { readEnvironment } from '../environment.ts';
import { loadIssuers } from './issuers.ts';
import { printableNames } from './printable-names.ts';
import { templatesDirectory } from './templates-directory.ts';
import { wireWorkQueues } from './work-queue.ts';

/** What planning a batch, sending it out and making its results takes. */
export function wirePlanning(): PlanningDeps & SendingDeps & ArchiveDeps & ReportDeps {
  const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME', 'BATCH_QUEUE_URL', 'CHUNK_QUEUE_URL');
  const { TABLE_NAME, BUCKET_NAME } = environment;
  const dynamo = dynamoClient(WORK);
  const s3 = s3Client(WORK);
  const templates = templatesDirectory();
  const library = openFontLibrary(templates);
  return {
    batches: new DynamoBatchRegister(dynamo, TABLE_NAME),
    register: new DynamoCertificateRegister(dynamo, TABLE_NAME),
    ledger: new DynamoHoursLedger(dynamo, TABLE_NAME),
    opportunities: new DynamoOpportunityCatalogue(dynamo, TABLE_NAME),
    agreements: new DynamoPartnerAgreements(dynamo, TABLE_NAME),
    manifests: new S3ManifestStore(s3, BUCKET_NAME),
    results: new S3ResultStore(s3, BUCKET_NAME),
    documents: new S3DocumentStore(s3, BUCKET_NAME),
    auditLog: new DynamoAuditLog(dynamo, TABLE_NAME),
    printing: openPrintRunRenderer(templates, library),
    archives: new DynamoArchiveRegister(dynamo, TABLE_NAME, () => new Date().toISOString()),
    queue: wireWorkQueues(environment, WORK),
    issuers: loadIssuers(templates),
    policies: new DynamoPolicies(dynamo, TABLE_NAME),
    suppressions: new DynamoSuppressions(dynamo, TABLE_NAME),
    findUnprintable: printableNames(library),
    designRoom: publishedRooms(templates, library),
    now: () => new Date().toISOString(),
    randomBytes,
  };
}
