import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { allowObjects } from './object-access.ts';
import { runEvery } from './schedule.ts';
import type { Service } from './service.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

/** What others need to check our signatures themselves: credentials, keys, status lists, signed audit roots. */
export class Proofs extends Construct {
  constructor(scope: Construct, id: string, { records, gateway, publicBaseUrl }: Service) {
    super(scope, id);
    const { table, bucket, signingKeys } = records;
    const keys = {
      CREDENTIAL_KEY_ID: signingKeys.active('credential').keyId,
      SEAL_KEY_ID: signingKeys.active('seal').keyId,
    };

    const retired = signingKeys.retired();
    const published = serviceFunction(this, 'PublicProofs', {
      handler: 'proofs/public-proofs',
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_BASE_URL: publicBaseUrl,
        ...keys,
        ...(retired === undefined ? {} : { RETIRED_KEY_IDS: retired }),
      },
      files: ['issuers', 'keys', 'openapi'],
    });
    allowTable(published, table, { read: ['statusList'] });
    signingKeys.allowPublishing(published);
    gateway.open('proofs/public-proofs', published);

    const statusLists = serviceFunction(this, 'StatusLists', {
      handler: 'proofs/status-lists',
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_BASE_URL: publicBaseUrl,
        CREDENTIAL_KEY_ID: signingKeys.active('credential').keyId,
      },
      files: ['issuers'],
      timeoutSeconds: 55,
    });
    allowTable(statusLists, table, { read: ['statusList'], write: ['statusList'] });
    signingKeys.active('credential').grant(statusLists, 'kms:Sign');
    runEvery(this, 'SignStatusLists', Duration.minutes(1), statusLists);

    const credential = serviceFunction(this, 'Credential', {
      handler: 'proofs/credential',
      environment: { TABLE_NAME: table.tableName, BUCKET_NAME: bucket.bucketName },
      memoryMiB: 1024,
    });
    allowTable(credential, table, { read: ['certificate'] });
    allowObjects(credential, records, { read: ['documents'] });
    gateway.open('proofs/credential', credential);

    const auditRoot = serviceFunction(this, 'AuditRoot', {
      handler: 'proofs/audit-root',
      environment: {
        TABLE_NAME: table.tableName,
        BUCKET_NAME: bucket.bucketName,
        PUBLIC_BASE_URL: publicBaseUrl,
        CREDENTIAL_KEY_ID: signingKeys.active('credential').keyId,
      },
      files: ['issuers'],
      memoryMiB: 1024,
      timeoutSeconds: 600,
    });
    allowTable(auditRoot, table, {
      read: ['certificate', 'issuer', 'auditDay', 'journal'],
      indexes: ['listing'],
    });
    allowObjects(auditRoot, records, { read: ['auditRoots'], write: ['auditRoots'] });
    signingKeys.active('credential').grant(auditRoot, 'kms:Sign');
    runEvery(this, 'CloseDay', Duration.hours(1), auditRoot);
  }
}
