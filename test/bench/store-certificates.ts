import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';

/** Stores certificates that are issued, and returns the paths at which they are verified. */
export async function storeCertificates(cloud: EmbeddedCloud, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, number) => idOf(number));
  for (const certificateId of ids)
    await cloud.clients.dynamo.send(
      new PutItemCommand({
        TableName: cloud.tableName,
        Item: certificateItem(issuedOf(snapshotOf({ certificateId }))),
      }),
    );
  return ids.map((id) => `/verify/${id}`);
}
