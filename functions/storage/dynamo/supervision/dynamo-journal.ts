import {
  type AttributeValue,
  type DynamoDBClient,
  paginateQuery,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { CalendarDate } from '../../../domain/calendar-date.ts';
import { afterCursor, cursorAt, foreignCursor } from '../../../domain/cursor.ts';
import {
  type ChainedEntry,
  chained,
  chainIssuerOf,
  type JournalChain,
  type JournalEntry,
  type JournalHead,
} from '../../../domain/journal.ts';
import type { Page, PageRequest } from '../../../domain/ports/page.ts';
import type { Journal, StoredChain } from '../../../domain/ports/supervision/journal.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { getItem } from '../requests/get-item.ts';
import { conditionFailed, withConflictRetries } from '../requests/transaction.ts';
import { JOURNAL_ENTRIES, journalEntryKey, journalHeadKey, journalPartition } from '../table.ts';

/**
 * Parallel chains of an issuer and day. One takes some fifty entries a second: each waits for the one before. An
 * append writes two items in a transaction, four write units.
 */
const SHARDS = 4;
/** An append reads the head again where another process moved it; far more often than anybody can. */
const MAX_ATTEMPTS = 20;

/** The journal in DynamoDB: a `JOURNAL#` partition for each issuer and day, with its entries by time and its heads. */
export class DynamoJournal implements Journal {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  /** A process stays with one chain, whose head it knows from its last append. */
  readonly #shard = Math.floor(Math.random() * SHARDS);
  readonly #heads = new Map<string, JournalHead | undefined>();

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async append(entry: JournalEntry): Promise<void> {
    const chain = { issuerId: chainIssuerOf(entry), day: entry.at.slice(0, 10), shard: this.#shard };
    const { pk, sk } = journalHeadKey(chain);
    const name = `${pk} ${sk}`;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const head = this.#heads.has(name) ? this.#heads.get(name) : await this.#headOf(chain);
      this.#heads.delete(name);
      const next = chained(entry, chain, head);
      if (await this.#written(next, head)) {
        this.#heads.set(name, { sequence: next.sequence, hash: next.hash });
        return;
      }
    }
    throw new Refusal('STORE_UNAVAILABLE', 'The journal takes no more entries now; nothing was done.');
  }

  /** Writes an entry and its chain's head. Returns false, and writes nothing, if the head was moved meanwhile. */
  async #written(entry: ChainedEntry, head: JournalHead | undefined): Promise<boolean> {
    const { chain, ...fields } = entry;
    const { sequence, hash } = entry;
    const TableName = this.#tableName;
    const write = new TransactWriteItemsCommand({
      TransactItems: [
        {
          Put: {
            TableName,
            Item: marshall({ ...journalHeadKey(chain), sequence, hash }),
            ...(head === undefined
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: '#hash = :before',
                  ExpressionAttributeNames: { '#hash': 'hash' },
                  ExpressionAttributeValues: marshall({ ':before': head.hash }),
                }),
          },
        },
        {
          Put: {
            TableName,
            Item: marshall({ ...journalEntryKey(chain, entry), ...fields, shard: chain.shard }),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ],
    });
    try {
      await withConflictRetries(() => this.#dynamo.send(write));
      return true;
    } catch (error) {
      if (conditionFailed(error)) return false;
      throw error;
    }
  }

  async #headOf(chain: JournalChain): Promise<JournalHead | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, journalHeadKey(chain));
    return item && headFromItem(item);
  }

  async list(
    day: CalendarDate,
    issuerIds: readonly string[],
    { limit, cursor }: PageRequest,
  ): Promise<Page<ChainedEntry>> {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const partitions = [...new Set([...issuerIds, '*'])].sort();
    const pages = await Promise.all(partitions.map((issuerId) => this.#newest(issuerId, day, limit, after)));
    const found = pages
      .flat()
      .sort((a, b) => (a.sk === b.sk ? compare(a.issuerId, b.issuerId) : compare(b.sk, a.sk)));
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const concerned = (ids: readonly string[]) => ids.some((id) => id === '*' || issuerIds.includes(id));
    return {
      items: shown
        .map(({ entry }) => entry)
        .filter((entry) => issuerIds.includes('*') || concerned(entry.issuerIds)),
      cursor: found.length > limit && last ? cursorAfter(last) : null,
    };
  }

  /** Returns the newest entries of a partition after a position of the whole list, at most one more than the limit. */
  async #newest(
    issuerId: string,
    day: CalendarDate,
    limit: number,
    after: Position | undefined,
  ): Promise<Listed[]> {
    // Of entries with the same sort key, those of a later partition are still to be shown.
    const isShown = after !== undefined && issuerId <= after.issuerId;
    const { Items = [] } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
        ExpressionAttributeValues: marshall({
          ':pk': journalPartition(issuerId, day),
          ':from': JOURNAL_ENTRIES,
          ':until': after?.sk ?? `${JOURNAL_ENTRIES}~`,
        }),
        ScanIndexForward: false,
        Limit: limit + 2,
      }),
    );
    return Items.map((item) => ({
      issuerId,
      sk: item.sk?.S ?? '',
      entry: entryFromItem(issuerId, day, item),
    }))
      .filter(({ sk }) => !(isShown && sk === after.sk))
      .slice(0, limit + 1);
  }

  async chains(issuerId: string, day: CalendarDate): Promise<readonly StoredChain[]> {
    const pages = paginateQuery(
      { client: this.#dynamo },
      {
        TableName: this.#tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': journalPartition(issuerId, day) }),
        ConsistentRead: true,
      },
    );
    const entries: ChainedEntry[] = [];
    const heads = new Map<number, JournalHead>();
    for await (const { Items = [] } of pages)
      for (const item of Items)
        if (item.sk?.S?.startsWith(JOURNAL_ENTRIES)) entries.push(entryFromItem(issuerId, day, item));
        else heads.set(Number(item.sk?.S?.split('#')[1]), headFromItem(item));
    const shards = new Set([...heads.keys(), ...entries.map(({ chain }) => chain.shard)]);
    return [...shards]
      .sort((a, b) => a - b)
      .map((shard) => ({
        chain: { issuerId, day, shard },
        entries: entries.filter(({ chain }) => chain.shard === shard),
        head: heads.get(shard),
      }));
  }
}

/** A position in the list of several partitions. */
interface Position {
  readonly issuerId: string;
  readonly sk: string;
}
interface Listed extends Position {
  readonly entry: ChainedEntry;
}

type Item = Record<string, AttributeValue>;

const compare = (a: string, b: string): number => (a < b ? -1 : 1);

function entryFromItem(issuerId: string, day: CalendarDate, item: Item): ChainedEntry {
  const { pk: _pk, sk: _sk, shard, ...fields } = unmarshall(item);
  return { ...fields, chain: { issuerId, day, shard } } as ChainedEntry;
}

function headFromItem(item: Item): JournalHead {
  const { sequence, hash } = unmarshall(item);
  return { sequence, hash };
}

const cursorAfter = ({ issuerId, sk }: Position): string => cursorAt(`${issuerId} ${sk}`);

function readCursor(cursor: string): Position {
  const [issuerId = '', sk = ''] = afterCursor(cursor).split(' ');
  if (!sk.startsWith(JOURNAL_ENTRIES)) throw foreignCursor();
  return { issuerId, sk };
}
