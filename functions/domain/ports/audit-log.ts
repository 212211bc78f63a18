import type { CalendarDate } from '../calendar-date.ts';
import type { Page, PageRequest } from './page.ts';

/** Identifies an audit event: the certificate, and the event's `sequence` in its chain. */
export interface AuditPosition {
  readonly certificateId: string;
  readonly sequence: number;
}

/** Lists the events after issue (revocation, suspension, reinstatement, replacement, erasure) by day. */
export interface AuditLog {
  /**
   * Returns a page of the events of a UTC day, of all issuers or of one, in order of issuer and certificate ID;
   * eventually consistent.
   */
  stepsOf(day: CalendarDate, page: PageRequest, issuerId?: string): Promise<Page<AuditPosition>>;
}
