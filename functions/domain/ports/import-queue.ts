/** Imports that wait for a worker; delivers each at least once. */
export interface ImportQueue {
  /** `delaySeconds` is at most 900. */
  send(importId: string, delaySeconds: number): Promise<void>;
}
