import type { Instant } from '../../domain/calendar-date.ts';
import { type Import, NO_ROWS, RUNNING_STATES } from '../../domain/import/import.ts';
import type { ReadingOptions } from '../../domain/import/reading-options.ts';
import type { ImportFiles } from '../../domain/ports/import-files.ts';
import type { ImportQueue } from '../../domain/ports/import-queue.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import { Refusal } from '../../domain/refusal.ts';

/** A file to import, as the coordinator announces it. */
export interface ImportRequest {
  readonly fileName: string;
  readonly bytes: number;
  /** Whether links for parts are asked for, with which a large upload can go on where it was cut off. */
  readonly inParts: boolean;
  readonly dryRun: boolean;
  readonly reading: ReadingOptions;
  readonly requestedBy: string;
  /** Issuers whose ledgers the file may write. */
  readonly issuerIds: readonly string[];
  readonly profilesOf: string | null;
  readonly mayUseRegistry: boolean;
}

/** Where a part of the file is uploaded to, and how long it is. */
export interface UploadPart {
  readonly url: string;
  readonly bytes: number;
}

export interface RequestDeps {
  readonly imports: ImportRegister;
  readonly files: Pick<ImportFiles, 'uploadLink' | 'beginParts' | 'find'>;
  readonly queue: ImportQueue;
  readonly now: () => Instant;
  readonly randomId: () => string;
}

/** How long the links for uploading a file work: the longest delay of an SQS message, so that one is due when they expire. */
export const UPLOAD_LINK_SECONDS = 900;
/** As small as S3 takes them, for the sake of slow connections: what is cut off is sent again. */
const PART_BYTES = 5 * 1024 * 1024;
const MAX_FILE_BYTES = 512 * 1024 * 1024;
/** A run without a heartbeat for this long is taken for dead. */
const HEARTBEAT_TIMEOUT_MS = 180_000;

/**
 * Opens an import: creates its record and an upload link, and sends a message that is due when the link expires. The
 * message runs the import if nobody has asked for it by then.
 *
 * @throws Refusal IMPORT_TOO_LARGE when the file exceeds 512 MB.
 */
export async function requestImport(
  { inParts, ...request }: ImportRequest,
  deps: RequestDeps,
): Promise<{ record: Import; uploadUrl: string; parts: readonly UploadPart[] }> {
  if (request.bytes > MAX_FILE_BYTES)
    throw new Refusal('IMPORT_TOO_LARGE', 'The file is larger than 512 MB. Split it.', {
      limitBytes: MAX_FILE_BYTES,
    });
  const createdAt = deps.now();
  const importId = deps.randomId();
  const sizes = inParts ? partSizes(request.bytes) : [];
  const upload =
    sizes.length > 1 ? await deps.files.beginParts(importId, sizes, UPLOAD_LINK_SECONDS) : undefined;
  const record: Import = {
    ...request,
    ...(upload === undefined ? {} : { uploadId: upload.uploadId }),
    importId,
    createdAt,
    linkUntil: new Date(Date.parse(createdAt) + UPLOAD_LINK_SECONDS * 1000).toISOString(),
    state: 'awaiting_upload',
    kinds: [],
    counts: NO_ROWS,
    rowsWritten: 0,
    problemCount: 0,
    noteCount: 0,
    problems: [],
  };
  const uploadUrl = await deps.files.uploadLink(importId, request.bytes, UPLOAD_LINK_SECONDS);
  // A message without its import is dropped; an import without its message would wait for somebody to ask for it.
  await deps.queue.send(importId, UPLOAD_LINK_SECONDS);
  await deps.imports.create(record);
  const parts = (upload?.links ?? []).map((url, index) => ({ url, bytes: sizes[index] ?? 0 }));
  return { record, uploadUrl, parts };
}

/** Returns the sizes of the parts of a file. */
const partSizes = (bytes: number): number[] =>
  Array.from({ length: Math.ceil(bytes / PART_BYTES) }, (_, index) =>
    Math.min(PART_BYTES, bytes - index * PART_BYTES),
  );

/**
 * Returns the state of an import. The request also drives the import: it queues one whose file has been uploaded, and
 * queues one again whose run has died, also one that releases it, takes the release back, or withdraws it.
 *
 * @throws Refusal NOT_FOUND when the import is unknown or the caller may not view it.
 */
export async function reportImport(
  importId: string,
  canView: (record: Import) => boolean,
  deps: RequestDeps,
): Promise<Import> {
  const record = await deps.imports.find(importId);
  if (record === undefined || !canView(record))
    throw new Refusal('NOT_FOUND', 'There is no such import.', {});
  if (record.state === 'awaiting_upload') return (await queueUploaded(record, deps)) ?? record;
  const running = RUNNING_STATES.includes(record.state);
  const lastHeartbeat = Date.parse(record.heartbeatAt ?? record.createdAt);
  if (running && Date.parse(deps.now()) - lastHeartbeat > HEARTBEAT_TIMEOUT_MS) {
    // First the message: after a fault in between, the next request sends it again.
    await deps.queue.send(importId, 0);
    await deps.imports.update(importId, [record.state], { heartbeatAt: deps.now() });
  }
  return record;
}

/** Queues an import whose file has been uploaded. Undefined while there is no file and the link is still valid. */
async function queueUploaded(record: Import, deps: RequestDeps): Promise<Import | undefined> {
  const found = await deps.files.find(record);
  if (found === undefined) {
    if (deps.now() <= record.linkUntil) return undefined;
    const failed = { state: 'failed', finishedAt: deps.now() } as const;
    await deps.imports.update(record.importId, ['awaiting_upload'], failed);
    return { ...record, ...failed };
  }
  // First the message: a run takes the import as it is, and after a fault the next request sends it again.
  await deps.queue.send(record.importId, 0);
  const queued = { state: 'queued', heartbeatAt: deps.now() } as const;
  if ((await deps.imports.update(record.importId, ['awaiting_upload'], queued)) === 'changed')
    return deps.imports.find(record.importId);
  return { ...record, ...queued };
}
