import { Construct } from 'constructs';
import type { Service } from './service.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

/** Public verification: the answer about a certificate ID, the home, and the static files of its pages. */
export class Verification extends Construct {
  constructor(scope: Construct, id: string, { records, gateway, publicBaseUrl }: Service) {
    super(scope, id);
    const { table } = records;

    const verification = serviceFunction(this, 'Verification', {
      handler: 'verification/verification',
      environment: { TABLE_NAME: table.tableName, PUBLIC_BASE_URL: publicBaseUrl },
      files: ['pages'],
    });
    allowTable(verification, table, { read: ['certificate', 'limit'], write: ['limit'] });
    gateway.open('verification/verification', verification);

    const pages = serviceFunction(this, 'Pages', {
      handler: 'verification/pages',
      environment: { PUBLIC_BASE_URL: publicBaseUrl },
      files: ['pages'],
    });
    gateway.open('verification/pages', pages);
  }
}
