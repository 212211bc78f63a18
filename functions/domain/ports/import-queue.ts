/** The queue of imports to run. Delivers each message at least once. */
export interface ImportQueue {
  /** Sends an import to a worker after `delaySeconds`, at most 900 (the limit of SQS). */
  send(importId: string, delaySeconds: number): Promise<void>;
}
