import type { Instant } from '../calendar-date.ts';

export type Attempt =
  | { readonly allowed: true }
  | { readonly allowed: false /** Whole seconds until another is. */; readonly retryAfterSeconds: number };

/** Counts attempts by name, and allows so many in any sixty seconds. */
export interface RateLimit {
  /** Counts one more attempt, unless there were too many in the minute before `now`. */
  attempt(name: string, now: Instant): Promise<Attempt>;
}
