import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { BatchMessage } from '../domain/batch/batch-message.ts';
import { chunksOf } from '../domain/chunks-of.ts';
import type { WorkQueue } from '../domain/ports/work-queue.ts';
import type { SendingTrace } from './sending-trace.ts';

/** A quota of SendMessageBatch. */
const MESSAGES_PER_REQUEST = 10;
const CONCURRENT_REQUESTS = 8;
const MAX_ATTEMPTS = 5;

/** The queue of batch work on SQS. A message is a `BatchMessage` as JSON, with the ID of the request that sent it. */
export class SqsWorkQueue<Message extends BatchMessage> implements WorkQueue<Message> {
  readonly #sqs: SQSClient;
  readonly #urlFor: (message: Message) => string;
  readonly #trace: SendingTrace<BatchMessage> | undefined;

  constructor(sqs: SQSClient, urlFor: (message: Message) => string, trace?: SendingTrace<BatchMessage>) {
    this.#sqs = sqs;
    this.#urlFor = urlFor;
    this.#trace = trace;
  }

  /** Sends to one queue after the other, in the order in which messages name them. */
  async send(messages: readonly Message[]): Promise<void> {
    for (const [url, some] of Map.groupBy(messages, this.#urlFor)) await this.#sendAll(url, some);
    this.#trace?.sent(messages);
  }

  async #sendAll(queueUrl: string, messages: readonly Message[]): Promise<void> {
    const requests = chunksOf(messages, MESSAGES_PER_REQUEST);
    for (const group of chunksOf(requests, CONCURRENT_REQUESTS))
      await Promise.all(group.map((request) => this.#sendRequest(queueUrl, request)));
  }

  /** Sends up to 10 messages; sends those that SQS rejects again, up to 5 times in all, and then throws. */
  async #sendRequest(queueUrl: string, messages: readonly Message[]): Promise<void> {
    const requestId = this.#trace?.requestId();
    let entries = messages.map((message, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify({ ...message, requestId }),
    }));
    for (let attempt = 1; entries.length > 0; attempt += 1) {
      const { Failed } = await this.#sqs.send(
        new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
      );
      const failed = new Set(Failed?.map(({ Id }) => Id));
      entries = entries.filter(({ Id }) => failed.has(Id));
      if (entries.length > 0 && attempt === MAX_ATTEMPTS)
        throw new Error('The queue rejects messages repeatedly');
    }
  }
}
