import type { Instant } from '../../domain/calendar-date.ts';
import type { FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import { type Import, type ImportState, PROBLEMS_SHOWN } from '../../domain/import/import.ts';
import { inReadingOrder, ProblemLog, UnreadableFile } from '../../domain/import/import-problem.ts';
import type { FileKind, ImportSource, RecordChunk } from '../../domain/import/import-record.ts';
import type { ReadingContext } from '../../domain/import/reading-options.ts';
import { UnderstandingLog } from '../../domain/import/understanding.ts';
import type { EntryKey } from '../../domain/ports/hours-ledger.ts';
import type { ImportFiles } from '../../domain/ports/import-files.ts';
import type { ImportJournal } from '../../domain/ports/import-journal.ts';
import type { ImportQueue } from '../../domain/ports/import-queue.ts';
import type { ReadImportFile } from '../../domain/ports/import-reader.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import type { FindUnprinted } from '../../domain/wording/printed-text.ts';
import { ChangeLog } from './change-log.ts';
import { ImportCheck } from './checks/check-import.ts';
import { HashedSource } from './hashed-source.ts';
import { acquireLease, type HeldLease, leaseFor, leaseFromNow } from './ledger-lease.ts';
import { type DirectoryDeps, foldDirectories } from './people-directory.ts';
import { ImportWriter, type WriteDeps } from './write-import.ts';

export interface ImportDeps extends WriteDeps, Omit<DirectoryDeps, 'ledger'> {
  readonly findUnprintable: FindUnprintable;
  readonly findUnprinted: FindUnprinted;
  readonly imports: ImportRegister;
  readonly files: ImportFiles;
  readonly journal: ImportJournal;
  readonly queue: ImportQueue;
  readonly readFile: ReadImportFile;
  readonly now: () => Instant;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** ID of this run, so that two deliveries of one message don't share a lease. */
  readonly runId: string;
  /** Remaining time of this run, in milliseconds. */
  readonly timeLeftMs: () => number;
}

/** The states in which an import can still change. */
const OPEN: readonly ImportState[] = ['awaiting_upload', 'queued', 'validating', 'writing'];
const LEASE_SECONDS = 120;
/** Leases that the transaction of the beginning checks; DynamoDB takes 100 items in one. */
const LEASES_IN_TRANSACTION = 50;
const ACQUISITION = { attempts: 20, pauseMs: 500 };
/** Delay until the next run if the lease was not acquired. */
const RETRY_SECONDS = 5;
/** Records that are written together, so that few transactions are only partly filled. */
const RECORDS_PER_STEP = 5_000;
/** Time reserved to finish a chunk and to queue the next run. */
const HANDOVER_MS = 60_000;
const PROGRESS_INTERVAL_MS = 1_000;
const MAX_PROBLEMS_STORED = 10_000;

/**
 * Checks an uploaded file as a whole, then writes it. A repeated delivery continues where the last run stopped. A run
 * that is out of time queues another one.
 */
export async function runImport(importId: string, deps: ImportDeps): Promise<void> {
  const record = await openImport(importId, deps);
  if (record === undefined) return;
  const found = await deps.files.find(record);
  if (found === undefined) {
    // The link has expired without an upload. Before that, a request for the import queues it after the upload.
    if (deps.now() > record.linkUntil) await end(record, 'failed', {}, deps);
    return;
  }
  const lease = leaseFor(`${importId}#${deps.runId}`, record.issuerIds, LEASE_SECONDS, deps.now);
  if (!record.dryRun && !(await acquireLease(lease, ACQUISITION, deps)))
    return deps.queue.send(importId, RETRY_SECONDS);
  try {
    // What was read before the lease was acquired, another run may have changed until then.
    const current = await openImport(importId, deps);
    if (current === undefined) return;
    const etag = current.etag ?? found.etag;
    const source = deps.files.source(importId, record.fileName, { bytes: found.bytes, etag });
    const checked =
      current.state === 'writing' ? current : await check({ ...current, etag }, source, lease, deps);
    if (checked?.state === 'writing') await write(checked, source, lease, deps);
  } finally {
    await deps.ledger.releaseLease(leaseFromNow(lease));
  }
}

/** Returns an import that can still change. */
async function openImport(importId: string, { imports }: ImportDeps): Promise<Import | undefined> {
  const record = await imports.find(importId);
  return record && OPEN.includes(record.state) ? record : undefined;
}

/**
 * Checks the whole file. Ends the import after a dry run or if the file has errors; else returns it in the state
 * `writing`.
 */
async function check(
  record: Import,
  source: ImportSource,
  lease: HeldLease,
  deps: ImportDeps,
): Promise<Import | undefined> {
  const { importId, etag } = record;
  const validating = { state: 'validating', etag: etag ?? '', heartbeatAt: deps.now() } as const;
  if ((await deps.imports.update(importId, OPEN, validating)) === 'changed') return undefined;
  const problems = new ProblemLog(record.fileName, MAX_PROBLEMS_STORED);
  const hashed = new HashedSource(source);
  const { check, changeParts, kinds, understanding } = await checkRecords(
    record,
    hashed,
    problems,
    lease,
    deps,
  );
  const sorted = inReadingOrder(problems.kept);
  const result = {
    kinds,
    understanding,
    ...(hashed.sha256 === undefined ? {} : { sha256: hashed.sha256 }),
    counts: check.counts,
    ...check.awaited,
    problemCount: problems.errorCount,
    noteCount: problems.noteCount,
    problems: sorted.slice(0, PROBLEMS_SHOWN),
  };
  if (sorted.length > 0) await deps.files.storeProblems(importId, sorted);
  if (problems.errorCount > 0 || record.dryRun) {
    await end(record, problems.errorCount > 0 ? 'refused' : 'checked', result, deps);
    return undefined;
  }
  const { rows, new: added, changed } = check.counts;
  if (added + changed === 0) {
    // Nothing is left to write: for example the same file again.
    await end(record, 'imported', { ...result, rowsWritten: rows }, deps);
    return undefined;
  }
  const checked = { ...result, changeParts, heartbeatAt: deps.now() };
  if ((await deps.imports.update(importId, ['validating'], checked)) === 'changed') return undefined;
  await begin(importId, check.newEntries, lease, deps);
  return { ...record, ...checked, state: 'writing' };
}

/**
 * Claims the new entries of a checked file, and sets the import to `writing` on the condition that the lease under
 * which it was checked is still held. From then on, every other import finds the claims in force.
 */
async function begin(
  importId: string,
  newEntries: readonly EntryKey[],
  lease: HeldLease,
  { ledger }: ImportDeps,
): Promise<void> {
  await ledger.claimEntries(importId, newEntries);
  // All are extended before, because a transaction has no room for the leases of every issuer of a large deployment; for
  // the time that a lease lasts nobody else can acquire one of them.
  const lost = new Error(`Import ${importId} has lost its lease after the check`);
  if (!(await ledger.extendLease(leaseFromNow(lease)))) throw lost;
  const issuerIds = lease.issuerIds.slice(0, LEASES_IN_TRANSACTION);
  const outcome = await ledger.write({
    lease: { holder: lease.holder, issuerIds, until: lease.until() },
    progress: { importId, rowsWritten: 0, begins: true },
  });
  if (outcome === 'changed') throw lost;
}

/** Reads and checks all records, and reports progress meanwhile. */
async function checkRecords(
  record: Import,
  source: ImportSource,
  problems: ProblemLog,
  lease: HeldLease,
  deps: ImportDeps,
) {
  const { importId, dryRun } = record;
  const changes = new ChangeLog(
    dryRun ? undefined : (part, some) => deps.journal.store(importId, part, some),
  );
  const check = new ImportCheck({ ...record, now: deps.now() }, problems, changes, deps);
  const kinds = new Set<FileKind>();
  const log = new UnderstandingLog();
  const isProgressDue = atIntervals(PROGRESS_INTERVAL_MS, deps.now);
  try {
    for await (const chunk of deps.readFile(source, problems, log, readingOf(record, deps))) {
      kinds.add(chunk.kind);
      await check.check(chunk);
      await changes.storeFullPart();
      if (!isProgressDue()) continue;
      const progress = { counts: check.counts, heartbeatAt: deps.now() };
      await deps.imports.update(importId, ['validating'], progress);
      if (!dryRun && !(await deps.ledger.extendLease(leaseFromNow(lease))))
        throw new Error(`Import ${importId} has lost its lease during the check`);
    }
    await check.finish();
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    problems.add(error.problem, error.position);
  }
  const changeParts = await changes.finish();
  return { check, changeParts, kinds: [...kinds], understanding: log.understanding };
}

/** Writes the records that the last run has not written, and ends the import. */
async function write(
  record: Import,
  source: ImportSource,
  lease: HeldLease,
  deps: ImportDeps,
): Promise<void> {
  const { importId, fileName, profilesOf, mayUseRegistry } = record;
  // Attributed to the request rather than the run, so that writing a chunk again writes the same.
  if (record.sha256 === undefined) throw new Error(`The file of import ${importId} was not read to its end`);
  const file = { importId, sha256: record.sha256 };
  const recorder = { at: record.createdAt, by: record.requestedBy, file };
  const writer = new ImportWriter({ importId, profilesOf, mayUseRegistry, recorder, lease }, deps);
  const isProgressDue = atIntervals(PROGRESS_INTERVAL_MS, deps.now);
  const read = deps.readFile(
    source,
    new ProblemLog(fileName, MAX_PROBLEMS_STORED),
    undefined,
    readingOf(record, deps),
  );
  for await (const chunk of largerChunks(read, RECORDS_PER_STEP)) {
    if (chunk.rowsRead <= record.rowsWritten) continue;
    if (deps.timeLeftMs() < HANDOVER_MS) return deps.queue.send(importId, 0);
    await writer.writeChunk(chunk);
    if (chunk.kind !== 'opportunities') await foldDirectories(lease.issuerIds, deps);
    if (isProgressDue()) await deps.imports.update(importId, ['writing'], { heartbeatAt: deps.now() });
  }
  // Once more, for a run that died between its last chunk and this.
  await foldDirectories(lease.issuerIds, deps);
  const notes = await storeOvertaken(record, writer.overtaken, deps);
  const result = {
    rowsWritten: record.counts.rows,
    noteCount: record.noteCount + notes.noteCount,
    problems: [...notes.kept, ...record.problems].slice(0, PROBLEMS_SHOWN),
  };
  await end(record, 'imported', result, deps);
}

/** Returns how an import's file is read: as its request says, in the time zones of its issuers. */
function readingOf({ reading, issuerIds }: Import, { issuers }: ImportDeps): ReadingContext {
  const timeZones = new Set(issuerIds.flatMap((issuerId) => issuers.get(issuerId)?.timeZone ?? []));
  return { ...reading, timeZones: [...timeZones] };
}

/** Adds a note for each entry that was skipped to the stored problems, and returns the notes. */
async function storeOvertaken(
  { importId, fileName, noteCount }: Import,
  overtaken: ReadonlySet<string>,
  { files }: ImportDeps,
): Promise<ProblemLog> {
  const notes = new ProblemLog(fileName, PROBLEMS_SHOWN);
  for (const entryId of overtaken)
    notes.add({ code: 'ENTRY_OVERTAKEN' }, { column: 'entry_id', value: entryId });
  if (notes.kept.length === 0) return notes;
  // A run that died after this may have stored such notes already.
  const stored = noteCount > 0 ? await files.problems(importId) : [];
  const ofCheck = stored.filter(({ code }) => code !== 'ENTRY_OVERTAKEN');
  await files.storeProblems(importId, [...notes.kept, ...ofCheck]);
  return notes;
}

/** Joins consecutive chunks of one kind until they have `size` records. */
async function* largerChunks(chunks: AsyncIterable<RecordChunk>, size: number): AsyncGenerator<RecordChunk> {
  let joined: RecordChunk | undefined;
  for await (const chunk of chunks) {
    if (joined !== undefined && (joined.kind !== chunk.kind || joined.records.length >= size)) {
      yield joined;
      joined = undefined;
    }
    joined = joined ? { ...chunk, records: [...joined.records, ...chunk.records] } : chunk;
  }
  if (joined !== undefined) yield joined;
}

/** Returns a function that returns true if `intervalMs` have passed since it last did. */
function atIntervals(intervalMs: number, now: () => Instant): () => boolean {
  let last = Date.parse(now());
  return () => {
    const current = Date.parse(now());
    if (current - last < intervalMs) return false;
    last = current;
    return true;
  };
}

async function end(
  { importId }: Import,
  state: ImportState,
  result: Partial<Import>,
  { imports, now }: Pick<ImportDeps, 'imports' | 'now'>,
): Promise<void> {
  await imports.update(importId, OPEN, { ...result, state, finishedAt: now() });
}

/** Marks an import as failed after its runs have failed repeatedly. */
export async function giveUpImport(
  importId: string,
  deps: Pick<ImportDeps, 'imports' | 'now'>,
): Promise<void> {
  await deps.imports.update(importId, OPEN, { state: 'failed', finishedAt: deps.now() });
}
