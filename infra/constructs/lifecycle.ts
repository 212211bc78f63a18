import { Construct } from 'constructs';
import type { Batches } from './batches.ts';
import { allowObjects } from './object-access.ts';
import type { Service } from './service.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

/** Changes of a certificate after its issue: revocation, suspension, replacement, erasure, corrections. */
export class Lifecycle extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { records, gateway, publicBaseUrl }: Service,
    { planning }: Batches,
  ) {
    super(scope, id);
    const { table, bucket, signingKeys } = records;
    const environment = { TABLE_NAME: table.tableName, BUCKET_NAME: bucket.bucketName };

    const lifecycle = serviceFunction(this, 'Lifecycle', {
      handler: 'lifecycle/lifecycle',
      environment: {
        ...environment,
        BATCH_QUEUE_URL: planning.queueUrl,
        PUBLIC_BASE_URL: publicBaseUrl,
        CREDENTIAL_KEY_ID: signingKeys.active('credential').keyId,
      },
      files: ['issuers'],
    });
    // A step signs its status list anew.
    signingKeys.active('credential').grant(lifecycle, 'kms:Sign');
    // An erasure orders the ZIPs that held the document anew.
    planning.grantSendMessages(lifecycle);
    allowTable(lifecycle, table, {
      read: ['certificate', 'volunteer', 'release', 'statusList', 'archives'],
      write: ['certificate', 'volunteer', 'statusList', 'auditDay', 'report', 'archives'],
      // Erasing a certificate deletes what stands beside it: requests for correction, links, notifications; and beside its
      // holder's profile what the holder said of the name.
      remove: ['certificate', 'volunteer'],
    });
    allowObjects(lifecycle, records, { remove: ['documents', 'results'] });
    records.recordKey.allow(lifecycle);
    gateway.open('lifecycle/lifecycle', lifecycle);

    const corrections = serviceFunction(this, 'Corrections', {
      handler: 'lifecycle/corrections',
      environment: {
        ...environment,
        PUBLIC_BASE_URL: publicBaseUrl,
        CREDENTIAL_KEY_ID: signingKeys.active('credential').keyId,
        SEAL_KEY_ID: signingKeys.active('seal').keyId,
      },
      files: ['rendering'],
      memoryMiB: 1024,
      timeoutSeconds: 20,
    });
    allowTable(corrections, table, {
      read: ['certificate', 'volunteer', 'release', 'issuer', 'killSwitch', 'opportunity', 'policy'],
      write: ['certificate', 'volunteer', 'statusList', 'auditDay'],
      indexes: ['listing'],
    });
    allowObjects(corrections, records, {
      read: ['documents', 'seals'],
      write: ['documents'],
      remove: ['documents'],
    });
    signingKeys.allow(corrections);
    records.recordKey.allow(corrections);
    gateway.open('lifecycle/corrections', corrections);
  }
}
