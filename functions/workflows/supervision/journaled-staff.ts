import type { Instant } from '../../domain/calendar-date.ts';
import type { JournalEntry } from '../../domain/journal.ts';
import type { Journal } from '../../domain/ports/supervision/journal.ts';
import type { StaffRegisters } from '../../domain/ports/supervision/staff-registers.ts';
import { recordHash } from '../../domain/record-hash.ts';
import type { StaffRegister } from '../../domain/staff/staff-register.ts';

export interface JournaledStaffDeps {
  readonly registers: StaffRegisters;
  readonly journal: Pick<Journal, 'append'>;
  readonly now: () => Instant;
  readonly randomId: () => string;
}

/**
 * Writes a register of staff between two entries of the journal, where no route does it: the second has the hash of what
 * was written. Returns whether it was written.
 */
export async function writeJournaledStaff(
  before: StaffRegister,
  after: StaffRegister,
  by: Pick<JournalEntry, 'act' | 'subject'>,
  { registers, journal, now, randomId }: JournaledStaffDeps,
): Promise<boolean> {
  const { issuerId } = after;
  const act = { ...by, requestId: randomId(), issuerIds: [issuerId], targets: { issuerId } };
  await journal.append({ ...act, at: now(), phase: 'begun', outcome: null });
  const isWritten = (await registers.replace(before, after)) === 'written';
  const targets = { ...act.targets, ...(isWritten ? { staffSha256: recordHash(after) } : {}) };
  const outcome = isWritten ? 'done' : 'STATE_CONFLICT';
  await journal.append({ ...act, targets, at: now(), phase: 'ended', outcome });
  return isWritten;
}
