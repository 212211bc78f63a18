import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { BatchMessage } from '../domain/batch/batch-message.ts';
import type { WorkQueue } from '../domain/ports/work-queue.ts';

const MESSAGES_PER_REQUEST = 10;
const REQUESTS_AT_ONCE = 8;
const MOST_ATTEMPTS = 5;

/** Addresses of the two queues: a chunk never waits behind another batch's planning, nor the other way round. */
export interface BatchQueueUrls {
  readonly planning: string;
  readonly chunks: string;
}

/** Batch work on SQS. */
export class SqsWorkQueue implements WorkQueue {
  readonly #sqs: SQSClient;
  readonly #urls: BatchQueueUrls;

  constructor(sqs: SQSClient, urls: BatchQueueUrls) {
    this.#sqs = sqs;
    this.#urls = urls;
  }

  async send(messages: readonly BatchMessage[]): Promise<void> {
    const chunks = messages.filter(({ kind }) => kind === 'chunk');
    await this.#sendAll(this.#urls.chunks, chunks);
    await this.#sendAll(
      this.#urls.planning,
      messages.filter(({ kind }) => kind !== 'chunk'),
    );
  }

  async #sendAll(queueUrl: string, messages: readonly BatchMessage[]): Promise<void> {
    const tens = Array.from({ length: Math.ceil(messages.length / MESSAGES_PER_REQUEST) }, (_, ten) =>
      messages.slice(ten * MESSAGES_PER_REQUEST, (ten + 1) * MESSAGES_PER_REQUEST),
    );
    for (let start = 0; start < tens.length; start += REQUESTS_AT_ONCE)
      await Promise.all(
        tens.slice(start, start + REQUESTS_AT_ONCE).map((ten) => this.#sendTen(queueUrl, ten)),
      );
  }

  async #sendTen(queueUrl: string, messages: readonly BatchMessage[]): Promise<void> {
    let left = messages.map((message, place) => ({
      Id: String(place),
      MessageBody: JSON.stringify(message),
    }));
    for (let attempt = 1; left.length > 0; attempt += 1) {
      const { Failed } = await this.#sqs.send(
        new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: left }),
      );
      const failed = new Set(Failed?.map(({ Id }) => Id));
      left = left.filter(({ Id }) => failed.has(Id));
      if (left.length > 0 && attempt === MOST_ATTEMPTS) throw new Error('The queue keeps refusing messages');
    }
  }
}
