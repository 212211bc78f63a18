import { Construct } from 'constructs';
import type { Service } from '../service-stack.ts';
import { allowObjects } from './object-access.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

/** What happens to a certificate after issue. */
export class Lifecycle extends Construct {
  constructor(scope: Construct, id: string, { records, gateway, publicBaseUrl }: Service) {
    super(scope, id);
    const { table, bucket, credentialKey, sealKey } = records;
    const environment = { TABLE_NAME: table.tableName, BUCKET_NAME: bucket.bucketName };

    const lifecycle = serviceFunction(this, 'Lifecycle', {
      handler: 'lifecycle/lifecycle',
      environment,
    });
    allowTable(lifecycle, table, {
      read: ['CERTIFICATE#*', 'VOLUNTEER#*'],
      write: ['CERTIFICATE#*', 'VOLUNTEER#*', 'STATUSLIST#*', 'AUDITDAY#*', 'REPORT#*'],
    });
    allowObjects(lifecycle, records, { remove: ['documents/'] });
    gateway.open('lifecycle', lifecycle);

    const corrections = serviceFunction(this, 'Corrections', {
      handler: 'lifecycle/corrections',
      environment: {
        ...environment,
        PUBLIC_BASE_URL: publicBaseUrl,
        CREDENTIAL_KEY_ID: credentialKey.keyId,
        SEAL_KEY_ID: sealKey.keyId,
      },
      files: ['rendering'],
      memoryMiB: 1024,
      timeoutSeconds: 20,
    });
    allowTable(corrections, table, {
      read: ['CERTIFICATE#*', 'VOLUNTEER#*', 'ISSUER#*', 'KILLSWITCH#*'],
      write: ['CERTIFICATE#*', 'VOLUNTEER#*', 'STATUSLIST#*', 'AUDITDAY#*'],
      indexes: ['listing'],
    });
    allowObjects(corrections, records, {
      read: ['documents/', 'seals/'],
      write: ['documents/'],
      remove: ['documents/'],
    });
    for (const key of [credentialKey, sealKey]) key.grant(corrections, 'kms:Sign', 'kms:GetPublicKey');
    gateway.open('corrections', corrections);
  }
}
