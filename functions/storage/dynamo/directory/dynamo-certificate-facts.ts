import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { ShownCertificate } from '../../../domain/certificate/certificate-summary.ts';
import type { DirectoryFacts } from '../../../domain/directory/directory-certificate.ts';
import type {
  CertificateFacts,
  ReservedSince,
} from '../../../domain/ports/directory/certificate-directories.ts';
import { certificateFromItem } from '../certificate-item.ts';
import { batchGet } from '../requests/batch-get.ts';
import { ALL_SHARDS, certificateKey, certificatesListing, LISTING_INDEX } from '../table.ts';

/** Certificates that are returned of each shard at a time. */
const PER_SHARD = 100;
/** What a directory looks at. */
const ATTRIBUTES = ['certificateId', 'volunteerId', 'state', 'reservedAt', 'snapshot', 'events'];

/** What lists show. */
const SHOWN = [
  'certificateId',
  'volunteerId',
  'issuerId',
  'state',
  'revision',
  'reservedAt',
  'snapshot',
  'documentSha256',
  'revocation',
  'supersededBy',
  'supersededAt',
  'suspendedAt',
];

/** What a directory of certificates is made of: the index of lists, and the `CERTIFICATE` items. */
export class DynamoCertificateFacts implements CertificateFacts {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async reservedSince(issuerId: string, from: string): Promise<ReservedSince> {
    const shards = await Promise.all(ALL_SHARDS.map((shard) => this.#reservedIn(issuerId, shard, from)));
    // What a shard left out may come before what another one returned.
    const ends = shards.flatMap(({ keys, hasMore }) => (hasMore ? (keys.at(-1) ?? []) : []));
    const end = ends.sort()[0];
    const keys = shards.flatMap((shard) => shard.keys).filter((key) => end === undefined || key <= end);
    return {
      found: keys.sort().map((key) => {
        const [reservedAt = '', id = ''] = key.split('#');
        return { reservedAt, id };
      }),
      // A space sorts before what any other key has there.
      next: end && `${end} `,
    };
  }

  async #reservedIn(issuerId: string, shard: number, from: string) {
    const { Items = [], LastEvaluatedKey } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        IndexName: LISTING_INDEX,
        // DynamoDB takes no empty string, and a space sorts before every key.
        KeyConditionExpression: 'listPk = :pk AND listSk >= :from',
        ExpressionAttributeValues: marshall({
          ':pk': certificatesListing(issuerId, shard),
          ':from': from === '' ? ' ' : from,
        }),
        Limit: PER_SHARD,
      }),
    );
    return { keys: Items.map((item) => item.listSk?.S ?? ''), hasMore: LastEvaluatedKey !== undefined };
  }

  async facts(certificateIds: readonly string[]): Promise<readonly DirectoryFacts[]> {
    const keys = certificateIds.map(certificateKey);
    const items = await batchGet(this.#dynamo, this.#tableName, keys, true, ATTRIBUTES);
    return items.map(certificateFromItem);
  }

  async shown(certificateIds: readonly string[]): Promise<readonly ShownCertificate[]> {
    const keys = certificateIds.map(certificateKey);
    const items = await batchGet(this.#dynamo, this.#tableName, keys, false, SHOWN);
    return items.map(certificateFromItem);
  }
}
