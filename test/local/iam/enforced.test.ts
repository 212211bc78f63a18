import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { REGION } from '../../../infra/local/region.ts';
import type { EmbeddedCloud } from '../../../infra/local/running-cloud.ts';
import { ownCloud } from '../../system/embedded-cloud.ts';

/** The template's own functions and policies, asked with their access keys by AWS's own clients. */
let cloud: EmbeddedCloud;
beforeAll(async () => {
  cloud = await ownCloud({ expectRefusals: true });
});
afterAll(() => cloud?.stop());

/** Returns what AWS's clients of a function are made with. */
function as(name: string) {
  const { pool, accessKey } = cloud.function(name);
  const { environment } = pool.definition;
  const client = (service: string) => ({
    region: REGION,
    credentials: accessKey,
    endpoint: environment[`AWS_ENDPOINT_URL_${service}`] ?? '',
    maxAttempts: 1,
  });
  return { environment, client };
}
const refused = async (call: Promise<unknown>) =>
  call.then(
    () => 'permitted',
    (error: Error) => error.name,
  );
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } });

describe('DynamoDB', () => {
  const get = (pk: string) => {
    const dynamo = new DynamoDBClient(as('IssuingDocuments').client('DYNAMODB'));
    return refused(dynamo.send(new GetItemCommand({ TableName: cloud.tableName, Key: key(pk) })));
  };
  test('gives a function the partitions that its policy names, and no other', async () => {
    expect(await get('CERTIFICATE#1')).toBe('permitted');
    expect(await get('VOLUNTEER#1')).toBe('AccessDeniedException');
  });
  test('lets who only reads write nothing, in a transaction either', async () => {
    const dynamo = new DynamoDBClient(as('IssuingDocuments').client('DYNAMODB'));
    const Item = key('CERTIFICATE#1');
    expect(await refused(dynamo.send(new PutItemCommand({ TableName: cloud.tableName, Item })))).toBe(
      'AccessDeniedException',
    );
    const TransactItems = [{ Put: { TableName: cloud.tableName, Item } }];
    expect(await refused(dynamo.send(new TransactWriteItemsCommand({ TransactItems })))).toBe(
      'AccessDeniedException',
    );
  });
  test('knows no other access key', async () => {
    const stranger = {
      ...as('IssuingDocuments').client('DYNAMODB'),
      credentials: { accessKeyId: 'ASIAX', secretAccessKey: 'x' },
    };
    const call = new DynamoDBClient(stranger).send(
      new GetItemCommand({ TableName: cloud.tableName, Key: key('CERTIFICATE#1') }),
    );
    expect(await refused(call)).toBe('UnrecognizedClientException');
  });
});

describe('S3', () => {
  const s3 = (name: string) =>
    new S3Client({
      ...as(name).client('S3'),
      forcePathStyle: true,
      // Else a link for an upload would hold the checksum of an empty body.
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
  const read = (name: string, Key: string) =>
    refused(s3(name).send(new GetObjectCommand({ Bucket: cloud.bucketName, Key })));

  test('gives a function the prefixes that its policy names, and tells it what is missing there', async () => {
    expect(await read('IssuingDocuments', 'documents/none.pdf')).toBe('NoSuchKey');
    expect(await read('IssuingDocuments', 'imports/none.csv')).toBe('AccessDenied');
  });
  test('checks a link with the rights of the function that signed it', async () => {
    const link = (Key: string) =>
      getSignedUrl(s3('IssuingDocuments'), new GetObjectCommand({ Bucket: cloud.bucketName, Key }), {
        expiresIn: 60,
      });
    expect((await fetch(await link('documents/none.pdf'))).status).toBe(404);
    expect((await fetch(await link('imports/none.csv'))).status).toBe(403);
  });
  test('refuses a link that is older than its time, whatever time it was given', async () => {
    const statusOf = async (command: GetObjectCommand | PutObjectCommand, name: string, seconds: number) => {
      const signingDate = new Date(Date.now() - seconds * 1_000);
      const link = await getSignedUrl(s3(name), command, { expiresIn: 3_600, signingDate });
      const method = command instanceof PutObjectCommand ? 'PUT' : 'GET';
      return (await fetch(link, { method, ...(method === 'PUT' ? { body: 'x' } : {}) })).status;
    };
    const Bucket = cloud.bucketName;
    const read = new GetObjectCommand({ Bucket, Key: 'documents/none.pdf' });
    expect(await statusOf(read, 'IssuingDocuments', 80)).toBe(404);
    expect(await statusOf(read, 'IssuingDocuments', 100)).toBe(403);
    const upload = new PutObjectCommand({ Bucket, Key: 'imports/old.csv' });
    expect(await statusOf(upload, 'LedgerImportApi', 920)).toBe(200);
    expect(await statusOf(upload, 'LedgerImportApi', 940)).toBe(403);
  });
  test('takes no file from a function that only reads', async () => {
    const put = new PutObjectCommand({ Bucket: cloud.bucketName, Key: 'documents/x.pdf', Body: 'x' });
    expect(await refused(s3('IssuingDocuments').send(put))).toBe('AccessDenied');
  });
});

test('SQS takes messages only from who may send them', async () => {
  const queue = as('BatchesPlanner').environment.CHUNK_QUEUE_URL ?? '';
  const send = (name: string) =>
    refused(
      new SQSClient(as(name).client('SQS')).send(
        new SendMessageCommand({ QueueUrl: queue, MessageBody: '{}' }),
      ),
    );
  expect(await send('BatchesPlanner')).toBe('permitted');
  expect(await send('BatchesWorker')).toBe('AccessDeniedException');
});

test('KMS signs only for who may sign', async () => {
  const keyId = as('IssuingClaims').environment.CREDENTIAL_KEY_ID ?? '';
  const sign = (name: string) =>
    refused(
      new KMSClient(as(name).client('KMS')).send(
        new SignCommand({
          KeyId: keyId,
          Message: Buffer.from('x'),
          SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        }),
      ),
    );
  expect(await sign('IssuingClaims')).toBe('permitted');
  expect(await sign('IssuingDocuments')).toBe('AccessDeniedException');
});

test('SES sends only from the sender’s address, and only for who may send', async () => {
  const from = as('SupervisionNotifier').environment.MAIL_FROM ?? '';
  const send = (name: string, FromEmailAddress: string) =>
    refused(
      new SESv2Client(as(name).client('SESV2')).send(
        new SendEmailCommand({
          FromEmailAddress,
          Destination: { ToAddresses: ['volunteer@mail.example'] },
          Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
        }),
      ),
    );
  expect(await send('SupervisionNotifier', from)).toBe('permitted');
  expect(await send('SupervisionNotifier', 'other@mail.example')).toBe('AccessDeniedException');
  expect(await send('IssuingClaims', from)).toBe('AccessDeniedException');
});
