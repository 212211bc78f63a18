import type { BatchMessage } from '../batch/batch-message.ts';

/** The queue of batch work; delivers each message at least once, in any order. */
export interface WorkQueue {
  send(messages: readonly BatchMessage[]): Promise<void>;
}
