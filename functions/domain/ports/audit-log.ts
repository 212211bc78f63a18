import type { CalendarDate } from '../calendar-date.ts';
import type { Page, PageRequest } from './page.ts';

/** Where a step after issue is found: the event of a certificate with this place in its chain. */
export interface AuditPosition {
  readonly certificateId: string;
  readonly sequence: number;
}

/** Steps after issue (revocations, suspensions, corrections, erasures) by the day they were taken. */
export interface AuditLog {
  /** Steps of a day (UTC), by certificate ID. */
  stepsOf(day: CalendarDate, page: PageRequest): Promise<Page<AuditPosition>>;
}
