import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { BatchMessage } from '../domain/batch/batch-message.ts';
import { chunksOf } from '../domain/chunks-of.ts';
import type { WorkQueue } from '../domain/ports/work-queue.ts';

/** A quota of SendMessageBatch. */
const MESSAGES_PER_REQUEST = 10;
const CONCURRENT_REQUESTS = 8;
const MAX_ATTEMPTS = 5;

/** URLs of the two queues. Chunks have one of their own, so that neither chunks nor plans wait for each other. */
export interface BatchQueueUrls {
  readonly planning: string;
  readonly chunks: string;
}

/** The queue of batch work on SQS. A message is a `BatchMessage` as JSON. */
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
    const requests = chunksOf(messages, MESSAGES_PER_REQUEST);
    for (const group of chunksOf(requests, CONCURRENT_REQUESTS))
      await Promise.all(group.map((request) => this.#sendRequest(queueUrl, request)));
  }

  /** Sends up to 10 messages; sends those that SQS rejects again, up to 5 times in all, and then throws. */
  async #sendRequest(queueUrl: string, messages: readonly BatchMessage[]): Promise<void> {
    let entries = messages.map((message, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(message),
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
