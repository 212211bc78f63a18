import { Construct } from 'constructs';
import { allowObjects } from './object-access.ts';
import { serviceFunction } from './service-function.ts';
import type { Service } from './service-stack.ts';
import { allowTable } from './table-access.ts';

/** Claims of single certificates, and what volunteers and coordinators see of them. */
export class Issuing extends Construct {
  constructor(scope: Construct, id: string, { records, gateway, publicBaseUrl }: Service) {
    super(scope, id);
    const { table, bucket } = records;
    const environment = {
      TABLE_NAME: table.tableName,
      BUCKET_NAME: bucket.bucketName,
      PUBLIC_BASE_URL: publicBaseUrl,
    };

    const documents = serviceFunction(this, 'Documents', { handler: 'documents', environment });
    allowTable(documents, table, { read: ['CERTIFICATE#*'] });
    allowObjects(documents, records, { read: ['documents/'] });
    gateway.open('documents', documents);
  }
}
