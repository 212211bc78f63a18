import type { BatchMessage } from '../../functions/domain/batch/batch-message.ts';
import type { WorkQueue } from '../../functions/domain/ports/work-queue.ts';
import { copied } from './memory-records.ts';

/** A queue in memory. The test delivers its messages, as often and in the order it needs. */
export class MemoryWorkQueue implements WorkQueue<BatchMessage> {
  readonly waiting: BatchMessage[] = [];

  async send(messages: readonly BatchMessage[]): Promise<void> {
    this.waiting.push(...copied(messages));
  }
}
