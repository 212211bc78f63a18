import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

/** Times that fit a person who waits: a store that can't be reached is known within three seconds. */
const DYNAMO_TIMES = { connectionTimeout: 500, requestTimeout: 1000, throwOnRequestTimeout: true };

/** For doors that answer a person: gives up early rather than late. */
export const dynamoClientForPeople = () =>
  new DynamoDBClient({ maxAttempts: 2, requestHandler: DYNAMO_TIMES });

/** For workers: a queue waits behind them, so they rather try again. */
export const dynamoClientForWork = () =>
  new DynamoDBClient({ maxAttempts: 6, requestHandler: { connectionTimeout: 1000, requestTimeout: 10_000 } });

export const s3Client = () =>
  new S3Client({ maxAttempts: 4, requestHandler: { connectionTimeout: 1000, requestTimeout: 30_000 } });
/** For links to upload by: a checksum that the client adds by itself would be that of an empty body. */
export const s3ClientForUploadLinks = () =>
  new S3Client({ maxAttempts: 4, requestChecksumCalculation: 'WHEN_REQUIRED' });
export const sqsClient = () => new SQSClient({ maxAttempts: 4 });
export const kmsClient = () => new KMSClient({ maxAttempts: 4 });
