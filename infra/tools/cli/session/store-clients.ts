import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { CREDENTIALS, REGION } from '../../../local/region.ts';
import { embeddedCloudRecords } from '../api/embedded-cloud.ts';

/** Returns clients of the AWS account of the environment. */
export const accountClients = () => ({
  dynamo: new DynamoDBClient(),
  s3: new S3Client(),
  kms: new KMSClient(),
});

/**
 * Returns clients of the embedded cloud at an address, and the names of its table, bucket and record key.
 * @throws ApiUnreachable when there is no embedded cloud
 */
export async function embeddedClients(url: string) {
  const { endpoints, tableName, bucketName, recordKeyId } = await embeddedCloudRecords(url);
  const options = { region: REGION, credentials: CREDENTIALS };
  return {
    dynamo: new DynamoDBClient({ ...options, endpoint: endpoints.dynamodb }),
    s3: new S3Client({ ...options, endpoint: endpoints.s3, forcePathStyle: true }),
    kms: new KMSClient({ ...options, endpoint: endpoints.kms }),
    tableName,
    bucketName,
    recordKeyId,
  };
}
