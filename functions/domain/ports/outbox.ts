import type { Instant } from '../calendar-date.ts';

/** The notifications to send, one for each certificate whose holder is to be notified of its issue. */
export interface Outbox {
  /**
   * Returns the IDs of certificates with a notification to send, longest waiting first, without those of issuers whose
   * notifications are held back; up to 320, eventually consistent.
   */
  waiting(heldIssuerIds: ReadonlySet<string>): Promise<string[]>;
  /** Leases a notification until an instant. Returns false if another lease is still running or it was sent. */
  lease(certificateId: string, now: Instant, until: Instant): Promise<boolean>;
  /** Removes a notification; does nothing where there is none. `deliveredAt` is null if the holder has no address. */
  settle(certificateId: string, deliveredAt: Instant | null): Promise<void>;
}
