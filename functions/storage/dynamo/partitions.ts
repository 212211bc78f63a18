/**
 * What the partition keys of the table and of its indexes begin with. The keys of items are made of them (`table.ts`),
 * and the stacks grant each function access by them (`infra/constructs/table-access.ts`).
 */
export const PARTITIONS = {
  volunteer: 'VOLUNTEER#',
  opportunity: 'OPPORTUNITY#',
  entry: 'ENTRY#',
  lease: 'LEASE#',
  certificate: 'CERTIFICATE#',
  statusList: 'STATUSLIST#',
  auditDay: 'AUDITDAY#',
  import: 'IMPORT#',
  batch: 'BATCH#',
  killSwitch: 'KILLSWITCH#',
  limit: 'LIMIT#',
  report: 'REPORT#',
  /** Of the index `listing`. */
  issuer: 'ISSUER#',
  /** Of the index `pending`. */
  reserved: 'RESERVED#',
  activeBatches: 'BATCHES#',
  notify: 'NOTIFY#',
} as const;

export type Partition = keyof typeof PARTITIONS;
