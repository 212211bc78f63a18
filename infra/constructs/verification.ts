import { Construct } from 'constructs';
import type { Service } from './service.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

/** Executions kept for verification, whatever else runs: at 5 ms an answer, more than the route's rate needs. */
const EXECUTIONS = 100;

/** Public verification: the answer about a certificate ID or a list of them, the home, and the static files of its pages. */
export class Verification extends Construct {
  constructor(scope: Construct, id: string, { records, gateway, concurrency, publicBaseUrl }: Service) {
    super(scope, id);
    const { table } = records;

    const verification = serviceFunction(this, 'Verification', {
      handler: 'verification/verification',
      environment: { TABLE_NAME: table.tableName, PUBLIC_BASE_URL: publicBaseUrl },
      files: ['pages', 'issuers'],
    });
    allowTable(verification, table, { read: ['certificate', 'limit'], write: ['limit'] });
    concurrency.reserve(verification, EXECUTIONS);
    gateway.open('verification/verification', verification);

    const lists = serviceFunction(this, 'Lists', {
      handler: 'verification/lists',
      environment: { TABLE_NAME: table.tableName, PUBLIC_BASE_URL: publicBaseUrl },
      files: ['pages'],
      // A whole processor: 5,000 records are read and answered within a few seconds.
      memoryMiB: 1769,
      timeoutSeconds: 29,
    });
    allowTable(lists, table, { read: ['certificate', 'limit'], write: ['limit'] });
    gateway.open('verification/lists', lists);

    const pages = serviceFunction(this, 'Pages', {
      handler: 'verification/pages',
      environment: { PUBLIC_BASE_URL: publicBaseUrl },
      files: ['pages'],
    });
    gateway.open('verification/pages', pages);
  }
}
