import { type CalendarDate, daysAfter, type InstantRange, instantsOf } from '../../domain/calendar-date.ts';
import type { AuditEvent, Certificate } from '../../domain/certificate/certificate.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { AuditLog } from '../../domain/ports/audit-log.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { Refusal } from '../../domain/refusal.ts';

export interface StepListDeps {
  readonly auditLog: AuditLog;
  readonly register: Pick<CertificateRegister, 'findMany'>;
}

/** A step after issue, and its certificate. */
export interface Step {
  readonly certificate: Certificate;
  readonly event: AuditEvent;
}

/**
 * Returns a page of the steps after issue of one day of each issuer's time zone. The log is by day of UTC, so that the
 * page is of one of the two or three days that the issuers' day reaches into. It may hold fewer steps than its limit
 * although more follow.
 *
 * @throws Refusal QUERY_INVALID for a cursor of another list.
 */
export async function listStepsOfDay(
  issuers: readonly Pick<Issuer, 'issuerId' | 'timeZone'>[],
  day: CalendarDate,
  page: PageRequest,
  deps: StepListDeps,
): Promise<Page<Step>> {
  const ranges = new Map(
    issuers.map(({ issuerId, timeZone }) => [issuerId, instantsOf({ from: day, to: day }, timeZone)]),
  );
  const days = utcDaysOf([...ranges.values()]);
  const { utcDay, cursor } = readCursor(page.cursor, days);
  if (utcDay === undefined) return { items: [], cursor: null };
  const found = await deps.auditLog.stepsOf(utcDay, { limit: page.limit, cursor });
  const ids = [...new Set(found.items.map(({ certificateId }) => certificateId))];
  const certificates = new Map(
    (await deps.register.findMany(ids)).map((certificate) => [certificate.certificateId, certificate]),
  );
  const items = found.items.flatMap(({ certificateId, sequence }) => {
    const certificate = certificates.get(certificateId);
    const event = certificate?.events[sequence];
    return certificate && event && isWithin(ranges.get(certificate.issuerId), event.at)
      ? [{ certificate, event }]
      : [];
  });
  const next = found.cursor === null ? days[days.indexOf(utcDay) + 1] : utcDay;
  return { items, cursor: next === undefined ? null : cursorAt(next, found.cursor ?? '') };
}

/** Returns the days of UTC that some ranges reach into, in order. */
function utcDaysOf(ranges: readonly InstantRange[]): CalendarDate[] {
  const first = ranges.map(({ from = '' }) => from).sort()[0];
  const until = ranges
    .map((range) => range.until ?? '')
    .sort()
    .at(-1);
  const days: CalendarDate[] = [];
  if (first === undefined || until === undefined) return days;
  for (let day = first.slice(0, 10); `${day}T00:00:00.000Z` < until; day = daysAfter(day, 1)) days.push(day);
  return days;
}

const isWithin = (range: InstantRange | undefined, instant: string): boolean =>
  range !== undefined && instant >= (range.from ?? '') && instant < (range.until ?? '');

const cursorAt = (utcDay: CalendarDate, cursor: string): string =>
  Buffer.from(`${utcDay}.${cursor}`).toString('base64url');

/** Returns where a page begins: at the first day without a cursor. */
function readCursor(cursor: string | undefined, days: readonly CalendarDate[]) {
  if (cursor === undefined) return { utcDay: days[0], cursor: undefined };
  const [utcDay = '', inner = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('.');
  if (!days.includes(utcDay)) throw new Refusal('QUERY_INVALID', 'This cursor is not one of this list.');
  return { utcDay, cursor: inner === '' ? undefined : inner };
}
