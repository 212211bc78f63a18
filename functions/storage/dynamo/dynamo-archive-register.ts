import {
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { DAY_MS, type Instant } from '../../domain/calendar-date.ts';
import type {
  ArchiveBuild,
  ArchivePart,
  ArchiveRegister,
  WithdrawnPart,
} from '../../domain/ports/archive-register.ts';
import { RESULTS_EXPIRE_AFTER_DAYS } from '../s3/prefixes.ts';
import { written } from './requests/written.ts';
import { archiveKey, archivesPartition } from './table.ts';

/** A build is handed out until a day before its file may expire. */
const HANDED_OUT_MS = (RESULTS_EXPIRE_AFTER_DAYS - 1) * DAY_MS;
/** S3 deletes on the day after an object expires. */
const RECORDED_MS = (RESULTS_EXPIRE_AFTER_DAYS + 3) * DAY_MS;

interface ArchiveRecord extends ArchivePart {
  readonly certificateIds: readonly string[];
  readonly builds?: readonly string[];
  readonly withdrawn?: readonly string[];
  readonly ready?: string;
  readonly readyAt?: Instant;
  readonly leftOut?: readonly string[];
}

/**
 * The archive register in DynamoDB: an `ARCHIVES#` item for each part of a file, under each issuer of its batch. It
 * outlives the files by three days.
 */
export class DynamoArchiveRegister implements ArchiveRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #now: () => Instant;

  constructor(dynamo: DynamoDBClient, tableName: string, now: () => Instant) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#now = now;
  }

  async ready(part: ArchivePart, issuerIds: readonly string[]): Promise<ArchiveBuild | undefined> {
    const items = await Promise.all(
      issuerIds.map((issuerId) =>
        this.#dynamo.send(
          new GetItemCommand({
            TableName: this.#tableName,
            Key: marshall(archiveKey(issuerId, part)),
            ConsistentRead: true,
            ProjectionExpression: 'ready, readyAt, certificateIds, leftOut',
          }),
        ),
      ),
    );
    const records = items.map(({ Item }) => (Item ? unmarshall(Item) : {}) as Partial<ArchiveRecord>);
    const { ready: build, readyAt: at, certificateIds = [], leftOut = [] } = records[0] ?? {};
    const since = Date.parse(this.#now()) - HANDED_OUT_MS;
    const isReady = ({ ready, readyAt }: Partial<ArchiveRecord>) =>
      ready === build && readyAt !== undefined && Date.parse(readyAt) > since;
    if (build === undefined || at === undefined || !records.every(isReady)) return undefined;
    return { build, readyAt: at, certificateIds, leftOut };
  }

  async begin(
    part: ArchivePart,
    issuerIds: readonly string[],
    build: string,
    certificateIds: readonly string[],
  ): Promise<void> {
    const expiresAt = Math.ceil((Date.parse(this.#now()) + RECORDED_MS) / 1000);
    for (const issuerId of issuerIds)
      await this.#update(issuerId, part, {
        UpdateExpression:
          'SET batchId = :batchId, run = :run, #format = :format, part = :part, certificateIds = :ids, expiresAt = :expiresAt, ' +
          'builds = list_append(if_not_exists(builds, :none), :build)',
        // FORMAT is a reserved word.
        ExpressionAttributeNames: { '#format': 'format' },
        ExpressionAttributeValues: marshall({
          ':format': part.format,
          ':batchId': part.batchId,
          ':run': part.run,
          ':part': part.part,
          ':ids': certificateIds,
          ':expiresAt': expiresAt,
          ':none': [],
          ':build': [build],
        }),
      });
  }

  async finish(
    part: ArchivePart,
    issuerIds: readonly string[],
    build: string,
    leftOut: readonly string[],
  ): Promise<boolean> {
    for (const issuerId of issuerIds) {
      const written = await this.#update(issuerId, part, {
        ConditionExpression: 'contains(builds, :build)',
        UpdateExpression: 'SET ready = :build, readyAt = :now, leftOut = :leftOut',
        ExpressionAttributeValues: marshall({ ':build': build, ':now': this.#now(), ':leftOut': leftOut }),
      });
      if (!written) return false;
    }
    return true;
  }

  async withdraw(issuerId: string, certificateId: string): Promise<WithdrawnPart[]> {
    const pages = paginateQuery(
      { client: this.#dynamo },
      {
        TableName: this.#tableName,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'contains(certificateIds, :id)',
        ExpressionAttributeValues: marshall({ ':pk': archivesPartition(issuerId), ':id': certificateId }),
        ProjectionExpression: 'batchId, run, #format, part',
        ExpressionAttributeNames: { '#format': 'format' },
        // The list of an index could lack a part that began a moment ago.
        ConsistentRead: true,
      },
    );
    const found: WithdrawnPart[] = [];
    for await (const { Items = [] } of pages)
      for (const item of Items) {
        const { batchId, run, format, part } = unmarshall(item) as ArchivePart;
        found.push(await this.#withdrawPart(issuerId, { batchId, run, format, part }));
      }
    return found.filter(({ builds }) => builds.length > 0);
  }

  async forget(issuerId: string, { builds, ...part }: WithdrawnPart): Promise<void> {
    // Fails where another erasure has withdrawn more since; that one forgets them.
    await this.#update(issuerId, part, {
      ConditionExpression: 'withdrawn = :builds',
      UpdateExpression: 'REMOVE withdrawn',
      ExpressionAttributeValues: marshall({ ':builds': builds }),
    });
  }

  async #withdrawPart(issuerId: string, part: ArchivePart): Promise<WithdrawnPart> {
    const { Attributes = {} } = await this.#dynamo.send(
      new UpdateItemCommand({
        TableName: this.#tableName,
        Key: marshall(archiveKey(issuerId, part)),
        UpdateExpression:
          'SET withdrawn = list_append(if_not_exists(withdrawn, :none), if_not_exists(builds, :none)) REMOVE builds, ready, readyAt, leftOut',
        ExpressionAttributeValues: marshall({ ':none': [] }),
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    const { withdrawn = [] } = unmarshall(Attributes) as Partial<ArchiveRecord>;
    return { ...part, builds: withdrawn };
  }

  /** Updates a part's item. Returns false, and writes nothing, if the condition failed. */
  async #update(
    issuerId: string,
    part: ArchivePart,
    change: Omit<ConstructorParameters<typeof UpdateItemCommand>[0], 'TableName' | 'Key'>,
  ): Promise<boolean> {
    return written(
      this.#dynamo.send(
        new UpdateItemCommand({
          ...change,
          TableName: this.#tableName,
          Key: marshall(archiveKey(issuerId, part)),
        }),
      ),
    );
  }
}
