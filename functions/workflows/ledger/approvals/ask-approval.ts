import {
  type ApprovalRequest,
  type AskedEntry,
  MAX_ASKED_ENTRIES,
} from '../../../domain/approval/approval-request.ts';
import { linkToken, secretHash } from '../../../domain/approval/link-token.ts';
import { type CalendarDate, DAY_MS, type Instant } from '../../../domain/calendar-date.ts';
import { chunksOf } from '../../../domain/chunks-of.ts';
import type { HoursEntry, Timesheet, TimesheetKey } from '../../../domain/hours/hours.ts';
import type { Import } from '../../../domain/import/import.ts';
import type { HoursLedger } from '../../../domain/ports/hours-ledger.ts';
import type { ImportJournal } from '../../../domain/ports/import-journal.ts';
import type { Email, Mailer } from '../../../domain/ports/mailer.ts';
import type { OpportunityCatalogue } from '../../../domain/ports/opportunity-catalogue.ts';
import type { ApprovalRequests } from '../../../domain/ports/supervision/approval-requests.ts';
import type { StaffRegisters } from '../../../domain/ports/supervision/staff-registers.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Person } from '../../../domain/staff/staff-register.ts';
import { KEYS_PER_READ } from '../import-references.ts';
import { supervisorOf } from './request-view.ts';

/** The pending hours to ask for: of an opportunity, or recorded by an import. */
export type AskedSelection = {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
} & ({ readonly opportunityId: string } | { readonly record: Import });

/** A request to let a registered supervisor approve hours by link. */
export interface Asking {
  readonly issuerId: string;
  readonly supervisorId: string;
  readonly selection: AskedSelection;
  /** Days that the link lives. */
  readonly days: number;
  /** Who asks: subject (`sub`) of the identity provider. */
  readonly by: string;
}

export interface AskingDeps {
  readonly ledger: Pick<HoursLedger, 'volunteersOf' | 'timesheets'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly changes: Pick<ImportJournal, 'read'>;
  readonly staff: Pick<StaffRegisters, 'find'>;
  readonly requests: ApprovalRequests;
  readonly mailer: Mailer;
  /** The email with the link of a token. */
  readonly emailFor: (
    asked: ApprovalRequest,
    supervisor: Person,
    titles: readonly { readonly titleAr: string; readonly titleEn: string }[],
    token: string,
  ) => Email;
  readonly now: () => Instant;
  readonly randomId: () => string;
  /** 24 random bytes as base64url. */
  readonly randomSecret: () => string;
  readonly reportFault: (fault: unknown) => void;
}

const VOLUNTEERS_PER_PAGE = 100;

/**
 * Asks a supervisor to approve pending hours: stores the request with the hash of a secret, and sends the secret to the
 * address that administrators registered. Nobody else ever sees it.
 *
 * @throws Refusal NOT_FOUND without such a supervisor; APPROVAL_EMPTY, APPROVAL_TOO_LARGE; EMAIL_NOT_SENT and
 * ADDRESS_REFUSED, and then nothing was asked.
 */
export async function askApproval(asking: Asking, deps: AskingDeps): Promise<ApprovalRequest> {
  const { issuerId, supervisorId, selection, days, by } = asking;
  const supervisor = await supervisorOf(asking, deps);
  if (supervisor === undefined)
    throw new Refusal('NOT_FOUND', 'Nobody with this ID approves hours of the issuer by link.');
  const entries = await pendingEntries(issuerId, selection, deps);
  if (entries.length === 0) throw new Refusal('APPROVAL_EMPTY', 'No hours are pending in this selection.');
  const opportunityIds = [...new Set(entries.map(({ opportunityId }) => opportunityId))];
  const secret = deps.randomSecret();
  const askedAt = deps.now();
  const request: ApprovalRequest = {
    requestId: deps.randomId(),
    issuerId,
    supervisorId,
    askedBy: by,
    askedAt,
    validUntil: new Date(Date.parse(askedAt) + days * DAY_MS).toISOString(),
    secretSha256: secretHash(secret),
    ...('record' in selection ? { importId: selection.record.importId } : {}),
    opportunityIds,
    entries,
    rejections: [],
    revision: 1,
  };
  const titles = await deps.catalogue.findMany(
    opportunityIds.map((opportunityId) => ({ issuerId, opportunityId })),
  );
  if (!(await deps.requests.put(request))) throw new Error('Two requests for approval drew the same ID');
  const email = deps.emailFor(request, supervisor, titles, linkToken(request.requestId, secret));
  const outcome = await handIn(email, deps);
  if (outcome === 'accepted') return request;
  await deps.requests.put({ ...request, withdrawn: { at: deps.now(), by }, revision: 2 });
  throw outcome === 'refused'
    ? new Refusal(
        'ADDRESS_REFUSED',
        'The mail service takes no email to the supervisor’s address, so nothing was asked: have the supervisor invited with another one.',
      )
    : new Refusal(
        'EMAIL_NOT_SENT',
        'The email with the link could not be handed in, so nothing was asked; try again.',
      );
}

/** Hands an email in. Returns `failed` after a fault, which it reports. */
async function handIn(
  email: Email,
  { mailer, reportFault }: Pick<AskingDeps, 'mailer' | 'reportFault'>,
): Promise<'accepted' | 'refused' | 'failed'> {
  try {
    return await mailer.send(email);
  } catch (fault) {
    reportFault(fault);
    return 'failed';
  }
}

/** @throws Refusal APPROVAL_TOO_LARGE as soon as there are more than a request may have. */
async function pendingEntries(
  issuerId: string,
  selection: AskedSelection,
  deps: AskingDeps,
): Promise<AskedEntry[]> {
  const { from = '0000-01-01', to = '9999-12-31' } = selection;
  const importId = 'record' in selection ? selection.record.importId : undefined;
  const isAsked = ({ date, status, recorded: { source } }: HoursEntry) =>
    status === 'pending' &&
    date >= from &&
    date <= to &&
    (importId === undefined || (source.kind === 'file' && source.importId === importId));
  const found: (AskedEntry & { readonly date: CalendarDate })[] = [];
  for await (const timesheet of timesheetsIn(issuerId, selection, deps)) {
    const { volunteerId, opportunityId, entries, withdrawal } = timesheet;
    for (const entry of entries)
      if (isAsked(entry) && !withdrawal?.entryIds.includes(entry.entryId))
        found.push({ volunteerId, opportunityId, entryId: entry.entryId, date: entry.date });
    if (found.length > MAX_ASKED_ENTRIES)
      throw new Refusal(
        'APPROVAL_TOO_LARGE',
        `More than ${MAX_ASKED_ENTRIES} shifts are pending in this selection: ask for some days at a time.`,
        { limit: MAX_ASKED_ENTRIES },
      );
  }
  return found
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map(({ date: _date, ...asked }) => asked);
}

/** Yields the timesheets that may hold what is asked for. */
async function* timesheetsIn(
  issuerId: string,
  selection: AskedSelection,
  { ledger, changes }: AskingDeps,
): AsyncGenerator<Timesheet> {
  if ('record' in selection) {
    const { importId, changeParts = 0 } = selection.record;
    const seen = new Set<string>();
    for (let part = 1; part <= changeParts; part += 1) {
      const { entries } = await changes.read(importId, part);
      const keys = entries.filter((entry) => entry.issuerId === issuerId && isNew(entry, seen));
      for (const some of chunksOf(keys.map(timesheetKeyOf), KEYS_PER_READ))
        yield* await ledger.timesheets(some);
    }
    return;
  }
  const { opportunityId } = selection;
  let cursor: string | null | undefined;
  do {
    const page = await ledger.volunteersOf(
      { issuerId, opportunityId },
      { limit: VOLUNTEERS_PER_PAGE, cursor: cursor ?? undefined },
    );
    yield* await ledger.timesheets(
      page.items.map((volunteerId) => ({ issuerId, volunteerId, opportunityId })),
    );
    cursor = page.cursor;
  } while (cursor !== null);
}

const timesheetKeyOf = ({ issuerId, volunteerId, opportunityId }: TimesheetKey): TimesheetKey => ({
  issuerId,
  volunteerId,
  opportunityId,
});

/** Whether a timesheet is met for the first time. */
function isNew({ volunteerId, opportunityId }: TimesheetKey, seen: Set<string>): boolean {
  const name = `${volunteerId}#${opportunityId}`;
  if (seen.has(name)) return false;
  seen.add(name);
  return true;
}
