import type { Instant } from '../../calendar-date.ts';
import type { LaterNotification, NotificationKey } from '../../certificate/notification.ts';

/** A notification that waits. `batchId` is empty where no batch issued the certificate. */
export interface OutboxEntry extends NotificationKey {
  readonly issuerId: string;
  readonly batchId: string;
}

/** The notifications to send: of a certificate's issue, and of what happens to it later. */
export interface Outbox {
  /**
   * Returns the notifications to send, longest waiting first, without those that are held back; up to 320, eventually
   * consistent.
   */
  waiting(isHeld: (entry: OutboxEntry) => boolean): Promise<NotificationKey[]>;
  /** Adds a notification. Returns false, and writes nothing, if there was one with this name. */
  add(notification: LaterNotification): Promise<boolean>;
  /** Leases a notification until an instant. Returns false if another lease is still running or it was sent. */
  lease(key: NotificationKey, now: Instant, until: Instant): Promise<boolean>;
  /** Ends the lease that runs until this instant, so that the next run has the notification; does nothing for another. */
  release(key: NotificationKey, until: Instant): Promise<void>;
  /** Removes a notification; does nothing where there is none. `deliveredAt` is null if the holder has no address. */
  settle(key: NotificationKey, deliveredAt: Instant | null): Promise<void>;
  /** Deletes the notifications of what happened to a certificate after its issue, sent or not; safe to repeat. */
  erase(certificateId: string): Promise<void>;
}
