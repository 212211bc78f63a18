/**
 * The keys of the one table. Every item has `pk` and `sk`; `listing` (listPk, listSk) and the sparse `pending`
 * (pendingPk, pendingSk) are indexes of keys only. Nobody's personal data is ever part of a key: volunteer IDs
 * are the coordinator's own, and must be pseudonymous.
 */
export const LISTING_INDEX = 'listing';
export const PENDING_INDEX = 'pending';

/** Shards of a listing or pending partition, so that one issuer's batch doesn't meet one partition's limit. */
export const SHARDS = 8;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export const volunteerPartition = (volunteerId: string) => `VOLUNTEER#${volunteerId}`;
export const profileKey = (volunteerId: string): Key => ({
  pk: volunteerPartition(volunteerId),
  sk: 'PROFILE',
});
export const TIMESHEET_PREFIX = 'HOURS#';
export const timesheetKey = (volunteerId: string, opportunityId: string): Key => ({
  pk: volunteerPartition(volunteerId),
  sk: `${TIMESHEET_PREFIX}${opportunityId}`,
});
export const RECOGNITION_PREFIX = 'RECOGNITION#';
export const opportunityKey = (opportunityId: string): Key => ({
  pk: `OPPORTUNITY#${opportunityId}`,
  sk: 'OPPORTUNITY',
});
export const entryKey = (issuerId: string, entryId: string): Key => ({
  pk: `ENTRY#${issuerId}#${entryId}`,
  sk: 'ENTRY',
});
export const certificateKey = (certificateId: string): Key => ({
  pk: `CERTIFICATE#${certificateId}`,
  sk: 'CERTIFICATE',
});
export const CORRECTION_PREFIX = 'CORRECTION#';
/** Requests about a certificate stand beside it, numbered from 1. */
export const correctionKey = (certificateId: string, number: number): Key => ({
  pk: certificateKey(certificateId).pk,
  sk: `${CORRECTION_PREFIX}${String(number).padStart(3, '0')}`,
});
export const statusAllocationKey = (issuerId: string): Key => ({
  pk: `STATUSLIST#${issuerId}`,
  sk: 'ALLOCATION',
});
export const revokedBitKey = (listId: string, index: number): Key => ({
  pk: `STATUSLIST#${listId}`,
  sk: `REVOKED#${String(index).padStart(6, '0')}`,
});
export const auditDayKey = (day: string, certificateId: string, sequence: number): Key => ({
  pk: `AUDITDAY#${day}`,
  sk: `${certificateId}#${sequence}`,
});
export const importKey = (importId: string): Key => ({ pk: `IMPORT#${importId}`, sk: 'IMPORT' });
export const batchPartition = (batchId: string) => `BATCH#${batchId}`;
export const batchKey = (batchId: string): Key => ({ pk: batchPartition(batchId), sk: 'BATCH' });
/** Lists a batch under one of its issuers. */
export const batchOfIssuerKey = (batchId: string, issuerId: string): Key => ({
  pk: batchPartition(batchId),
  sk: `ISSUER#${issuerId}`,
});
/** Shards of a batch's counters: enough that workers don't wait for one item. */
export const COUNTER_SHARDS = 16;
export const counterKey = (batchId: string, shard: number): Key => ({
  pk: batchPartition(batchId),
  sk: `COUNTER#${String(shard).padStart(2, '0')}`,
});
export const chunkKey = (batchId: string, chunk: number): Key => ({
  pk: batchPartition(batchId),
  sk: `CHUNK#${String(chunk).padStart(6, '0')}`,
});
export const killSwitchKey = (name: 'issuing' | 'notifying'): Key => ({
  pk: `KILLSWITCH#${name}`,
  sk: 'SWITCH',
});
export const limitKey = (name: string): Key => ({ pk: `LIMIT#${name}`, sk: 'LIMIT' });

/** Partition of `listing` that holds the sheets of an opportunity, by volunteer. */
export const timesheetsListing = (opportunityId: string) => `OPPORTUNITY#${opportunityId}`;
/** Partition of `listing` that holds an issuer's opportunities, by last day. */
export const opportunitiesListing = (issuerId: string) => `ISSUER#${issuerId}#OPPORTUNITIES`;
/** Partitions of `listing` that hold an issuer's certificates, by time of reservation. */
export const certificatesListing = (issuerId: string, shard: number) =>
  `ISSUER#${issuerId}#CERTIFICATES#${shard}`;
/** Partition of `listing` that holds the requests for correction of an issuer's certificates, by time. */
export const correctionsListing = (issuerId: string) => `ISSUER#${issuerId}#CORRECTIONS`;
/** Partition of `listing` that holds an issuer's batches, by time of creation. */
export const batchesListing = (issuerId: string) => `ISSUER#${issuerId}#BATCHES`;

/** Partitions of `pending`: reservations not yet issued, batches under way, holders who wait for word. */
export const reservedPending = (shard: number) => `RESERVED#${shard}`;
export const ACTIVE_BATCHES = 'BATCHES#ACTIVE';
export const notifyPending = (shard: number) => `NOTIFY#${shard}`;

/** A certificate's shard: its ID is random, so its first symbol spreads evenly. */
export const shardOf = (certificateId: string) => certificateId.charCodeAt(0) % SHARDS;
