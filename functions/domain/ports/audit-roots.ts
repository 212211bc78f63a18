import type { CalendarDate } from '../calendar-date.ts';

/** The signed root over a day's audit events, and what the next day's needs. */
export interface AuditRoot {
  /** UTC. */
  readonly day: CalendarDate;
  /** Leaves: certificates with an event on that day. */
  readonly size: number;
  /** Lower-case hex. */
  readonly rootHash: string;
  /** The root of the day before; null for the first. */
  readonly previousRootHash: string | null;
  /** Certificates whose reservation was not settled when the day ended: the next day looks at them again. */
  readonly unsettled: readonly string[];
  /** Certificates whose chain did not hold when the day was closed. */
  readonly brokenChains: readonly string[];
  /** The signed statement of day, size and hashes (JWS). */
  readonly jws: string;
}

/** Where signed roots are kept, each written once and never again. */
export interface AuditRoots {
  find(day: CalendarDate): Promise<AuditRoot | undefined>;
  /** With the leaves it was made of, in their order. `already-there`: another run was first. */
  store(root: AuditRoot, leaves: readonly string[]): Promise<'stored' | 'already-there'>;
}
