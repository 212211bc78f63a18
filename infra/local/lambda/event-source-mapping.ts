import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { REGION } from '../region.ts';
import { InvocationError } from './invocation-error.ts';

/** A running event source mapping. */
export interface EventSourceMapping {
  /** Stops polling; resolves when the last invocation has ended. */
  stop(): Promise<void>;
}

/** The settings of an event source mapping, as its resource in the template has them. */
export interface EventSourceMappingOptions {
  readonly client: SQSClient;
  readonly queue: { readonly url: string; readonly arn: string };
  readonly pool: { invoke(event: unknown): Promise<unknown> };
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly reportsItemFailures: boolean;
  readonly concurrency: number;
  readonly log: (line: string) => void;
}

const RECEIVE_LIMIT = 10;
const LONG_POLL_SECONDS = 20;
const PAUSE_AFTER_FAULT_MILLISECONDS = 200;

/**
 * Starts an event source mapping: it invokes a function with the messages of a queue, in batches, and deletes those
 * that the function handled. Failed messages become visible again after the queue's visibility timeout, until the queue
 * moves them to its dead-letter queue.
 */
export function pollQueue(options: EventSourceMappingOptions): EventSourceMapping {
  const stopping = new AbortController();
  const pollers = Array.from({ length: options.concurrency }, () => poll(options, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(pollers);
    },
  };
}

async function poll(options: EventSourceMappingOptions, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      const messages = await receiveBatch(options, stop);
      if (messages.length > 0) await handle(options, messages);
    } catch (error) {
      if (stop.aborted) return;
      options.log(`${options.queue.arn}: ${error instanceof Error ? error.message : error}`);
      await delay(PAUSE_AFTER_FAULT_MILLISECONDS);
    }
  }
}

/** Receives a batch: waits for a first message, then for more until the batch is full or the batching window ends. */
async function receiveBatch(options: EventSourceMappingOptions, stop: AbortSignal): Promise<Message[]> {
  const messages = await receive(options, options.batchSize, LONG_POLL_SECONDS, stop);
  const closesAt = Date.now() + options.windowSeconds * 1000;
  while (messages.length > 0 && messages.length < options.batchSize && !stop.aborted) {
    const leftSeconds = Math.floor((closesAt - Date.now()) / 1000);
    if (leftSeconds < 1) break;
    messages.push(...(await receive(options, options.batchSize - messages.length, leftSeconds, stop)));
  }
  return messages;
}

async function receive(
  { client, queue }: EventSourceMappingOptions,
  limit: number,
  waitSeconds: number,
  stop: AbortSignal,
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queue.url,
    MaxNumberOfMessages: Math.min(RECEIVE_LIMIT, limit),
    WaitTimeSeconds: waitSeconds,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  return (await client.send(command, { abortSignal: stop })).Messages ?? [];
}

async function handle(options: EventSourceMappingOptions, messages: readonly Message[]): Promise<void> {
  const failed = await failedMessages(options, messages);
  const handled = messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
  for (let from = 0; from < handled.length; from += RECEIVE_LIMIT) {
    await options.client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: options.queue.url,
        Entries: handled
          .slice(from, from + RECEIVE_LIMIT)
          .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
  }
}

const batchResponse = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullish();

/** Invokes the function; returns the ids of the failed messages. As on AWS, a malformed result fails the whole batch. */
async function failedMessages(
  options: EventSourceMappingOptions,
  messages: readonly Message[],
): Promise<Set<string>> {
  const all = new Set(messages.map(({ MessageId = '' }) => MessageId));
  let result: unknown;
  try {
    result = await options.pool.invoke({
      Records: messages.map((message) => record(message, options.queue.arn)),
    });
  } catch (error) {
    if (!(error instanceof InvocationError)) throw error;
    options.log(`${options.queue.arn}: ${error.type}: ${error.message}`);
    return all;
  }
  if (!options.reportsItemFailures) return new Set();
  const parsed = batchResponse.safeParse(result);
  const ids = (parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return !parsed.success || ids.some((id) => !all.has(id)) ? all : new Set(ids);
}

function record(message: Message, queueArn: string): object {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
        name,
        { dataType: attribute.DataType, stringValue: attribute.StringValue },
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: REGION,
  };
}
