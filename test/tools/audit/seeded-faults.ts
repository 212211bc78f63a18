import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { bucketOf } from '../../../functions/storage/dynamo/entry-claims.ts';
import type { FindingRule } from '../../../infra/tools/audit/finding.ts';
import { type auditedCluster, volunteerIdOf } from './audited-cluster.ts';
import { CORRECTED_ID } from './audited-emails.ts';
import { ISSUER_ID } from './audited-world.ts';
import {
  editCertificate,
  editDocument,
  editItem,
  editItems,
  editSnapshot,
  editTimesheet,
  put,
  read,
  remove,
  type Store,
  statusIndex,
} from './edit-records.ts';

type Cluster = Awaited<ReturnType<typeof auditedCluster>>;

/** A fault to put into the records, and the rule that the audit must report for it. */
export interface SeededFault {
  readonly what: string;
  readonly rule: FindingRule;
  /** Puts the fault in, and returns a function that takes it out. */
  readonly seed: (store: Store, cluster: Cluster) => Promise<() => Promise<void>>;
}

export const SEEDED_FAULTS: readonly SeededFault[] = [
  fault('a deleted document', 'DOCUMENT_MISSING', (store, { certificateOf }) =>
    editDocument(store, certificateOf(2), () => undefined),
  ),
  fault('a changed byte of a document', 'DOCUMENT_ALTERED', (store, { certificateOf }) =>
    editDocument(store, certificateOf(2), (bytes) => {
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      return bytes;
    }),
  ),
  fault('a document without a certificate', 'DOCUMENT_WITHOUT_RECORD', async ({ s3, bucketName }) => {
    const Key = 'documents/0000000000000000AB.pdf';
    await s3.send(new PutObjectCommand({ Bucket: bucketName, Key, Body: 'forged' }));
    return async () => void (await s3.send(new DeleteObjectCommand({ Bucket: bucketName, Key })));
  }),
  fault('a missing event', 'CHAIN_NOT_THE_STATE', (store, { certificateOf }) =>
    editCertificate(store, certificateOf(2), (item) => ({ ...item, events: item.events.slice(0, 1) })),
  ),
  fault('an event rewritten', 'CHAIN_BROKEN', (store, { certificateOf }) =>
    editCertificate(store, certificateOf(2), (item) => ({
      ...item,
      events: item.events.map((event: object) => ({ ...event, actor: 'another-actor' })),
    })),
  ),
  fault('the chain of another certificate', 'CHAIN_BROKEN', async (store, { certificateOf }) => {
    const other = await read(store, `CERTIFICATE#${certificateOf(3)}`, 'CERTIFICATE');
    return editCertificate(store, certificateOf(2), (item) => ({ ...item, events: other.events }));
  }),
  fault('a name altered in the record', 'SNAPSHOT_ALTERED', (store, { certificateOf }) =>
    editSnapshot(store, certificateOf(2), (snapshot) => ({
      ...snapshot,
      holder: { ...snapshot.holder, nameEn: 'Another Name' },
    })),
  ),
  fault('minutes altered in the record', 'HOURS_NOT_THE_SUM', (store, { certificateOf }) =>
    editSnapshot(store, certificateOf(2), (snapshot) => ({ ...snapshot, minutes: 99_999 })),
  ),
  fault('a revocation undone in the record', 'CHAIN_NOT_THE_STATE', (store, { certificateOf }) =>
    editCertificate(store, certificateOf(0), (item) => ({ ...item, state: 'issued' })),
  ),
  fault('two live certificates of one award', 'AWARD_DOUBLED', async (store, { certificateOf }) => {
    const double = 'B1P90CH35ABARTZ768';
    const item = await read(store, `CERTIFICATE#${certificateOf(2)}`, 'CERTIFICATE');
    return put(store, { ...item, pk: `CERTIFICATE#${double}`, certificateId: double });
  }),
  fault('a lost certificate record', 'AWARD_SLOT_WRONG', (store, { certificateOf }) =>
    remove(store, `CERTIFICATE#${certificateOf(4)}`, 'CERTIFICATE'),
  ),
  fault('a timesheet that no longer names its certificate', 'AWARD_SLOT_WRONG', (store, { opportunityId }) =>
    editTimesheet(
      store,
      volunteerIdOf(5),
      opportunityId,
      ({ certificateId: _removed, ...timesheet }) => timesheet,
    ),
  ),
  fault('certified hours changed afterwards', 'ENTRY_CLAIM_WRONG', (store, { opportunityId }) =>
    editTimesheet(store, volunteerIdOf(5), opportunityId, (timesheet) => ({
      ...timesheet,
      entries: timesheet.entries.map((entry: object) => ({ ...entry, minutes: 10 })),
    })),
  ),
  fault('certified hours rejected afterwards', 'ENTRY_CLAIM_WRONG', (store, { opportunityId }) =>
    editTimesheet(store, volunteerIdOf(5), opportunityId, (timesheet) => ({
      ...timesheet,
      entries: timesheet.entries.map((entry: object) => ({ ...entry, status: 'rejected' })),
    })),
  ),
  fault('an entry that is not registered', 'ENTRY_NOT_REGISTERED', (store, { opportunityId }) =>
    remove(store, `ENTRIES#${ISSUER_ID}#${bucketOf('E-6')}`, `seed-${opportunityId}#0`),
  ),
  fault('an entry on two timesheets', 'ENTRY_TWICE', (store, { opportunityId }) =>
    editTimesheet(store, volunteerIdOf(5), opportunityId, (timesheet) => ({
      ...timesheet,
      entries: [...timesheet.entries, { ...timesheet.entries[0], entryId: 'E-6', certificateId: undefined }],
    })),
  ),
  fault('a revocation missing in the status list', 'STATUS_BIT_MISSING', async (store, { certificateOf }) => {
    const { listId, index } = await statusIndex(store, certificateOf(0));
    return remove(store, `STATUSLIST#${listId}`, `REVOKED#${String(index).padStart(6, '0')}`);
  }),
  fault(
    'a valid certificate revoked in the status list',
    'STATUS_BIT_WRONG',
    async (store, { certificateOf }) => {
      const { listId, index } = await statusIndex(store, certificateOf(7));
      return put(store, { pk: `STATUSLIST#${listId}`, sk: `REVOKED#${String(index).padStart(6, '0')}` });
    },
  ),
  fault('a replaced certificate set valid again', 'REPLACEMENT_WRONG', (store, { certificateOf }) =>
    editCertificate(store, certificateOf(1), (item) => ({
      ...item,
      state: 'issued',
      events: item.events.slice(0, 2),
      supersededBy: null,
    })),
  ),
  fault('an event missing in its audit day', 'AUDIT_DAY_WRONG', async (store, { certificateOf }) => {
    const certificateId = certificateOf(0);
    const { events } = await read(store, `CERTIFICATE#${certificateId}`, 'CERTIFICATE');
    const day = String((events as unknown as { at: string }[]).at(-1)?.at).slice(0, 10);
    return remove(store, `AUDITDAY#${day}`, `${ISSUER_ID}#${certificateId}#2`);
  }),
  fault('a reservation left unfinished', 'RESERVATION_LEFT', (store, { certificateOf }) =>
    editCertificate(store, certificateOf(8), (item) => ({
      ...item,
      state: 'reserved',
      reservedAt: '2025-01-01T00:00:00.000Z',
      events: item.events.slice(0, 1),
      documentSha256: null,
    })),
  ),
  fault('a batch counter that is one too high', 'BATCH_COUNTERS_WRONG', async (store, { batchId }) => {
    const { Items } = await store.dynamo.send(
      new QueryCommand({
        TableName: store.tableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: marshall({ ':pk': `BATCH#${batchId}`, ':sk': 'COUNTER#' }),
      }),
    );
    const counter = unmarshall(Items?.[0] ?? {});
    return put(store, { ...counter, issued: counter.issued + 1 } as never);
  }),
  fault('a report counter that is one too high', 'REPORT_COUNTERS_WRONG', async (store) => {
    const { Items } = await store.dynamo.send(
      new QueryCommand({
        TableName: store.tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': `REPORT#${ISSUER_ID}` }),
      }),
    );
    const record = (Items ?? [])
      .map((item) => unmarshall(item))
      .find((item) => counterOf(item) !== undefined);
    const counter = counterOf(record ?? {}) ?? '';
    return put(store, { ...record, [counter]: record?.[counter] + 1 } as never);
  }),
  fault('a requested pair missing in a batch', 'BATCH_INCOMPLETE', (store, { batchId }) =>
    editItem(store, `BATCH#${batchId}`, 'CHUNK#000000', (item) => ({
      ...item,
      items: JSON.stringify(JSON.parse(item.items).slice(1)),
    })),
  ),
  fault(
    'an item that names the certificate of another volunteer',
    'BATCH_ITEM_WRONG',
    (store, { batchId, certificateOf }) =>
      editItem(store, `BATCH#${batchId}`, 'CHUNK#000000', (item) => ({
        ...item,
        items: item.items.replace(certificateOf(9), certificateOf(10)),
      })),
  ),
  fault('a waiting item in a batch that is done', 'BATCH_INCOMPLETE', (store, { batchId }) =>
    editItems(store, batchId, ([first, ...items]) => [{ ...first, outcome: 'waiting' }, ...items]),
  ),
  fault('a certificate of a batch that no item names', 'BATCH_INCOMPLETE', (store, { batchId }) =>
    editItems(store, batchId, ([{ certificateId: _removed, ...first } = {}, ...items]) => [
      { ...first, outcome: 'refused' },
      ...items,
    ]),
  ),
  fault('a certificate of a cancelled batch that no item names', 'BATCH_INCOMPLETE', (store, { stoppedId }) =>
    editItems(store, stoppedId, ([first, { certificateId: _removed, ...second } = {}, ...items]) => [
      first,
      { ...second, outcome: 'waiting' },
      ...items,
    ]),
  ),
  fault('another person as who cancelled a batch', 'NOT_AS_JOURNALED', (store, { stoppedId }) =>
    editItem(store, `BATCH#${stoppedId}`, 'BATCH', (item) => ({
      ...item,
      stopped: { ...item.stopped, by: 'coordinator-1' },
    })),
  ),
  fault('a cancelled batch that says not who cancelled it', 'BATCH_RECORD_WRONG', (store, { stoppedId }) =>
    editItem(store, `BATCH#${stoppedId}`, 'BATCH', (item) => ({ ...item, stopped: null })),
  ),
  fault('a batch approved by whoever asked for it', 'SECOND_PERSON_MISSING', (store, { batchId }) =>
    editItem(store, `BATCH#${batchId}`, 'BATCH', (item) => ({ ...item, approvedBy: item.createdBy })),
  ),
  fault('another name approved by whoever asked for it', 'SECOND_PERSON_MISSING', (store) =>
    editItem(store, `VOLUNTEER#${CORRECTED_ID}`, `${ISSUER_ID}#NAME`, (item) => ({
      ...item,
      reviewedBy: item.decidedBy,
    })),
  ),
  fault(
    'a correction approved by whoever asked for it',
    'SECOND_PERSON_MISSING',
    (store, { certificateOf }) =>
      editItem(store, `CERTIFICATE#${certificateOf(9)}`, 'CORRECTION#001', (item) => ({
        ...item,
        state: 'approved',
        requestedBy: item.decidedBy,
      })),
  ),
  fault('a failed item whose certificate is not counted', 'BATCH_INCOMPLETE', (store, { batchId }) =>
    editItems(store, batchId, ([{ certificateId: _removed, ...first } = {}, ...items]) => [
      { ...first, outcome: 'failed' },
      ...items,
    ]),
  ),
  fault('an issued item recorded as issued before', 'BATCH_ITEM_WRONG', (store, { batchId }) =>
    editItems(store, batchId, ([first, ...items]) => [{ ...first, outcome: 'alreadyIssued' }, ...items]),
  ),
  fault(
    'an item that counts the certificate of another batch',
    'BATCH_ITEM_WRONG',
    (store, { certificateOf }) =>
      editCertificate(store, certificateOf(2), (item) => ({
        ...item,
        events: item.events.map(({ facts, ...event }) => ({
          ...event,
          facts: { ...facts, batchId: 'other' },
        })),
      })),
  ),
  fault('an ID with wrong check digits', 'ID_CHECK_DIGITS', async (store, { certificateOf }) => {
    const wrong = 'B1P90CH35ABARTZ769';
    const item = await read(store, `CERTIFICATE#${certificateOf(2)}`, 'CERTIFICATE');
    return put(store, { ...item, pk: `CERTIFICATE#${wrong}`, certificateId: wrong });
  }),
];

function fault(what: string, rule: FindingRule, seed: SeededFault['seed']): SeededFault {
  return { what, rule, seed };
}

const counterOf = (record: object) => Object.keys(record).find((name) => name.startsWith('certificates@'));
