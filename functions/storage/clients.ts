import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
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
  disableClockSkewCorrection: false,
  ignoreConfiguredEndpointUrls: true,
  userAgentAppId: async () => undefined,
} as const;

/** Where the embedded cloud has a service; on AWS the client knows the address without looking for one in files. */
function addressOf(service: 'DYNAMODB' | 'S3' | 'KMS'): { endpoint?: string } {
  const endpoint = process.env[`AWS_ENDPOINT_URL_${service}`];
  return endpoint === undefined ? {} : { endpoint };
}

/** Middleware that computes what nobody reads: log lines without a logger, and names of this very client. */
const UNREAD = ['loggerMiddleware', 'recursionDetectionMiddleware', 'getUserAgentMiddleware'];

function lean<C extends { readonly middlewareStack: { remove(name: string): boolean } }>(client: C): C {
  for (const name of UNREAD) client.middlewareStack.remove(name);
  return client;
}

const dynamoClient = (config: Pick<DynamoDBClientConfig, 'maxAttempts' | 'requestHandler'>) =>
  lean(
    new DynamoDBClient({ ...LEAN, ...addressOf('DYNAMODB'), accountIdEndpointMode: 'disabled', ...config }),
  );

/** For doors that answer a person: gives up early rather than late. */
export const dynamoClientForPeople = () => dynamoClient({ maxAttempts: 2, requestHandler: DYNAMO_TIMES });

/** For workers: a queue waits behind them, so they rather try again. */
export const dynamoClientForWork = () =>
  dynamoClient({ maxAttempts: 6, requestHandler: { connectionTimeout: 1000, requestTimeout: 10_000 } });

export const s3Client = () =>
  lean(
    new S3Client({
      ...LEAN,
      ...addressOf('S3'),
      disableS3ExpressSessionAuth: false,
      useArnRegion: false,
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
export const kmsClient = () => lean(new KMSClient({ ...LEAN, ...addressOf('KMS'), maxAttempts: 4 }));
