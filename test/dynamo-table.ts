import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LISTING_INDEX, PENDING_INDEX } from '../functions/storage/dynamo/table.ts';
import { startDynamoLocal } from '../infra/local/dynamodb/dynamo-local.ts';

/** Starts a DynamoDB Local in memory, with a table of the deployed schema. */
export async function startTable(): Promise<{
  readonly dynamo: DynamoDBClient;
  readonly tableName: string;
  readonly stop: () => Promise<void>;
  readonly endpoint: string;
}> {
  const local = await startDynamoLocal({});
  const dynamo = new DynamoDBClient({
    endpoint: local.endpoint,
    region: 'me-south-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 6,
  });
  const tableName = 'tawtheeq';
  const index = (name: string, prefix: string) => ({
    IndexName: name,
    KeySchema: [
      { AttributeName: `${prefix}Pk`, KeyType: 'HASH' as const },
      { AttributeName: `${prefix}Sk`, KeyType: 'RANGE' as const },
    ],
    Projection: { ProjectionType: 'KEYS_ONLY' as const },
  });
  await dynamo.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'listPk', 'listSk', 'pendingPk', 'pendingSk'].map(
        (AttributeName) => ({
          AttributeName,
          AttributeType: 'S' as const,
        }),
      ),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [index(LISTING_INDEX, 'list'), index(PENDING_INDEX, 'pending')],
    }),
  );
  return {
    dynamo,
    tableName,
    endpoint: local.endpoint,
    stop: async () => {
      dynamo.destroy();
      await local.stop();
    },
  };
}
