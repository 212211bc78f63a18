import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { FindingRule } from '../../../infra/tools/audit/finding.ts';
import { type auditedCluster, ISSUER_ID, volunteerIdOf } from './audited-cluster.ts';

type Cluster = Awaited<ReturnType<typeof auditedCluster>>;
type Item = Record<string, never> & { readonly pk: string; readonly sk: string };
interface Store {
  readonly dynamo: DynamoDBClient;
  readonly tableName: string;
  readonly s3: S3Client;
  readonly bucketName: string;
}

/** A fault that somebody or something has put into the records, and what an auditor must say of it. */
export interface SeededFault {
  readonly what: string;
  readonly rule: FindingRule;
  /** Puts it in, and answers how to take it out again. */
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
  fault('a document that nobody issued', 'DOCUMENT_WITHOUT_RECORD', async ({ s3, bucketName }) => {
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
      events: item.events.map((event: object) => ({ ...event, actor: 'somebody-else' })),
    })),
  ),
  fault('a whole chain moved from another certificate', 'CHAIN_BROKEN', async (store, { certificateOf }) => {
    const other = await read(store, `CERTIFICATE#${certificateOf(3)}`, 'CERTIFICATE');
    return editCertificate(store, certificateOf(2), (item) => ({ ...item, events: other.events }));
  }),
  fault('a name altered in the record', 'SNAPSHOT_ALTERED', (store, { certificateOf }) =>
    editSnapshot(store, certificateOf(2), (snapshot) => ({
      ...snapshot,
      holder: { ...snapshot.holder, nameEn: 'Somebody Else' },
    })),
  ),
  fault('minutes altered in the record', 'HOURS_NOT_THE_SUM', (store, { certificateOf }) =>
    editSnapshot(store, certificateOf(2), (snapshot) => ({ ...snapshot, minutes: 99_999 })),
  ),
  fault('a revocation taken back in the record', 'CHAIN_NOT_THE_STATE', (store, { certificateOf }) =>
    editCertificate(store, certificateOf(0), (item) => ({ ...item, state: 'issued' })),
  ),
  fault('a doubled award', 'AWARD_DOUBLED', async (store, { certificateOf }) => {
    const double = 'B1P90CH35ABARTZ768';
    const item = await read(store, `CERTIFICATE#${certificateOf(2)}`, 'CERTIFICATE');
    return put(store, { ...item, pk: `CERTIFICATE#${double}`, certificateId: double });
  }),
  fault('a certificate’s record lost', 'AWARD_SLOT_WRONG', (store, { certificateOf }) =>
    remove(store, `CERTIFICATE#${certificateOf(4)}`, 'CERTIFICATE'),
  ),
  fault('a slot given away', 'AWARD_SLOT_WRONG', (store, { opportunityId }) =>
    editTimesheet(store, 5, opportunityId, ({ certificateId: _given, ...timesheet }) => timesheet),
  ),
  fault('certified hours changed afterwards', 'ENTRY_CLAIM_WRONG', (store, { opportunityId }) =>
    editTimesheet(store, 5, opportunityId, (timesheet) => ({
      ...timesheet,
      entries: timesheet.entries.map((entry: object) => ({ ...entry, minutes: 10 })),
    })),
  ),
  fault('certified hours rejected afterwards', 'ENTRY_CLAIM_WRONG', (store, { opportunityId }) =>
    editTimesheet(store, 5, opportunityId, (timesheet) => ({
      ...timesheet,
      entries: timesheet.entries.map((entry: object) => ({ ...entry, status: 'rejected' })),
    })),
  ),
  fault('an entry that is on no register', 'ENTRY_NOT_REGISTERED', (store) =>
    remove(store, `ENTRY#${ISSUER_ID}#E-6`, 'ENTRY'),
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
  fault('a step missing in its day’s list', 'AUDIT_DAY_WRONG', async (store, { certificateOf }) => {
    const certificateId = certificateOf(0);
    const { events } = await read(store, `CERTIFICATE#${certificateId}`, 'CERTIFICATE');
    const day = String((events as unknown as { at: string }[]).at(-1)?.at).slice(0, 10);
    return remove(store, `AUDITDAY#${day}`, `${certificateId}#2`);
  }),
  fault('a reservation left behind', 'RESERVATION_LEFT', (store, { certificateOf }) =>
    editCertificate(store, certificateOf(8), (item) => ({
      ...item,
      state: 'reserved',
      reservedAt: '2025-01-01T00:00:00.000Z',
      events: item.events.slice(0, 1),
      documentSha256: null,
    })),
  ),
  fault('a counter that counts one too many', 'BATCH_COUNTERS_WRONG', async (store, { batchId }) => {
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
  fault('a report that counts one too many', 'REPORT_COUNTERS_WRONG', async (store) => {
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
  fault('somebody left out of a batch', 'BATCH_INCOMPLETE', (store, { batchId }) =>
    editItem(store, `BATCH#${batchId}`, 'CHUNK#000000', (item) => ({
      ...item,
      items: JSON.stringify(JSON.parse(item.items).slice(1)),
    })),
  ),
  fault('an item that names another’s certificate', 'BATCH_ITEM_WRONG', (store, { batchId, certificateOf }) =>
    editItem(store, `BATCH#${batchId}`, 'CHUNK#000000', (item) => ({
      ...item,
      items: item.items.replace(certificateOf(9), certificateOf(10)),
    })),
  ),
  fault('an item of a batch that is done and still waits', 'BATCH_INCOMPLETE', (store, { batchId }) =>
    editItems(store, batchId, ([first, ...items]) => [{ ...first, outcome: 'waiting' }, ...items]),
  ),
  fault('a certificate of a batch in none of its items', 'BATCH_INCOMPLETE', (store, { batchId }) =>
    editItems(store, batchId, ([{ certificateId: _lost, ...first } = {}, ...items]) => [
      { ...first, outcome: 'refused' },
      ...items,
    ]),
  ),
  fault(
    'a certificate of a cancelled batch in none of its items',
    'BATCH_INCOMPLETE',
    (store, { stoppedId }) =>
      editItems(store, stoppedId, ([first, { certificateId: _lost, ...second } = {}, ...items]) => [
        first,
        { ...second, outcome: 'waiting' },
        ...items,
      ]),
  ),
  fault('a failed item whose certificate nobody has counted', 'BATCH_INCOMPLETE', (store, { batchId }) =>
    editItems(store, batchId, ([{ certificateId: _lost, ...first } = {}, ...items]) => [
      { ...first, outcome: 'failed' },
      ...items,
    ]),
  ),
  fault('a batch that does not count what it has issued', 'BATCH_ITEM_WRONG', (store, { batchId }) =>
    editItems(store, batchId, ([first, ...items]) => [{ ...first, outcome: 'alreadyIssued' }, ...items]),
  ),
  fault('a batch that counts what another one has issued', 'BATCH_ITEM_WRONG', (store, { certificateOf }) =>
    editCertificate(store, certificateOf(2), (item) => ({
      ...item,
      events: item.events.map(({ facts, ...event }) => ({ ...event, facts: { ...facts, batchId: 'other' } })),
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

/** What an edit may find in an item; each edit knows which of these its item has. */
interface Spoiled {
  readonly certificateId: string;
  readonly events: readonly { readonly facts?: object }[];
  readonly entries: readonly object[];
  readonly items: string;
  readonly snapshot: string;
  readonly holder: object;
}
type Edit = (item: Spoiled) => object;

const counterOf = (record: object) => Object.keys(record).find((name) => name.startsWith('certificates@'));
const keyOf = (pk: string, sk: string) => marshall({ pk, sk });

async function read({ dynamo, tableName }: Store, pk: string, sk: string): Promise<Item> {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: tableName, Key: keyOf(pk, sk), ConsistentRead: true }),
  );
  if (Item === undefined) throw new Error(`There is no ${pk} ${sk} to spoil`);
  return unmarshall(Item) as unknown as Item;
}

async function write({ dynamo, tableName }: Store, item: object): Promise<void> {
  await dynamo.send(
    new PutItemCommand({ TableName: tableName, Item: marshall(item, { removeUndefinedValues: true }) }),
  );
}

async function editItem(store: Store, pk: string, sk: string, edit: Edit): Promise<() => Promise<void>> {
  const before = await read(store, pk, sk);
  await write(store, edit(before as unknown as Spoiled));
  return () => write(store, before);
}

const editCertificate = (store: Store, certificateId: string, edit: Edit) =>
  editItem(store, `CERTIFICATE#${certificateId}`, 'CERTIFICATE', edit);

const editSnapshot = (store: Store, certificateId: string, edit: Edit) =>
  editCertificate(store, certificateId, (item) => ({
    ...item,
    snapshot: JSON.stringify(edit(JSON.parse(item.snapshot))),
  }));

/** Edits the items of a batch's only chunk. */
const editItems = (
  store: Store,
  batchId: string,
  edit: (items: readonly (object & { readonly certificateId?: string })[]) => readonly unknown[],
) =>
  editItem(store, `BATCH#${batchId}`, 'CHUNK#000000', (item) => ({
    ...item,
    items: JSON.stringify(edit(JSON.parse(item.items))),
  }));

const editTimesheet = (store: Store, number: number, opportunityId: string, edit: Edit) =>
  editItem(store, `VOLUNTEER#${volunteerIdOf(number)}`, `HOURS#${opportunityId}`, edit);

/** Puts an item where there is none, or over what is there. */
async function put(
  store: Store,
  item: { readonly pk: string; readonly sk: string; readonly [name: string]: unknown },
): Promise<() => Promise<void>> {
  const before = await read(store, item.pk, item.sk).catch(() => undefined);
  await write(store, item);
  if (before !== undefined) return () => write(store, before);
  return async () => {
    await remove(store, item.pk, item.sk);
  };
}

async function remove(store: Store, pk: string, sk: string): Promise<() => Promise<void>> {
  const before = await read(store, pk, sk);
  await store.dynamo.send(new DeleteItemCommand({ TableName: store.tableName, Key: keyOf(pk, sk) }));
  return () => write(store, before);
}

async function editDocument(
  { s3, bucketName }: Store,
  certificateId: string,
  edit: (bytes: Uint8Array) => Uint8Array | undefined,
): Promise<() => Promise<void>> {
  const object = { Bucket: bucketName, Key: `documents/${certificateId}.pdf` };
  const { Body } = await s3.send(new GetObjectCommand(object));
  const before = (await Body?.transformToByteArray()) ?? new Uint8Array();
  const after = edit(before.slice());
  if (after === undefined) await s3.send(new DeleteObjectCommand(object));
  else await s3.send(new PutObjectCommand({ ...object, Body: after }));
  return async () => void (await s3.send(new PutObjectCommand({ ...object, Body: before })));
}

async function statusIndex(store: Store, certificateId: string) {
  const { snapshot } = await read(store, `CERTIFICATE#${certificateId}`, 'CERTIFICATE');
  return (JSON.parse(snapshot as unknown as string) as { statusList: { listId: string; index: number } })
    .statusList;
}
