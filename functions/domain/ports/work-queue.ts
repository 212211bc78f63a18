import type { BatchMessage } from '../batch/batch-message.ts';

/** The queue of batch work. Delivers each message at least once, in any order. */
export interface WorkQueue {
  /** Sends all messages. If it throws, some of them may have been sent. */
  send(messages: readonly BatchMessage[]): Promise<void>;
}
