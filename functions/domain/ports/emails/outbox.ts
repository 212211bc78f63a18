import type { Instant } from '../../calendar-date.ts';
import type { LaterNotification, NotificationKey } from '../../certificate/notification.ts';

/** The notifications to send: of a certificate's issue, and of what happens to it later. */
export interface Outbox {
  /**
   * Returns the notifications to send, longest waiting first, without those of issuers whose notifications are held
   * back; up to 320, eventually consistent.
   */
  waiting(heldIssuerIds: ReadonlySet<string>): Promise<NotificationKey[]>;
  /** Adds a notification. Returns false, and writes nothing, if there was one with this name. */
  add(notification: LaterNotification): Promise<boolean>;
  /** Leases a notification until an instant. Returns false if another lease is still running or it was sent. */
  lease(key: NotificationKey, now: Instant, until: Instant): Promise<boolean>;
  /** Removes a notification; does nothing where there is none. `deliveredAt` is null if the holder has no address. */
  settle(key: NotificationKey, deliveredAt: Instant | null): Promise<void>;
  /** Deletes the notifications of what happened to a certificate after its issue, sent or not; safe to repeat. */
  erase(certificateId: string): Promise<void>;
}
