import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

/** The issuer whose records are edited. */
const ISSUER_ID = 'rawabi-health-cluster';

/** The table and the bucket whose records a test changes. */
export interface Store {
  readonly dynamo: DynamoDBClient;
  readonly tableName: string;
  readonly s3: S3Client;
  readonly bucketName: string;
}

type Item = Record<string, never> & { readonly pk: string; readonly sk: string };

/** Attributes that an edit may find in an item; each edit knows which of them its item has. */
interface EditedItem {
  readonly certificateId: string;
  readonly events: readonly { readonly facts?: object }[];
  readonly entries: readonly object[];
  readonly items: string;
  readonly snapshot: string;
  readonly holder: object;
  readonly stopped: object;
  readonly createdBy: string;
  readonly decidedBy: string;
}
type Edit = (item: EditedItem) => object;

const keyOf = (pk: string, sk: string) => marshall({ pk, sk });

/** Reads an item. @throws Error when there is none. */
export async function read({ dynamo, tableName }: Store, pk: string, sk: string): Promise<Item> {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: tableName, Key: keyOf(pk, sk), ConsistentRead: true }),
  );
  if (Item === undefined) throw new Error(`There is no item ${pk} ${sk}`);
  return unmarshall(Item) as unknown as Item;
}

async function write({ dynamo, tableName }: Store, item: object): Promise<void> {
  await dynamo.send(
    new PutItemCommand({ TableName: tableName, Item: marshall(item, { removeUndefinedValues: true }) }),
  );
}

/** Replaces an item by its edited form; returns the function that restores it. */
export async function editItem(
  store: Store,
  pk: string,
  sk: string,
  edit: Edit,
): Promise<() => Promise<void>> {
  const before = await read(store, pk, sk);
  await write(store, edit(before as unknown as EditedItem));
  return () => write(store, before);
}

/** Edits the item of a certificate. */
export const editCertificate = (store: Store, certificateId: string, edit: Edit) =>
  editItem(store, `CERTIFICATE#${certificateId}`, 'CERTIFICATE', edit);

/** Edits the snapshot of a certificate. */
export const editSnapshot = (store: Store, certificateId: string, edit: Edit) =>
  editCertificate(store, certificateId, (item) => ({
    ...item,
    snapshot: JSON.stringify(edit(JSON.parse(item.snapshot))),
  }));

/** Edits the items of a batch's only chunk. */
export const editItems = (
  store: Store,
  batchId: string,
  edit: (items: readonly (object & { readonly certificateId?: string })[]) => readonly unknown[],
) =>
  editItem(store, `BATCH#${batchId}`, 'CHUNK#000000', (item) => ({
    ...item,
    items: JSON.stringify(edit(JSON.parse(item.items))),
  }));

/** Edits a volunteer's timesheet. */
export const editTimesheet = (store: Store, volunteerId: string, opportunityId: string, edit: Edit) =>
  editItem(store, `VOLUNTEER#${volunteerId}`, `${ISSUER_ID}#HOURS#${opportunityId}`, edit);

/** Puts an item, new or over the one with the same key; returns the function that undoes it. */
export async function put(
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

/** Deletes an item; returns the function that restores it. */
export async function remove(store: Store, pk: string, sk: string): Promise<() => Promise<void>> {
  const before = await read(store, pk, sk);
  await store.dynamo.send(new DeleteItemCommand({ TableName: store.tableName, Key: keyOf(pk, sk) }));
  return () => write(store, before);
}

/** Replaces a document by its edited bytes, or deletes it; returns the function that restores it. */
export async function editDocument(
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

/** Returns the status list and index of a certificate. */
export async function statusIndex(store: Store, certificateId: string) {
  const { snapshot } = await read(store, `CERTIFICATE#${certificateId}`, 'CERTIFICATE');
  return (JSON.parse(snapshot as unknown as string) as { statusList: { listId: string; index: number } })
    .statusList;
}
