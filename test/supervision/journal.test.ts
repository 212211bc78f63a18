import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allItems } from '../../functions/domain/all-items.ts';
import {
  type ChainedEntry,
  chained,
  isIntact,
  type JournalEntry,
  type JournalHead,
} from '../../functions/domain/journal.ts';
import { DynamoJournal } from '../../functions/storage/dynamo/supervision/dynamo-journal.ts';
import { journalEntryKey, journalHeadKey } from '../../functions/storage/dynamo/table.ts';
import { startTable } from '../dynamo-table.ts';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

let days = 0;
/** Returns a day that no other test writes on. */
function anotherDay(): string {
  days += 1;
  return `2026-03-${String(days).padStart(2, '0')}`;
}
const entryOf = (day: string, change: Partial<JournalEntry> = {}): JournalEntry => ({
  at: `${day}T08:00:00.000Z`,
  requestId: 'request-1',
  phase: 'begun',
  act: 'download_document',
  subject: 'person-1',
  issuerIds: ['a'],
  targets: { id: 'X' },
  outcome: null,
  ...change,
});
const opened = () => new DynamoJournal(table.dynamo, table.tableName);
const isWhole = async (issuerId: string, day: string) =>
  (await opened().chains(issuerId, day)).map(({ chain, entries, head }) => isIntact(chain, entries, head));

describe('the journal', () => {
  test('chains the entries that many processes append at the same time, and loses none', async () => {
    const day = anotherDay();
    const journals = Array.from({ length: 8 }, opened);
    await Promise.all(
      journals.flatMap((journal, one) =>
        Array.from({ length: 5 }, (_, n) =>
          journal.append(entryOf(day, { requestId: `${one}-${n}`, at: `${day}T08:00:0${n}.000Z` })),
        ),
      ),
    );
    const chains = await opened().chains('a', day);
    expect(chains.flatMap(({ entries }) => entries)).toHaveLength(40);
    expect(await isWhole('a', day)).toEqual(chains.map(() => true));
  });

  test('shows each issuer its own acts and those on everyone, newest first and page by page', async () => {
    const day = anotherDay();
    const journal = opened();
    const of = (at: number, issuerIds: string[]) =>
      journal.append(
        entryOf(day, { at: `${day}T08:00:0${at}.000Z`, requestId: issuerIds.join('+'), issuerIds }),
      );
    await of(0, ['b', 'c']);
    await of(1, ['a']);
    await of(2, ['b']);
    // At the same time, and the second of each chain.
    await of(3, ['a', 'b']);
    await of(3, ['a']);
    await of(4, []);
    await of(5, ['*']);
    await of(6, ['b', 'c']);
    const shownTo = async (...issuerIds: string[]) => {
      const shown: string[] = [];
      for await (const { requestId } of allItems((cursor) =>
        opened().list(day, issuerIds, { limit: 2, cursor }),
      ))
        shown.push(requestId);
      return shown;
    };
    expect(await shownTo('a')).toEqual(['*', 'a+b', 'a', 'a']);
    expect(await shownTo('b')).toEqual(['b+c', '*', 'a+b', 'b', 'b+c']);
    expect(await shownTo('d')).toEqual(['*']);
    expect(await shownTo('a', 'b', 'c', '*')).toEqual(['b+c', '*', '', 'a+b', 'a', 'b', 'a', 'b+c']);
    expect(
      await new DynamoJournal(table.dynamo, table.tableName).list('2026-01-01', ['a'], { limit: 2 }),
    ).toEqual({ items: [], cursor: null });
  });

  test('goes on after another process moved the head that it knew', async () => {
    const day = anotherDay();
    const journals = Array.from({ length: 12 }, opened);
    for (const journal of [...journals, ...journals]) await journal.append(entryOf(day));
    expect((await isWhole('a', day)).every(Boolean)).toBe(true);
  });
});

describe('a chain of the journal that somebody with access to the table', () => {
  type Chain = { chain: ChainedEntry['chain']; entries: readonly ChainedEntry[]; head: JournalHead };
  const send = (command: PutItemCommand | DeleteItemCommand | UpdateItemCommand) =>
    table.dynamo.send(command as PutItemCommand);
  const keyOf = ({ chain, entries }: Chain, index: number) =>
    marshall(journalEntryKey(chain, entries[index] as ChainedEntry));
  const remove = (found: Chain, index: number) =>
    send(new DeleteItemCommand({ TableName: table.tableName, Key: keyOf(found, index) }));

  const faults: readonly (readonly [string, (found: Chain) => Promise<unknown>])[] = [
    [
      'changes an entry',
      (found) =>
        send(
          new UpdateItemCommand({
            TableName: table.tableName,
            Key: keyOf(found, 1),
            UpdateExpression: 'SET subject = :who',
            ExpressionAttributeValues: marshall({ ':who': 'person-2' }),
          }),
        ),
    ],
    ['deletes an entry', (found) => remove(found, 1)],
    ['deletes its last entry', (found) => remove(found, 2)],
    [
      'deletes its head',
      ({ chain }) =>
        send(new DeleteItemCommand({ TableName: table.tableName, Key: marshall(journalHeadKey(chain)) })),
    ],
    [
      'adds an entry to it',
      ({ chain, head }) => {
        const { chain: _chain, ...fields } = chained(entryOf(chain.day), chain, head);
        return send(
          new PutItemCommand({
            TableName: table.tableName,
            Item: marshall({ ...journalEntryKey(chain, fields), ...fields, shard: chain.shard }),
          }),
        );
      },
    ],
  ];
  test.each(faults)('%s is broken', async (_name, fault) => {
    const day = anotherDay();
    const journal = opened();
    for (const at of [1, 2, 3])
      await journal.append(entryOf(day, { at: `${day}T08:00:0${at}.000Z`, requestId: `request-${at}` }));
    expect(await isWhole('a', day)).toEqual([true]);
    const [found] = await journal.chains('a', day);
    await fault(found as Chain);
    expect(await isWhole('a', day)).toEqual([false]);
  });
});
