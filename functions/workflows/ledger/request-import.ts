import type { Instant } from '../../domain/calendar-date.ts';
import { type Import, NO_ROWS } from '../../domain/import/import.ts';
import type { ImportFiles } from '../../domain/ports/import-files.ts';
import type { ImportQueue } from '../../domain/ports/import-queue.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import { Refusal } from '../../domain/refusal.ts';

export interface ImportRequest {
  readonly fileName: string;
  readonly bytes: number;
  readonly dryRun: boolean;
  readonly requestedBy: string;
  readonly issuerIds: readonly string[];
}

export interface RequestDeps {
  readonly imports: ImportRegister;
  readonly files: Pick<ImportFiles, 'uploadLink' | 'find'>;
  readonly queue: ImportQueue;
  readonly now: () => Instant;
  readonly randomId: () => string;
}

/** As long as a message may be delayed: the one sent now starts what nobody asks about until then. */
const LINK_LIFETIME_SECONDS = 900;
const LARGEST_FILE_BYTES = 512 * 1024 * 1024;
/** A run that hasn't been heard of for so long has died. */
const SILENCE_MS = 180_000;

/** Opens an import: its record, a link for the file, and a message for when the link has run out. */
export async function requestImport(
  request: ImportRequest,
  deps: RequestDeps,
): Promise<{ record: Import; uploadUrl: string }> {
  if (request.bytes > LARGEST_FILE_BYTES)
    throw new Refusal('IMPORT_TOO_LARGE', 'The file is larger than 512 MB. Split it.', {
      limitBytes: LARGEST_FILE_BYTES,
    });
  const createdAt = deps.now();
  const record: Import = {
    ...request,
    importId: deps.randomId(),
    createdAt,
    linkUntil: new Date(Date.parse(createdAt) + LINK_LIFETIME_SECONDS * 1000).toISOString(),
    state: 'awaiting_upload',
    kinds: [],
    counts: NO_ROWS,
    rowsWritten: 0,
    problemCount: 0,
    noteCount: 0,
    problems: [],
  };
  const uploadUrl = await deps.files.uploadLink(record.importId, request.bytes, LINK_LIFETIME_SECONDS);
  await deps.imports.create(record);
  await deps.queue.send(record.importId, LINK_LIFETIME_SECONDS);
  return { record, uploadUrl };
}

/**
 * The import as it is now. Whoever asks also sets it going: once the file has come, the first to see it there puts
 * the import into the queue, and one whose run has died is queued again.
 */
export async function reportImport(
  importId: string,
  mayRead: (record: Import) => boolean,
  deps: RequestDeps,
): Promise<Import> {
  const record = await deps.imports.find(importId);
  if (record === undefined || !mayRead(record))
    throw new Refusal('NOT_FOUND', 'There is no such import.', {});
  if (record.state === 'awaiting_upload') return (await startUploaded(record, deps)) ?? record;
  const running = record.state === 'validating' || record.state === 'writing' || record.state === 'queued';
  const heard = Date.parse(record.heartbeatAt ?? record.createdAt);
  if (running && Date.parse(deps.now()) - heard > SILENCE_MS) {
    const beat = { heartbeatAt: deps.now() };
    if ((await deps.imports.update(importId, [record.state], beat)) === 'written')
      await deps.queue.send(importId, 0);
  }
  return record;
}

async function startUploaded(record: Import, deps: RequestDeps): Promise<Import | undefined> {
  const found = await deps.files.find(record.importId);
  if (found === undefined) {
    if (deps.now() <= record.linkUntil) return undefined;
    const failed = { state: 'failed', finishedAt: deps.now() } as const;
    await deps.imports.update(record.importId, ['awaiting_upload'], failed);
    return { ...record, ...failed };
  }
  const queued = { state: 'queued', heartbeatAt: deps.now() } as const;
  if ((await deps.imports.update(record.importId, ['awaiting_upload'], queued)) === 'changed')
    return deps.imports.find(record.importId);
  await deps.queue.send(record.importId, 0);
  return { ...record, ...queued };
}
