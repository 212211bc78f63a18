/**
 * The prefixes of the partition keys of the table and its indexes. `table.ts` makes keys of them, and the stacks grant
 * each function access to partitions by them (`infra/constructs/table-access.ts`).
 */
export const PARTITIONS = {
  volunteer: 'VOLUNTEER#',
  opportunity: 'OPPORTUNITY#',
  entries: 'ENTRIES#',
  persons: 'PERSONS#',
  lease: 'LEASE#',
  directory: 'DIRECTORY#',
  certificate: 'CERTIFICATE#',
  statusList: 'STATUSLIST#',
  auditDay: 'AUDITDAY#',
  import: 'IMPORT#',
  release: 'RELEASE#',
  batch: 'BATCH#',
  archives: 'ARCHIVES#',
  started: 'STARTED#',
  killSwitch: 'KILLSWITCH#',
  journal: 'JOURNAL#',
  approval: 'APPROVAL#',
  staff: 'STAFF#',
  policy: 'POLICY#',
  limit: 'LIMIT#',
  language: 'LANGUAGE#',
  report: 'REPORT#',
  secret: 'SECRET#',
  /** Of the index `listing`. */
  issuer: 'ISSUER#',
  address: 'ADDRESS#',
  /** Of the index `pending`. */
  reserved: 'RESERVED#',
  activeBatches: 'BATCHES#',
  notify: 'NOTIFY#',
  delivery: 'DELIVERY#',
  pendingHours: 'HOURS#',
} as const;

export type Partition = keyof typeof PARTITIONS;
