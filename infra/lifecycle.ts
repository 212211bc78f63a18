import { Construct } from 'constructs';
import { allowObjects } from './object-access.ts';
import { serviceFunction } from './service-function.ts';
import type { Service } from './service-stack.ts';
import { allowTable } from './table-access.ts';

/** What happens to a certificate after issue. */
export class Lifecycle extends Construct {
  constructor(scope: Construct, id: string, { records, gateway }: Service) {
    super(scope, id);
    const { table, bucket } = records;

    const lifecycle = serviceFunction(this, 'Lifecycle', {
      handler: 'lifecycle',
      environment: { TABLE_NAME: table.tableName, BUCKET_NAME: bucket.bucketName },
    });
    allowTable(lifecycle, table, {
      read: ['CERTIFICATE#*', 'VOLUNTEER#*'],
      write: ['CERTIFICATE#*', 'VOLUNTEER#*', 'STATUSLIST#*', 'AUDITDAY#*'],
    });
    allowObjects(lifecycle, records, { remove: ['documents/'] });
    gateway.open('lifecycle', lifecycle);
  }
}
