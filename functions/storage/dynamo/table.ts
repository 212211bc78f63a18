import type { LinkToken } from '../../domain/certificate/certificate-link.ts';
import type { LaterNotification, NotificationKey } from '../../domain/certificate/notification.ts';
import type { StatusPurpose } from '../../domain/certificate/status-index.ts';
/**
 * Names and keys of the single table. docs/architecture.md lists every item kind with its keys, indexes,
 * writers and readers.
 *
 * Keys hold no personal data. Volunteer IDs are chosen by the coordinators and must be pseudonymous.
 */

import type { StartAlone } from '../../domain/batch/start-alone.ts';
import type { Delivery } from '../../domain/delivery/delivery.ts';
import type { TimesheetKey } from '../../domain/hours/hours.ts';
import type { OpportunityKey } from '../../domain/hours/opportunity.ts';
import type { VolunteerKey } from '../../domain/hours/volunteer.ts';
import type { JournalChain } from '../../domain/journal.ts';
import type { PartnerKey } from '../../domain/partner/acceptance.ts';
import type { ArchivePart } from '../../domain/ports/archive-register.ts';
import type { SlotKey } from '../../domain/ports/certificate-register.ts';
import { PARTITIONS } from './partitions.ts';

/** The index of lists (`listPk`, `listSk`); keys only, sparse. */
export const LISTING_INDEX = 'listing';
/** The index of work to do (`pendingPk`, `pendingSk`); keys only, sparse. */
export const PENDING_INDEX = 'pending';

/** Partitions that a list of certificates is spread over: DynamoDB writes at most 1,000 units a second to one. */
const SHARDS = 8;
export const ALL_SHARDS: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/** The primary key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export const volunteerPartition = (volunteerId: string) => `${PARTITIONS.volunteer}${volunteerId}`;
/**
 * The beginning of every sort key of what an issuer holds about a volunteer. Issuers' IDs have no `#`, so that no
 * issuer's prefix begins another's keys.
 */
export const ofIssuer = (issuerId: string) => `${issuerId}#`;
export const PROFILE = 'PROFILE';
export const profileKey = ({ issuerId, volunteerId }: VolunteerKey): Key => ({
  pk: volunteerPartition(volunteerId),
  sk: `${ofIssuer(issuerId)}${PROFILE}`,
});
export const NAME_REVIEW = 'NAME';
/** What a volunteer said of the name that the issuer is going to print. */
export const nameReviewKey = ({ issuerId, volunteerId }: VolunteerKey): Key => ({
  pk: volunteerPartition(volunteerId),
  sk: `${ofIssuer(issuerId)}${NAME_REVIEW}`,
});
/** Returns what a profile's key says. */
export const volunteerKeyOf = ({ pk, sk }: Key): VolunteerKey => ({
  issuerId: sk.slice(0, sk.indexOf('#')),
  volunteerId: pk.slice(PARTITIONS.volunteer.length),
});
/** The item with the secret key by which addresses are hashed. */
export const addressHashKey = (): Key => ({ pk: `${PARTITIONS.secret}ADDRESSES`, sk: 'SECRET' });
export const TIMESHEET_PREFIX = 'HOURS#';
export const timesheetKey = ({ issuerId, volunteerId, opportunityId }: TimesheetKey): Key => ({
  pk: volunteerPartition(volunteerId),
  sk: `${ofIssuer(issuerId)}${TIMESHEET_PREFIX}${opportunityId}`,
});
export const RECOGNITION_PREFIX = 'RECOGNITION#';
export const recognitionKey = ({ issuerId, volunteerId, slot }: SlotKey): Key => ({
  pk: volunteerPartition(volunteerId),
  sk: `${ofIssuer(issuerId)}${RECOGNITION_PREFIX}${slot}`,
});
const opportunityPartition = ({ issuerId, opportunityId }: OpportunityKey) =>
  `${PARTITIONS.opportunity}${issuerId}#${opportunityId}`;
export const opportunityKey = (key: OpportunityKey): Key => ({
  pk: opportunityPartition(key),
  sk: 'OPPORTUNITY',
});
/** What a partner accepted of a joint opportunity. */
export const partnerKey = (key: PartnerKey): Key => ({
  pk: opportunityPartition(key),
  sk: `PARTNER#${key.partnerId}`,
});
/** Returns the partition of the claims on an issuer's entries in one bucket. */
export const entriesPartition = (issuerId: string, bucket: string) =>
  `${PARTITIONS.entries}${issuerId}#${bucket}`;
export const directoryPartition = (issuerId: string) => `${PARTITIONS.directory}${issuerId}`;
/** A change of an issuer's directory, by a random ID. */
export const directoryChangeKey = (issuerId: string, changeId: string): Key => ({
  pk: directoryPartition(issuerId),
  sk: changeId,
});
/** Returns the partition of the fingerprints of an issuer's volunteers in one bucket. */
export const personsPartition = (issuerId: string, bucket: string) =>
  `${PARTITIONS.persons}${issuerId}#${bucket}`;
export const leaseKey = (issuerId: string): Key => ({ pk: `${PARTITIONS.lease}${issuerId}`, sk: 'LEASE' });
export const certificateKey = (certificateId: string): Key => ({
  pk: `${PARTITIONS.certificate}${certificateId}`,
  sk: 'CERTIFICATE',
});
export const CORRECTION_PREFIX = 'CORRECTION#';
/** Requests for correction are in their certificate's partition, numbered from 1. */
export const correctionKey = (certificateId: string, number: number): Key => ({
  pk: certificateKey(certificateId).pk,
  sk: `${CORRECTION_PREFIX}${String(number).padStart(3, '0')}`,
});
export const LINK_PREFIX = 'LINK#';
/** A link is in its certificate's partition, under the hash of its secret. */
export const linkKey = ({ certificateId, secretHash }: LinkToken): Key => ({
  pk: certificateKey(certificateId).pk,
  sk: `${LINK_PREFIX}${secretHash}`,
});
export const NOTIFICATION_PREFIX = 'NOTIFICATION#';
/** The notification of the issue is a mark on the certificate itself; any later one is an item beside it. */
export const notificationKey = ({ certificateId, name }: NotificationKey): Key =>
  name === null
    ? certificateKey(certificateId)
    : { pk: certificateKey(certificateId).pk, sk: `${NOTIFICATION_PREFIX}${name}` };
export const statusAllocationKey = (issuerId: string): Key => ({
  pk: `${PARTITIONS.statusList}${issuerId}`,
  sk: 'ALLOCATION',
});
export const revokedBitKey = (listId: string, index: number): Key => ({
  pk: `${PARTITIONS.statusList}${listId}`,
  sk: `REVOKED#${String(index).padStart(6, '0')}`,
});
export const suspendedBitKey = (listId: string, index: number): Key => ({
  pk: `${PARTITIONS.statusList}${listId}`,
  sk: `SUSPENDED#${String(index).padStart(6, '0')}`,
});
export const publishedListKey = (listId: string, purpose: StatusPurpose): Key => ({
  pk: `${PARTITIONS.statusList}${listId}`,
  sk: `SIGNED#${purpose}`,
});
export const auditDayPartition = (day: string) => `${PARTITIONS.auditDay}${day}`;
/** A step is listed under the certificate's issuer, so that a list for one issuer reads nothing of another. */
export const auditDayKey = (
  day: string,
  { issuerId, certificateId }: { readonly issuerId: string; readonly certificateId: string },
  sequence: number,
): Key => ({
  pk: auditDayPartition(day),
  sk: `${ofIssuer(issuerId)}${certificateId}#${sequence}`,
});
export const importKey = (importId: string): Key => ({ pk: `${PARTITIONS.import}${importId}`, sk: 'IMPORT' });
/** What was found in the file of an import. */
export const importFindingsKey = (importId: string): Key => ({ ...importKey(importId), sk: 'FINDINGS' });
/** The item that lists an import under one of its issuers. */
export const importOfIssuerKey = (importId: string, issuerId: string): Key => ({
  ...importKey(importId),
  sk: `ISSUER#${issuerId}`,
});
export const releaseKey = (importId: string): Key => ({
  pk: `${PARTITIONS.release}${importId}`,
  sk: 'RELEASE',
});
export const batchPartition = (batchId: string) => `${PARTITIONS.batch}${batchId}`;
export const batchKey = (batchId: string): Key => ({ pk: batchPartition(batchId), sk: 'BATCH' });
/** The item that lists a batch under one of its issuers. */
export const batchOfIssuerKey = (batchId: string, issuerId: string): Key => ({
  pk: batchPartition(batchId),
  sk: `ISSUER#${issuerId}`,
});
/** Items that a batch's counters are spread over, so that parallel workers rarely write to the same one. */
export const COUNTER_SHARDS = 16;
export const counterKey = (batchId: string, shard: number): Key => ({
  pk: batchPartition(batchId),
  sk: `COUNTER#${String(shard).padStart(2, '0')}`,
});
export const chunkKey = (batchId: string, chunk: number): Key => ({
  pk: batchPartition(batchId),
  sk: `CHUNK#${String(chunk).padStart(6, '0')}`,
});
/** What an issuer's batches issue on a day without a second person. */
export const startedKey = ({ issuerId, day }: Pick<StartAlone, 'issuerId' | 'day'>): Key => ({
  pk: `${PARTITIONS.started}${issuerId}`,
  sk: day,
});
/** Returns the partition of the ZIPs that hold documents of an issuer. */
export const archivesPartition = (issuerId: string) => `${PARTITIONS.archives}${issuerId}`;
export const archiveKey = (issuerId: string, { batchId, run, format, part }: ArchivePart): Key => ({
  pk: archivesPartition(issuerId),
  sk: `${batchId}#${run}#${format}#${part}`,
});
/** Of an issuer, or with `*` of everyone. */
export const killSwitchKey = (name: 'issuing' | 'notifying', scope: string): Key => ({
  pk: `${PARTITIONS.killSwitch}${name}`,
  sk: scope,
});
/** A request to approve hours by a link. */
export const approvalRequestKey = (requestId: string): Key => ({
  pk: `${PARTITIONS.approval}${requestId}`,
  sk: 'REQUEST',
});
export const policyKey = (issuerId: string): Key => ({ pk: `${PARTITIONS.policy}${issuerId}`, sk: 'POLICY' });
export const staffKey = (issuerId: string): Key => ({ pk: `${PARTITIONS.staff}${issuerId}`, sk: 'STAFF' });
export const journalPartition = (issuerId: string, day: string) => `${PARTITIONS.journal}${issuerId}#${day}`;
export const JOURNAL_ENTRIES = 'ENTRY#';
export const journalHeadKey = ({ issuerId, day, shard }: JournalChain): Key => ({
  pk: journalPartition(issuerId, day),
  sk: `HEAD#${shard}`,
});
/** Entries of all chains of a day are in order of time. */
export const journalEntryKey = (
  { issuerId, day, shard }: JournalChain,
  { at, sequence }: { readonly at: string; readonly sequence: number },
): Key => ({
  pk: journalPartition(issuerId, day),
  sk: `${JOURNAL_ENTRIES}${at}#${shard}#${sequence}`,
});
/** The language of emails that a volunteer of an issuer chose. */
export const languageKey = ({ issuerId, volunteerId }: VolunteerKey): Key => ({
  pk: `${PARTITIONS.language}${volunteerId}`,
  sk: issuerId,
});
export const limitKey = (name: string): Key => ({ pk: `${PARTITIONS.limit}${name}`, sk: 'LIMIT' });

/** Partition of `listing` with the profiles of volunteers who have an email address, by issuer and ID. */
export const addressListing = (hash: string) => `${PARTITIONS.address}${hash}`;
/** Partition of `listing` with an opportunity's timesheets, by volunteer ID. */
export const timesheetsListing = opportunityPartition;
/** Partition of `listing` with an issuer's opportunities, by last day. */
export const opportunitiesListing = (issuerId: string) => `${PARTITIONS.issuer}${issuerId}#OPPORTUNITIES`;
/** Partition of `listing` with the joint opportunities that name a partner, by last day. */
export const partnershipsListing = (partnerId: string) => `${PARTITIONS.issuer}${partnerId}#PARTNERSHIPS`;
/** Partitions of `listing` with an issuer's certificates, by time of reservation. */
export const certificatesListing = (issuerId: string, shard: number) =>
  `${PARTITIONS.issuer}${issuerId}#CERTIFICATES#${shard}`;
/** Partition of `listing` with the requests to correct an issuer's certificates, by time of request. */
export const correctionsListing = (issuerId: string) => `${PARTITIONS.issuer}${issuerId}#CORRECTIONS`;
/** Partition of `listing` with the names that volunteers of an issuer ask to be corrected, by time of request. */
export const nameRequestsListing = (issuerId: string) => `${PARTITIONS.issuer}${issuerId}#NAMES`;
/** Partition of `listing` with an issuer's imports, by time of request. */
export const importsListing = (issuerId: string) => `${PARTITIONS.issuer}${issuerId}#IMPORTS`;
/** Partition of `listing` with an issuer's requests to approve hours, by time of request. */
export const approvalRequestsListing = (issuerId: string) => `${PARTITIONS.issuer}${issuerId}#APPROVALS`;
/** Partition of `listing` with an issuer's batches, by time of creation. */
export const batchesListing = (issuerId: string) => `${PARTITIONS.issuer}${issuerId}#BATCHES`;

/** Partitions of `pending` with open reservations, by time of reservation. */
export const reservedPending = (shard: number) => `${PARTITIONS.reserved}${shard}`;
/** Partition of `pending` with the batches in `planning` or `running`, by time of creation. */
export const ACTIVE_BATCHES = `${PARTITIONS.activeBatches}ACTIVE`;
/** Partitions of `pending` with notifications to send (the outbox), by time of reservation, or of what happened later. */
export const notifyPending = (shard: number) => `${PARTITIONS.notify}${shard}`;

/**
 * Returns where a certificate stands among those to work on: by time of reservation. Its issuer is at the end, so that
 * what is halted is passed over without reading it.
 */
export const pendingSortKey = ({
  reservedAt,
  certificateId,
  issuerId,
  batchId,
}: {
  readonly reservedAt: string;
  readonly certificateId: string;
  readonly issuerId: string;
  /** Empty where no batch issued it. */
  readonly batchId: string;
}) => `${reservedAt}#${certificateId}#${issuerId}#${batchId}`;
/** Returns where a notification of something later stands: as a certificate by its time, with its name. */
export const pendingNotificationSortKey = ({ at, certificateId, issuerId, name }: LaterNotification) =>
  `${pendingSortKey({ reservedAt: at, certificateId, issuerId, batchId: '' })}#${name}`;
/** Returns what these two wrote; `name` is null for a certificate. */
export function readPendingSortKey(sortKey: string) {
  const [reservedAt = '', certificateId = '', issuerId = '', batchId = '', name = null] = sortKey.split('#');
  return { reservedAt, certificateId, issuerId, batchId, name };
}

/** How far the email about the issue of a certificate has come, in the certificate's partition. */
export const deliveryKey = (certificateId: string): Key => ({
  pk: certificateKey(certificateId).pk,
  sk: 'DELIVERY',
});
/** Partition of `pending` with an issuer's deliveries that aren't waiting, by state and batch. */
export const deliveryPartition = (issuerId: string) => `${PARTITIONS.delivery}${issuerId}`;
export const deliverySortKey = ({
  state,
  batchId,
  certificateId,
}: Pick<Delivery, 'state' | 'batchId' | 'certificateId'>) => `${state}#${batchId ?? ''}#${certificateId}`;
/** Returns what `deliverySortKey` wrote. */
export function readDeliverySortKey(sortKey: string) {
  const [state = '', batchId = '', certificateId = ''] = sortKey.split('#');
  return { state, batchId, certificateId };
}
/** That no email goes to an address any more; the partition is the one that its keyed hash names. */
export const suppressionKey = (addressPartition: string): Key => ({ pk: addressPartition, sk: 'SUPPRESSED' });

/** Returns a certificate's shard. IDs are random, so their first symbol spreads them evenly. */
export const shardOf = (certificateId: string) => certificateId.charCodeAt(0) % SHARDS;
