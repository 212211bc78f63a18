import type { Instant } from '../calendar-date.ts';

/** Holders who wait for word of their certificate; an entry is written together with `issued`. */
export interface Outbox {
  /** IDs of certificates whose holders wait, the longest first, some hundreds at most. */
  waiting(): Promise<string[]>;
  /** Takes an entry for a while; false where somebody else holds it or it is delivered. */
  lease(certificateId: string, now: Instant, until: Instant): Promise<boolean>;
  /** Takes the entry out of the box for good. `deliveredAt` is null where there was nobody to write to. */
  settle(certificateId: string, deliveredAt: Instant | null): Promise<void>;
}
