import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';

/** A command's middleware chain is resolved once per client instead of once per call. */
const CACHED = { cacheMiddleware: true };

const dynamoClient = (config: Pick<DynamoDBClientConfig, 'maxAttempts' | 'requestHandler'>) =>
  new DynamoDBClient({ ...CACHED, ...config });

/** Returns a client for functions that a person waits for: a table that can't be reached is known within 3 s. */
export const dynamoClientForPeople = () =>
  dynamoClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 500, requestTimeout: 1000, throwOnRequestTimeout: true },
  });

/** Returns a client for workers behind a queue, which retry for longer. */
export const dynamoClientForWork = () =>
  dynamoClient({ maxAttempts: 6, requestHandler: { connectionTimeout: 1000, requestTimeout: 10_000 } });

/** Returns a client without the SDK's own checksums: documents are stored with a SHA-256 of ours. */
export const s3Client = () =>
  new S3Client({
    ...CACHED,
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 30_000 },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

/** Returns a client for upload links: a default checksum in a link would be that of an empty body. */
export const s3ClientForUploadLinks = () =>
  new S3Client({ maxAttempts: 4, requestChecksumCalculation: 'WHEN_REQUIRED' });

export const sqsClient = () => new SQSClient({ maxAttempts: 4 });
export const kmsClient = () => new KMSClient({ ...CACHED, maxAttempts: 4 });
export const sesClient = () => new SESv2Client({ maxAttempts: 4 });
