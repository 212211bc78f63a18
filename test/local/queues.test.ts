import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type EventSourceMapping, pollQueue } from '../../infra/local/lambda/event-source-mapping.ts';
import { InvocationError } from '../../infra/local/lambda/invocation-error.ts';
import { CREDENTIALS, REGION } from '../../infra/local/region.ts';
import { type QueueServer, startQueueServer } from '../../infra/local/sqs/queue-server.ts';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0).reverse()) await part.stop();
});

interface Queues {
  readonly server: QueueServer;
  readonly client: SQSClient;
  send(...bodies: string[]): Promise<void>;
  counts(name: string): Promise<{ visible: number; inFlight: number }>;
}

/**
 * Starts a queue server with a queue `work` and its dead-letter queue `dead`. A message of `work` becomes visible again
 * after `visibilitySeconds` and moves to `dead` after two receives.
 */
async function queues(directory?: string, visibilitySeconds = 1): Promise<Queues> {
  const server = await startQueueServer(directory === undefined ? {} : { directory });
  running.push(server);
  const client = new SQSClient({ endpoint: server.endpoint, region: REGION, credentials: CREDENTIALS });
  const create = (QueueName: string, Attributes: Record<string, string>) =>
    client.send(new CreateQueueCommand({ QueueName, Attributes }));
  await create('dead', {});
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf('dead'), maxReceiveCount: 2 });
  await create('work', { VisibilityTimeout: String(visibilitySeconds), RedrivePolicy });
  return {
    server,
    client,
    send: async (...bodies) => {
      const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      await client.send(new SendMessageBatchCommand({ QueueUrl: server.queueUrl('work'), Entries }));
    },
    counts: async (name) => {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: server.queueUrl(name), AttributeNames: ['All'] }),
      );
      return {
        visible: Number(Attributes?.ApproximateNumberOfMessages),
        inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
      };
    },
  };
}

const arnOf = (name: string) => `arn:aws:sqs:${REGION}:000000000000:${name}`;

interface SqsRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Record<string, string>;
}

/** Polls `work` with a handler in place of a function, and records the bodies of each batch. */
function consume(
  { server, client }: Queues,
  handler: (bodies: string[], records: SqsRecord[]) => unknown,
  changes: {
    reportsItemFailures?: boolean;
    concurrency?: number;
    batchSize?: number;
    windowSeconds?: number;
  } = {},
): { batches: string[][]; busiest: () => number; source: EventSourceMapping } {
  const batches: string[][] = [];
  let busy = 0;
  let busiest = 0;
  const invoke = async (event: unknown) => {
    const { Records } = event as { Records: SqsRecord[] };
    const bodies = Records.map(({ body }) => body);
    batches.push(bodies);
    busy += 1;
    busiest = Math.max(busiest, busy);
    try {
      return await handler(bodies, Records);
    } finally {
      busy -= 1;
    }
  };
  const source = pollQueue({
    client,
    queue: { url: server.queueUrl('work'), arn: arnOf('work') },
    pool: { invoke },
    batchSize: 10,
    windowSeconds: 0,
    reportsItemFailures: true,
    concurrency: 1,
    log: () => undefined,
    ...changes,
  });
  running.push(source);
  return { batches, busiest: () => busiest, source };
}

const count = (batches: readonly string[][], body: string) =>
  batches.flat().filter((seen) => seen === body).length;

describe('an event source mapping', () => {
  test('deletes the handled messages and retries only the failed one, until it is a dead letter', async () => {
    const all = await queues();
    const { batches } = consume(all, (_, records) => ({
      batchItemFailures: records
        .filter(({ body }) => body === 'bad')
        .map(({ messageId }) => ({ itemIdentifier: messageId })),
    }));
    await all.send('good', 'bad', 'fine');
    await eventually(async () => (await all.counts('dead')).visible === 1);
    expect(count(batches, 'good')).toBe(1);
    expect(count(batches, 'fine')).toBe(1);
    expect(count(batches, 'bad')).toBe(2);
    expect(await all.counts('work')).toEqual({ visible: 0, inFlight: 0 });
    const { Messages } = await all.client.send(
      new ReceiveMessageCommand({ QueueUrl: all.server.queueUrl('dead') }),
    );
    expect(Messages?.[0]?.Body).toBe('bad');
  });

  test('retries the whole batch when the invocation fails', async () => {
    const all = await queues();
    let times = 0;
    const { batches } = consume(all, () => {
      times += 1;
      if (times === 1) throw new InvocationError('Runtime.ExitError', 'killed');
      return { batchItemFailures: [] };
    });
    await all.send('a', 'b');
    await eventually(() => count(batches, 'a') === 2 && count(batches, 'b') === 2);
    await eventually(async () => (await all.counts('work')).inFlight === 0);
    expect(await all.counts('dead')).toEqual({ visible: 0, inFlight: 0 });
  });

  test.each([
    ['a malformed result', { batchItemFailures: 'all of them' }],
    ['an identifier that is not in the batch', { batchItemFailures: [{ itemIdentifier: 'another' }] }],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
  ])('takes %s for a failure of the whole batch', async (_name, answer) => {
    const all = await queues();
    consume(all, () => answer);
    await all.send('a');
    await eventually(async () => (await all.counts('dead')).visible === 1);
  });

  test('deletes the whole batch of a successful invocation when item failures are not reported', async () => {
    const all = await queues();
    const { batches } = consume(all, () => ({ batchItemFailures: [{ itemIdentifier: 'x' }] }), {
      reportsItemFailures: false,
    });
    await all.send('a');
    await eventually(async () => batches.length === 1 && (await all.counts('work')).inFlight === 0);
    expect(await all.counts('dead')).toEqual({ visible: 0, inFlight: 0 });
  });

  test('passes records in the form of Lambda', async () => {
    const all = await queues();
    let record: unknown;
    consume(all, (_, records) => {
      [record] = records;
    });
    await all.send('{"chunk":1}');
    await eventually(() => record !== undefined);
    expect(record).toMatchObject({
      body: '{"chunk":1}',
      eventSource: 'aws:sqs',
      eventSourceARN: arnOf('work'),
      awsRegion: REGION,
      messageAttributes: {},
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
    });
  });

  test('runs at most its concurrency of invocations at a time', async () => {
    const all = await queues();
    const work = () => pause(150);
    const { batches, busiest } = consume(all, work, {
      concurrency: 2,
      batchSize: 1,
      reportsItemFailures: false,
    });
    await all.send('1', '2', '3', '4', '5', '6');
    await eventually(() => batches.length === 6);
    expect(busiest()).toBe(2);
  });

  test('collects messages while the batching window is open', async () => {
    const all = await queues(undefined, 30);
    const { batches } = consume(all, () => undefined, { windowSeconds: 2, reportsItemFailures: false });
    await all.send('early');
    await eventually(async () => (await all.counts('work')).inFlight === 1);
    await all.send('later');
    await eventually(() => batches.flat().length === 2);
    expect(batches).toEqual([['early', 'later']]);
  });

  test('stops during a long poll', async () => {
    const all = await queues();
    let receives = 0;
    all.client.middlewareStack.add(
      (next, { commandName }) =>
        (request) => {
          if (commandName === 'ReceiveMessageCommand') receives += 1;
          return next(request);
        },
      { step: 'build' },
    );
    const { source } = consume(all, () => undefined);
    await eventually(() => receives === 1);
    const began = Date.now();
    await source.stop();
    expect(Date.now() - began).toBeLessThan(2000);
  });
});

test('messages survive a restart', async () => {
  const directory = path.join(folder, 'kept');
  const before = await queues(directory);
  await before.send('kept');
  await before.server.stop();
  running.length = 0;
  const after = await queues(directory);
  const { batches } = consume(after, () => ({}));
  await eventually(() => batches.length === 1);
  expect(batches).toEqual([['kept']]);
});
