import { Construct } from 'constructs';
import type { Service } from './service.ts';
import { serviceFunction } from './service-function.ts';
import { allowTable } from './table-access.ts';

/** Reports in the clusters' published shape, read from counters that are kept with every write. */
export class Reports extends Construct {
  constructor(scope: Construct, id: string, { records, gateway }: Service) {
    super(scope, id);
    const reports = serviceFunction(this, 'Function', {
      handler: 'reports/reports',
      environment: { TABLE_NAME: records.table.tableName },
      files: ['issuers'],
      memoryMiB: 1024,
      timeoutSeconds: 29,
    });
    allowTable(reports, records.table, {
      read: ['report', 'volunteer', 'release', 'opportunity', 'issuer'],
      indexes: ['listing'],
    });
    gateway.open('reports/reports', reports);
  }
}
