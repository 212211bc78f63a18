import { randomUUID } from 'node:crypto';
import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  paginateQuery,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { chunksOf } from '../../../domain/chunks-of.ts';
import { REGISTRY, type VolunteerKey } from '../../../domain/hours/volunteer.ts';
import type { DirectoryChanges, NotedChange } from '../../../domain/ports/directory/people-directories.ts';
import { repeatUnprocessed } from '../requests/repeat-unprocessed.ts';
import { directoryChangeKey, directoryPartition } from '../table.ts';

/** A quota of BatchWriteItem. */
const DELETIONS_PER_REQUEST = 25;

/**
 * The changes of directories in DynamoDB (`DIRECTORY#<issuer>`). `ledger-step-writes` puts one item with the IDs of all
 * profiles of a transaction, for each issuer; this class reads and removes them.
 */
export class DynamoDirectoryChanges implements DirectoryChanges {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async noted(issuerId: string): Promise<readonly NotedChange[]> {
    const pages = paginateQuery(
      { client: this.#dynamo },
      {
        TableName: this.#tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': directoryPartition(issuerId) }),
        ConsistentRead: true,
      },
    );
    const found: NotedChange[] = [];
    for await (const { Items = [] } of pages)
      for (const item of Items) {
        const { sk, volunteerIds } = unmarshall(item) as { sk: string; volunteerIds: string[] };
        found.push({ changeId: sk, volunteerIds });
      }
    return found;
  }

  async remove(issuerId: string, changes: readonly NotedChange[]): Promise<void> {
    for (const chunk of chunksOf(changes, DELETIONS_PER_REQUEST))
      await repeatUnprocessed(
        chunk.map(({ changeId }) => ({
          DeleteRequest: { Key: marshall(directoryChangeKey(issuerId, changeId)) },
        })),
        async (pending) => {
          const { UnprocessedItems } = await this.#dynamo.send(
            new BatchWriteItemCommand({ RequestItems: { [this.#tableName]: [...pending] } }),
          );
          return (UnprocessedItems?.[this.#tableName] ?? []) as typeof pending;
        },
      );
  }
}

/** Returns the writes that note profiles which a transaction writes or deletes, one for each issuer. */
export function directoryChangeWrites(
  tableName: string,
  volunteers: readonly VolunteerKey[],
): TransactWriteItem[] {
  const byIssuer = Map.groupBy(volunteers, ({ issuerId }) => issuerId);
  // Issuers find a person of the registry once they have a copy of the profile.
  byIssuer.delete(REGISTRY);
  return [...byIssuer].map(([issuerId, ofIssuer]) => ({
    Put: {
      TableName: tableName,
      Item: marshall({
        ...directoryChangeKey(issuerId, randomUUID()),
        volunteerIds: ofIssuer.map(({ volunteerId }) => volunteerId),
      }),
    },
  }));
}
