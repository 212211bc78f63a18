import type { BatchMessage, PlannerMessage } from '../batch/batch-message.ts';

/** The queue of batch work, for messages to the planner or for all. Delivers each message at least once, in any order. */
export interface WorkQueue<Message extends BatchMessage = PlannerMessage> {
  /** Sends all messages. If it throws, some of them may have been sent. */
  readonly send: (messages: readonly Message[]) => Promise<void>;
}
