import { type CalendarDate, DAY_MS } from '../../domain/calendar-date.ts';
import { Refusal } from '../../domain/refusal.ts';

const LONGEST_DAYS = 3_660;

/**
 * Requires a period of at most ten years that doesn't end before it begins.
 * @throws Refusal QUERY_INVALID
 */
export function requirePeriod({
  from,
  to,
}: {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (days < 0 || days > LONGEST_DAYS)
    throw new Refusal('QUERY_INVALID', 'The period begins after it ends, or is longer than ten years.');
}
