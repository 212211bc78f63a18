import type { BatchMessage } from '../../functions/domain/batch/batch-message.ts';
import type { WorkQueue } from '../../functions/domain/ports/work-queue.ts';
import { copied } from './memory-records.ts';

/** A queue whose messages a test delivers itself, as often and in whatever order it likes. */
export class MemoryWorkQueue implements WorkQueue {
  readonly waiting: BatchMessage[] = [];

  async send(messages: readonly BatchMessage[]): Promise<void> {
    this.waiting.push(...copied(messages));
  }
}
