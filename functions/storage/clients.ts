import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';

/** How long a client waits for its service: for each attempt, and how often it tries. Times are milliseconds. */
export interface Patience {
  readonly attempts: number;
  readonly connect: number;
  /** Until the response begins. */
  readonly respond: number;
  /** Between two parts of a response. A worker that streams a file may pause meanwhile. */
  readonly pause: number;
}

/** For functions that a person waits for: a service that doesn't answer is known within two seconds. */
export const PEOPLE: Patience = { attempts: 2, connect: 500, respond: 900, pause: 900 };

/** For functions behind a queue or a schedule, whose timeout leaves room for every attempt. */
export const WORK: Patience = { attempts: 5, connect: 1000, respond: 5000, pause: 60_000 };

/**
 * For the sender of emails, which begins none in the last eight seconds of its timeout. One attempt: SES may have taken an
 * email whose answer was lost, and would send a second one.
 */
export const EMAILS: Patience = { attempts: 1, connect: 1000, respond: 6000, pause: 6000 };

/**
 * What every client has. Without `throwOnRequestTimeout` the SDK only warns when a request takes too long. A command's
 * middleware chain is resolved once per client instead of once per call.
 */
const bounded = ({ attempts, connect, respond, pause }: Patience) => ({
  cacheMiddleware: true,
  maxAttempts: attempts,
  requestHandler: {
    connectionTimeout: connect,
    requestTimeout: respond,
    socketTimeout: pause,
    throwOnRequestTimeout: true,
  },
});

export const dynamoClient = (patience: Patience) => new DynamoDBClient(bounded(patience));
export const sqsClient = (patience: Patience) => new SQSClient(bounded(patience));
export const kmsClient = (patience: Patience) => new KMSClient(bounded(patience));
export const sesClient = (patience: Patience) => new SESv2Client(bounded(patience));

/** Returns a client without the SDK's own checksums: documents are stored with a SHA-256 of ours. */
export const s3Client = (patience: Patience) =>
  new S3Client({
    ...bounded(patience),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
