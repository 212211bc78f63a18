import type { Instant } from '../calendar-date.ts';

/** What is still to be done, by how long it has waited; eventually consistent. */
export interface PendingWork {
  /** Returns when the oldest certificate that is still reserved was reserved; undefined where none is. */
  oldestReservation(): Promise<Instant | undefined>;
  /** Returns when the certificate of the oldest notification to send was reserved; undefined where there is none. */
  oldestNotification(): Promise<Instant | undefined>;
}
