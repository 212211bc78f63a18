import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { ACCOUNT, REGION } from '../region.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import type { QueueServer } from './queue-server.ts';

const TYPE = {
  shape: z.object({
    VisibilityTimeout: z.number().optional(),
    DelaySeconds: z.number().optional(),
    ContentBasedDeduplication: z.boolean().optional(),
    MessageRetentionPeriod: z.number().optional(),
    ReceiveMessageWaitTimeSeconds: z.number().optional(),
    FifoQueue: z.literal(true).optional(),
    RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
  }),
  ignored: ['KmsMasterKeyId', 'SqsManagedSseEnabled', 'Tags'],
};

/** A queue of the template. */
export interface Queue {
  readonly logicalId: string;
  readonly name: string;
  readonly url: string;
  /** Its address for functions, which is guarded. */
  readonly guardedUrl: string;
  readonly arn: string;
}

/**
 * Creates the template's queues, or updates the attributes of existing ones.
 *
 * @param guard the address of what stands before the server for functions
 */
export async function createQueues(
  resources: ResourceReader,
  server: QueueServer,
  client: SQSClient,
  guard: string,
): Promise<Queue[]> {
  const guardedUrl = (name: string) => `${guard}/${ACCOUNT}/${name}`;
  const queues: Queue[] = [];
  // The ARNs are set first, because a queue may refer to a dead-letter queue that comes later in the template.
  const untyped = resources.all('AWS::SQS::Queue', {
    shape: TYPE.shape.pick({ FifoQueue: true }),
    ignored: [...Object.keys(TYPE.shape.omit({ FifoQueue: true }).shape), ...TYPE.ignored],
  });
  for (const resource of untyped) {
    const name = queueName(resource);
    resources.setAttributes(resource, {
      Ref: guardedUrl(name),
      Arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`,
      QueueName: name,
      QueueUrl: guardedUrl(name),
    });
  }
  const deadLettersFirst = resources
    .all('AWS::SQS::Queue', TYPE)
    .sort(
      (one, other) =>
        Number(one.properties.RedrivePolicy !== undefined) -
        Number(other.properties.RedrivePolicy !== undefined),
    );
  for (const resource of deadLettersFirst) {
    const { RedrivePolicy, FifoQueue, ...plain } = resource.properties;
    const name = queueName(resource);
    const attributes = Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, String(value)]));
    if (RedrivePolicy !== undefined) attributes.RedrivePolicy = JSON.stringify(RedrivePolicy);
    await ensureQueue(client, name, attributes, FifoQueue === true);
    queues.push({
      logicalId: resource.logicalId,
      name,
      url: server.queueUrl(name),
      guardedUrl: guardedUrl(name),
      arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`,
    });
  }
  return queues;
}

/** SQS tells a FIFO queue by its name. */
const queueName = (resource: {
  stack: string;
  logicalId: string;
  properties: { FifoQueue?: true | undefined };
}): string => `${physicalName(resource)}${resource.properties.FifoQueue ? '.fifo' : ''}`;

async function ensureQueue(
  client: SQSClient,
  name: string,
  attributes: Record<string, string>,
  isFifo: boolean,
): Promise<void> {
  try {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: attributes }));
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    // Only a new queue can become a FIFO queue.
    const kind = isFifo ? { FifoQueue: 'true' } : {};
    await client.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...attributes, ...kind } }));
  }
}
