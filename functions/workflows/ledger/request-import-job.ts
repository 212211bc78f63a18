import { DAY_MS, type Instant } from '../../domain/calendar-date.ts';
import type { Import, ImportState } from '../../domain/import/import.ts';
import type { ImportQueue } from '../../domain/ports/import-queue.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import { Refusal } from '../../domain/refusal.ts';

/** Who asks for a job on an import: its withdrawal, its release, or taking that back. */
export interface ImportJobRequest {
  readonly importId: string;
  /** Subject (`sub`) of the identity provider. */
  readonly requestedBy: string;
  readonly canModify: (record: Import) => boolean;
}

export interface ImportJobDeps {
  readonly imports: ImportRegister;
  readonly queue: ImportQueue;
  readonly now: () => Instant;
}

/** The bucket keeps the changes of an import for 30 days; a job that reads them has a day to end. */
const CHANGES_KEPT_DAYS = 29;

/** @throws Refusal NOT_FOUND when the import is unknown or the caller may not modify it. */
export async function importToModify(
  { importId, canModify }: ImportJobRequest,
  { imports }: Pick<ImportJobDeps, 'imports'>,
): Promise<Import> {
  const record = await imports.find(importId);
  if (record === undefined || !canModify(record)) throw new Refusal('NOT_FOUND', 'There is no such import.');
  return record;
}

/** Returns until when what an import changed can be read. */
export const changesKeptUntil = ({ createdAt }: Pick<Import, 'createdAt'>): Instant =>
  new Date(Date.parse(createdAt) + CHANGES_KEPT_DAYS * DAY_MS).toISOString();

/** @throws Refusal STATE_CONFLICT when the changes of the import may be gone before its job has ended. */
export function requireChangesKept({ createdAt, state }: Import, now: Instant): void {
  const until = changesKeptUntil({ createdAt });
  if (now > until)
    throw new Refusal(
      'STATE_CONFLICT',
      `An import is withdrawn, released or taken back within ${CHANGES_KEPT_DAYS} days.`,
      { state, until },
    );
}

/** Queues a job that has begun once more, for whoever asks again: its message may be lost. A job runs once at a time. */
export async function continueJob(record: Import, { queue }: ImportJobDeps): Promise<Import> {
  await queue.send(record.importId, 0);
  return record;
}

/**
 * Begins a job on an import, and queues it. `begun` is what changes in the record, its state among them. Returns
 * undefined, and begins nothing, where the record is not as it was read.
 */
export async function beginJob<Begun extends { readonly state: ImportState }>(
  record: Import,
  begun: Begun,
  { imports, queue, now }: ImportJobDeps,
): Promise<Import | undefined> {
  const change = { ...begun, heartbeatAt: now() };
  if ((await imports.update(record.importId, [record.state], change)) === 'changed') return undefined;
  await queue.send(record.importId, 0);
  return { ...record, ...change };
}
