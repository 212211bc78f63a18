import type { Instant } from '../calendar-date.ts';

export type Attempt =
  | { readonly allowed: true }
  | {
      readonly allowed: false /** Whole seconds until another attempt is allowed. */;
      readonly retryAfterSeconds: number;
    };

/** Limits attempts by name in any 60 consecutive seconds. */
export interface RateLimit {
  /** Counts and allows an attempt; if `limit` attempts were allowed within 60 seconds, counts nothing and returns when to retry. */
  attempt(name: string, limit: number, now: Instant): Promise<Attempt>;
}
