import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Alarms } from './cloudwatch/alarms.ts';
import { startAlarmsEndpoint } from './cloudwatch/alarms-endpoint.ts';
import { PoolAccounts } from './cognito/pool-accounts.ts';
import { startUserPoolApi } from './cognito/pool-api.ts';
import { PEOPLE_WITH_APP } from './cognito/sample-people.ts';
import type { DataFolder } from './data-folder.ts';
import { startDynamoLocal } from './dynamodb/dynamo-local.ts';
import type { AccessControl } from './iam/access-control.ts';
import { startKms } from './kms/kms-endpoint.ts';
import { KmsKeys } from './kms/kms-keys.ts';
import { CREDENTIALS, REGION } from './region.ts';
import { startS3 } from './s3/s3-endpoint.ts';
import type { ServiceEndpoints } from './service-endpoints.ts';
import { EmailEvents } from './ses/email-events.ts';
import { Mailbox } from './ses/mailbox.ts';
import { startSesEndpoint } from './ses/ses-endpoint.ts';
import { startQueueServer } from './sqs/queue-server.ts';
import type { Stoppable } from './stop-in-order.ts';

/** The servers that stand for AWS's services, with clients for them. */
export type Services = Awaited<ReturnType<typeof startServices>>;

/**
 * Starts the servers that stand for AWS's services, with the data of the folder, and a guard before each for functions.
 * Calls `started` for each.
 */
export async function startServices(
  data: DataFolder,
  access: AccessControl,
  options: { inMemory: boolean; log: (line: string) => void; started: (service: Stoppable) => void },
) {
  const { inMemory, log, started } = options;
  const reported = async <T extends Stoppable>(starting: Promise<T>): Promise<T> => {
    const running = await starting;
    started(running);
    return running;
  };
  const keys = new KmsKeys(data.subfolder('keys'));
  const mailbox = new Mailbox(data.subfolder('mailbox'));
  const emailEvents = new EmailEvents();
  const alarms = new Alarms(mailbox);
  const accounts = new PoolAccounts(data.subfolder('identity'), PEOPLE_WITH_APP);
  const starting = [
    reported(startDynamoLocal(inMemory ? {} : { directory: data.subfolder('dynamodb') })),
    reported(startS3({ directory: data.subfolder('s3'), keys: access.keys, durable: !inMemory, log })),
    reported(startQueueServer(inMemory ? {} : { directory: data.subfolder('sqs') })),
    reported(startKms(keys)),
    reported(startSesEndpoint(mailbox, emailEvents)),
    reported(startAlarmsEndpoint(alarms)),
    reported(startUserPoolApi(accounts)),
  ] as const;
  // When one fails, the others are awaited too, so that they are stopped.
  await Promise.allSettled(starting);
  const [dynamo, s3, queues, kms, email, cloudWatch, userPools] = await Promise.all(starting);
  const endpoints = {
    dynamodb: dynamo.endpoint,
    s3: s3.endpoint,
    sqs: queues.endpoint,
    kms: kms.url,
    sesv2: email.url,
    cognitoIdp: userPools.url,
  };
  const guarded = await access.guardServices(endpoints, started);
  return {
    dynamo,
    s3,
    queues,
    keys,
    mailbox,
    emailEvents,
    alarms,
    accounts,
    alarmsAddress: cloudWatch.url,
    endpoints,
    guarded,
    clients: awsClients(endpoints),
  };
}

/** Returns clients of the AWS SDK, for programs outside the functions. */
export function awsClients(endpoints: ServiceEndpoints) {
  const common = { region: REGION, credentials: CREDENTIALS };
  return {
    dynamo: new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb }),
    s3: new S3Client({ ...common, endpoint: endpoints.s3, forcePathStyle: true }),
    sqs: new SQSClient({ ...common, endpoint: endpoints.sqs }),
    kms: new KMSClient({ ...common, endpoint: endpoints.kms }),
  };
}

/** Returns the environment variables by which the SDK in a function finds the services. */
export function functionEnvironment(endpoints: ServiceEndpoints): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_KMS: endpoints.kms,
    AWS_ENDPOINT_URL_SESV2: endpoints.sesv2,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoints.cognitoIdp,
  };
}
