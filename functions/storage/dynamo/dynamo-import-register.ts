import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { chunksOf } from '../../domain/chunks-of.ts';
import {
  IMPORT_FINDINGS,
  type Import,
  type ImportHead,
  type ImportState,
} from '../../domain/import/import.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { batchGet } from './requests/batch-get.ts';
import { getItem } from './requests/get-item.ts';
import { mergeShards } from './requests/merge-shards.ts';
import { ACTIONS_PER_TRANSACTION, conditionFailed, withConflictRetries } from './requests/transaction.ts';
import { importFindingsKey, importKey, importOfIssuerKey, importsListing, type Key } from './table.ts';
import type { Item } from './timesheet-item.ts';

const LIFETIME_DAYS = 90;
const OPTIONS = { removeUndefinedValues: true };
const FINDINGS: readonly string[] = IMPORT_FINDINGS;

/**
 * The import register in DynamoDB, each record deleted by time to live after 90 days. What was found in the file is an
 * item of its own beside the record, so that a list reads none of it; a further item lists the import under each of its
 * issuers (index `listing`, `ISSUER#…#IMPORTS`).
 */
export class DynamoImportRegister implements ImportRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async create(record: Import): Promise<void> {
    const { importId, createdAt } = record;
    const expiresAt = Math.floor(Date.parse(createdAt) / 1000) + LIFETIME_DAYS * 86_400;
    const [head, findings] = parted(record);
    const put = (key: Key, item: object) => ({
      TableName: this.#tableName,
      Item: marshall({ ...key, ...item, expiresAt }, OPTIONS),
    });
    const recorded = [
      {
        Put: {
          ...put(importKey(importId), head),
          // A retry of this put, after its reply was lost, must succeed.
          ConditionExpression: 'attribute_not_exists(pk) OR (requestedBy = :by AND createdAt = :at)',
          ExpressionAttributeValues: marshall({ ':by': record.requestedBy, ':at': createdAt }),
        },
      },
      { Put: put(importFindingsKey(importId), findings) },
    ];
    const listed = record.issuerIds.map((issuerId) => ({
      Put: put(importOfIssuerKey(importId, issuerId), {
        importId,
        listPk: importsListing(issuerId),
        listSk: `${createdAt}#${importId}`,
      }),
    }));
    // Whoever is in charge of more issuers than one transaction lists finds the import under the others a moment later.
    const [first = [], ...others] = chunksOf(listed, ACTIONS_PER_TRANSACTION - recorded.length);
    for (const TransactItems of [[...recorded, ...first], ...others])
      await withConflictRetries(() => this.#dynamo.send(new TransactWriteItemsCommand({ TransactItems })));
  }

  async find(importId: string): Promise<Import | undefined> {
    const head = await getItem(this.#dynamo, this.#tableName, importKey(importId));
    if (head === undefined) return undefined;
    // Behind the head, though both are written at once: read together, a refused import may be without its problems.
    const findings = await getItem(this.#dynamo, this.#tableName, importFindingsKey(importId));
    return { ...fieldsOf(head), ...fieldsOf(findings ?? {}) } as unknown as Import;
  }

  async list(issuerIds: readonly string[], page: PageRequest): Promise<Page<ImportHead>> {
    const { items, cursor } = await mergeShards({
      dynamo: this.#dynamo,
      tableName: this.#tableName,
      partitions: issuerIds.map((issuerId) => ({ partition: importsListing(issuerId) })),
      page,
      fromItem: ({ importId }) => importId?.S ?? '',
    });
    const found = await batchGet(this.#dynamo, this.#tableName, items.map(importKey));
    const heads = found.map((item) => fieldsOf(item) as unknown as ImportHead);
    // An import of several issuers is listed once under each.
    return {
      items: [...new Set(items)].flatMap((id) => heads.find(({ importId }) => importId === id) ?? []),
      cursor,
    };
  }

  async update(
    importId: string,
    from: readonly ImportState[],
    change: Partial<Omit<Import, 'importId'>>,
  ): Promise<'written' | 'changed'> {
    const [head, findings] = parted(change);
    const changesHead = this.#update(importKey(importId), head, from);
    try {
      if (Object.keys(findings).length === 0) await this.#dynamo.send(new UpdateItemCommand(changesHead));
      else
        await withConflictRetries(() =>
          this.#dynamo.send(
            new TransactWriteItemsCommand({
              TransactItems: [
                { Update: changesHead },
                { Update: this.#update(importFindingsKey(importId), findings) },
              ],
            }),
          ),
        );
      return 'written';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException || conditionFailed(error)) return 'changed';
      throw error;
    }
  }

  /** Returns an update of an item's fields, on the condition that the state is one of `from`. */
  #update(key: Key, change: object, from?: readonly ImportState[]) {
    const fields = Object.entries(change);
    const condition =
      from === undefined
        ? {}
        : { ConditionExpression: `#state IN (${from.map((_, n) => `:from${n}`).join(', ')})` };
    return {
      TableName: this.#tableName,
      Key: marshall(key),
      ...condition,
      UpdateExpression: `SET ${fields.map((_, n) => `#f${n} = :v${n}`).join(', ')}`,
      ExpressionAttributeNames: {
        ...(from === undefined ? {} : { '#state': 'state' }),
        ...Object.fromEntries(fields.map(([name], n) => [`#f${n}`, name])),
      },
      ExpressionAttributeValues: marshall(
        {
          ...Object.fromEntries((from ?? []).map((state, n) => [`:from${n}`, state])),
          ...Object.fromEntries(fields.map(([, value], n) => [`:v${n}`, value])),
        },
        OPTIONS,
      ),
    };
  }
}

/** Returns the fields of a record that have a value: those of its head, and what was found in its file. */
function parted(fields: object): readonly [head: object, findings: object] {
  const [findings, head] = [true, false].map((wanted) =>
    Object.fromEntries(
      Object.entries(fields).filter(
        ([name, value]) => value !== undefined && FINDINGS.includes(name) === wanted,
      ),
    ),
  );
  return [head ?? {}, findings ?? {}];
}

function fieldsOf(item: Item): Record<string, unknown> {
  const { pk: _pk, sk: _sk, expiresAt: _expiresAt, ...fields } = unmarshall(item);
  return fields;
}
