import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DynamoOutbox } from '../../functions/storage/dynamo/emails/dynamo-outbox.ts';
import { deliveryKey, notificationKey } from '../../functions/storage/dynamo/table.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';

/** Lets the leases of emails run out that a killed process was about to send, as a quarter of an hour does. */
export async function endEmailLeases({
  clients: { dynamo },
  tableName: TableName,
}: Pick<EmbeddedCloud, 'clients' | 'tableName'>): Promise<void> {
  for (const { certificateId, name } of await new DynamoOutbox(dynamo, TableName).waiting(() => false)) {
    const end = (key: object, field: string) =>
      dynamo.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall(key),
          ConditionExpression: `attribute_exists(${field})`,
          UpdateExpression: `SET ${field} = :past`,
          ExpressionAttributeValues: marshall({ ':past': '2020-01-01T00:00:00.000Z' }),
        }),
      );
    // A killed process may have begun with either of the two.
    await Promise.allSettled([
      end(notificationKey({ certificateId, name }), 'notificationLeasedUntil'),
      end(deliveryKey(certificateId), 'leasedUntil'),
    ]);
  }
}
