import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { ACCOUNT, REGION } from '../region.ts';
import { StartRefusal } from '../start-refusal.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';

const TABLE_TYPES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const TYPE = {
  shape: z.object({
    AttributeDefinitions: z.array(
      z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    KeySchema: keySchema,
    BillingMode: z.literal('PAY_PER_REQUEST').default('PAY_PER_REQUEST'),
    TableName: z.string().optional(),
    GlobalSecondaryIndexes: z
      .array(
        z.object({
          IndexName: z.string(),
          KeySchema: keySchema,
          Projection: z.object({
            ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
            NonKeyAttributes: z.array(z.string()).optional(),
          }),
        }),
      )
      .optional(),
    TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
  }),
  ignored: [
    'DeletionProtectionEnabled',
    'PointInTimeRecoverySpecification',
    'Replicas',
    'SSESpecification',
    'Tags',
    'WarmThroughput',
    'WriteOnDemandThroughputSettings',
    'OnDemandThroughput',
  ],
};

type TableProperties = z.infer<(typeof TYPE)['shape']>;

/** Creates the template's tables that don't exist yet. Returns the names of all by logical id. */
export async function createTables(
  resources: ResourceReader,
  client: DynamoDBClient,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const type of TABLE_TYPES) {
    for (const resource of resources.all(type, TYPE)) {
      const name = resource.properties.TableName ?? physicalName(resource);
      await ensureTable(client, name, resource.properties);
      resources.setAttributes(resource, {
        Ref: name,
        Arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}`,
      });
      names.set(resource.logicalId, name);
    }
  }
  return names;
}

/** The names of a table's partition key and of those of its indexes. */
export interface PartitionKeys {
  readonly table: string;
  readonly indexes: ReadonlyMap<string, string>;
}

/** Returns the partition keys of the template's tables, by the name of the table. */
export function partitionKeys(resources: ResourceReader): Map<string, PartitionKeys> {
  const partitionOf = (schema: z.infer<typeof keySchema>) =>
    schema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  return new Map(
    TABLE_TYPES.flatMap((type) => resources.all(type, TYPE)).map((resource) => {
      const { TableName, KeySchema, GlobalSecondaryIndexes = [] } = resource.properties;
      const indexes = GlobalSecondaryIndexes.map(
        (index) => [index.IndexName, partitionOf(index.KeySchema)] as const,
      );
      return [
        TableName ?? physicalName(resource),
        { table: partitionOf(KeySchema), indexes: new Map(indexes) },
      ] as const;
    }),
  );
}

async function ensureTable(client: DynamoDBClient, name: string, properties: TableProperties): Promise<void> {
  const existing = await describe(client, name);
  if (existing !== undefined) {
    if (layoutOf(existing) === layoutOf(properties)) return;
    throw new StartRefusal(
      `The table ${name} in this data folder has other keys or indexes than this release expects: choose another folder with --data.`,
    );
  }
  const { TimeToLiveSpecification, TableName: _, ...table } = properties;
  await client.send(new CreateTableCommand({ TableName: name, ...withoutUndefined(table) }));
  if (TimeToLiveSpecification !== undefined) {
    await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
  }
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Returns the keys of a table and of its indexes as comparable text. */
function layoutOf(
  table: Pick<TableDescription, 'KeySchema' | 'GlobalSecondaryIndexes'> | TableProperties,
): string {
  const keys = (schema: TableDescription['KeySchema']) =>
    (schema ?? []).map(({ AttributeName }) => AttributeName).join('+');
  const indexes = (table.GlobalSecondaryIndexes ?? [])
    .map((index) => `${index.IndexName}:${keys(index.KeySchema)}`)
    .sort();
  return [keys(table.KeySchema), ...indexes].join(' ');
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return JSON.parse(JSON.stringify(value));
}
