import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SignCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  dynamoClient,
  EMAILS,
  kmsClient,
  type Patience,
  PEOPLE,
  s3Client,
  sesClient,
  sqsClient,
  WORK,
} from '../../functions/storage/clients.ts';
import { isStoreUnavailable } from '../../functions/storage/store-unavailable.ts';

/** A service that takes every request and answers none. */
let silent: Server;
let url: string;
let requests = 0;

beforeAll(async () => {
  silent = createServer(() => {
    requests += 1;
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_ENDPOINT_URL: url,
  });
});
afterAll(async () => {
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
});

const digest = new Uint8Array(32);
const CALLS: Readonly<Record<string, (patience: Patience) => Promise<unknown>>> = {
  DynamoDB: (patience) =>
    dynamoClient(patience).send(new GetItemCommand({ TableName: 'T', Key: { pk: { S: 'a' } } })),
  S3: (patience) => s3Client(patience).send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })),
  SQS: (patience) =>
    sqsClient(patience).send(new SendMessageCommand({ QueueUrl: `${url}/1/q`, MessageBody: '{}' })),
  KMS: (patience) =>
    kmsClient(patience).send(
      new SignCommand({ KeyId: 'k', Message: digest, SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256' }),
    ),
  SES: (patience) => sesClient(patience).send(new SendEmailCommand({ Content: {} })),
};

async function waited(call: Promise<unknown>): Promise<{ milliseconds: number; fault: unknown }> {
  const began = performance.now();
  const fault = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  return { milliseconds: performance.now() - began, fault };
}

describe('a service that takes requests and answers none', () => {
  test.each(Object.entries(CALLS))('%s is given up for a person within 2.5 s', async (_, call) => {
    requests = 0;
    const { milliseconds, fault } = await waited(call(PEOPLE));
    expect(isStoreUnavailable(fault)).toBe(true);
    expect(milliseconds).toBeLessThan(2_500);
    expect(requests).toBe(PEOPLE.attempts);
  });

  test.each(Object.entries(CALLS))('%s is asked again as often as a worker may', async (_, call) => {
    requests = 0;
    // Long enough that a busy machine counts each request before its attempt is given up.
    const { fault } = await waited(call({ ...WORK, connect: 500, respond: 250, pause: 50 }));
    expect(isStoreUnavailable(fault)).toBe(true);
    expect(requests).toBe(WORK.attempts);
  });

  test('a worker has room for every attempt within the shortest timeout of its functions', () => {
    const longest = ({ attempts, respond }: Patience) => attempts * respond;
    expect(longest(WORK)).toBeLessThan(55_000 / 2);
    expect(longest(EMAILS)).toBeLessThan(8_000);
  });
});
