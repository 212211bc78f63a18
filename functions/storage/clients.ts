import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

/** Times that fit a person who waits: a store that can't be reached is known within three seconds. */
const DYNAMO_TIMES = { connectionTimeout: 500, requestTimeout: 1000, throwOnRequestTimeout: true };

/**
 * A client's calls cost more than rendering does: each command's chain of middleware is put together once, and what a
 * client would look for in files that a Lambda doesn't have is said at once.
 */
const LEAN = {
  cacheMiddleware: true,
  defaultsMode: 'standard',
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  authSchemePreference: [] as string[],
  userAgentAppId: async () => undefined,
} as const;

/** Middleware that computes what nobody reads: log lines without a logger, and names of this very client. */
const UNREAD = ['loggerMiddleware', 'recursionDetectionMiddleware', 'getUserAgentMiddleware'];

function lean<C extends { readonly middlewareStack: { remove(name: string): boolean } }>(client: C): C {
  for (const name of UNREAD) client.middlewareStack.remove(name);
  return client;
}

/** For doors that answer a person: gives up early rather than late. */
export const dynamoClientForPeople = () =>
  new DynamoDBClient({ maxAttempts: 2, requestHandler: DYNAMO_TIMES });

/** For workers: a queue waits behind them, so they rather try again. */
export const dynamoClientForWork = () =>
  lean(
    new DynamoDBClient({
      ...LEAN,
      maxAttempts: 6,
      requestHandler: { connectionTimeout: 1000, requestTimeout: 10_000 },
      accountIdEndpointMode: 'disabled',
    }),
  );

export const s3Client = () =>
  lean(
    new S3Client({
      ...LEAN,
      maxAttempts: 4,
      requestHandler: { connectionTimeout: 1000, requestTimeout: 30_000 },
      // Documents come with a SHA-256 of their own; a second checksum would be computed for nothing.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
  );
/** For links to upload by: a checksum that the client adds by itself would be that of an empty body. */
export const s3ClientForUploadLinks = () =>
  new S3Client({ maxAttempts: 4, requestChecksumCalculation: 'WHEN_REQUIRED' });
export const sqsClient = () => new SQSClient({ maxAttempts: 4 });
export const kmsClient = () => lean(new KMSClient({ ...LEAN, maxAttempts: 4 }));
