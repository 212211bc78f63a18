import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ImportQueue } from '../domain/ports/import-queue.ts';
import type { SendingTrace } from './sending-trace.ts';

/** The import queue on SQS. A message is `{"importId": …, "requestId": …}`. */
export class SqsImportQueue implements ImportQueue {
  readonly #sqs: SQSClient;
  readonly #queueUrl: string;
  readonly #trace: SendingTrace<string>;

  constructor(sqs: SQSClient, queueUrl: string, trace: SendingTrace<string>) {
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
    this.#trace = trace;
  }

  async send(importId: string, delaySeconds: number): Promise<void> {
    await this.#sqs.send(
      new SendMessageCommand({
        QueueUrl: this.#queueUrl,
        MessageBody: JSON.stringify({ importId, requestId: this.#trace.requestId() }),
        DelaySeconds: delaySeconds,
      }),
    );
    this.#trace.sent([importId]);
  }
}
