import { type CalendarDate, daysAfter, type InstantRange, instantsOf } from '../../domain/calendar-date.ts';
import type { AuditEvent, Certificate } from '../../domain/certificate/certificate.ts';
import { afterCursor, cursorAt, foreignCursor } from '../../domain/cursor.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { AuditLog, AuditPosition } from '../../domain/ports/audit-log.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';

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
 * Returns a page of the steps after issue of one day of each issuer's time zone. The log is by day of UTC: it is read for
 * each issuer, and for each of the two or three days that the issuers' day reaches into. A page may hold fewer steps than
 * its limit although more follow.
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
  const parts = utcDaysOf([...ranges.values()]).flatMap((utcDay) =>
    issuers.map(({ issuerId }) => `${utcDay}.${issuerId}`),
  );
  const { positions, cursor } = await positionsIn(parts, page, deps);
  const ids = [...new Set(positions.map(({ certificateId }) => certificateId))];
  const certificates = new Map(
    (await deps.register.findMany(ids)).map((certificate) => [certificate.certificateId, certificate]),
  );
  const items = positions.flatMap(({ certificateId, sequence }) => {
    const certificate = certificates.get(certificateId);
    const event = certificate?.events[sequence];
    return certificate && event && isWithin(ranges.get(certificate.issuerId), event.at)
      ? [{ certificate, event }]
      : [];
  });
  return { items, cursor };
}

/** Reads the parts of the log, `<UTC day>.<issuer>`, one after another until the page is full. */
async function positionsIn(parts: readonly string[], page: PageRequest, { auditLog }: StepListDeps) {
  const start = readCursor(page.cursor, parts);
  let { inner } = start;
  const positions: AuditPosition[] = [];
  for (const [index, part] of parts.entries()) {
    if (index < start.index) continue;
    const limit = page.limit - positions.length;
    if (limit === 0) return { positions, cursor: cursorAt(`${part}.`) };
    const [utcDay = '', issuerId = ''] = part.split('.');
    const found = await auditLog.stepsOf(utcDay, { limit, cursor: inner }, issuerId);
    positions.push(...found.items);
    if (found.cursor !== null) return { positions, cursor: cursorAt(`${part}.${found.cursor}`) };
    inner = undefined;
  }
  return { positions, cursor: null };
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

/** Returns where a page begins: at the first part without a cursor. */
function readCursor(cursor: string | undefined, parts: readonly string[]) {
  if (cursor === undefined) return { index: 0, inner: undefined };
  const [utcDay = '', issuerId = '', inner = ''] = afterCursor(cursor).split('.');
  const index = parts.indexOf(`${utcDay}.${issuerId}`);
  if (index < 0) throw foreignCursor();
  return { index, inner: inner === '' ? undefined : inner };
}
