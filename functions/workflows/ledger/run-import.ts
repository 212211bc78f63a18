import type { Instant } from '../../domain/calendar-date.ts';
import { type Import, type ImportState, PROBLEMS_SHOWN } from '../../domain/import/import.ts';
import { inReadingOrder, ProblemLog, UnreadableFile } from '../../domain/import/import-problem.ts';
import type { FileKind, ImportSource } from '../../domain/import/import-record.ts';
import type { ImportFiles } from '../../domain/ports/import-files.ts';
import type { ImportQueue } from '../../domain/ports/import-queue.ts';
import type { ReadImportFile } from '../../domain/ports/import-reader.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import { ImportCheck } from './check-import.ts';
import { ImportWriter, leaseUntil, type WriteDeps } from './write-import.ts';

export interface ImportDeps extends WriteDeps {
  readonly imports: ImportRegister;
  readonly files: ImportFiles;
  readonly queue: ImportQueue;
  readonly readFile: ReadImportFile;
  readonly now: () => Instant;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** A name for this run, so that two deliveries of one message don't write at once. */
  readonly runId: string;
  /** How long this run may still take. */
  readonly timeLeftMs: () => number;
}

const OPEN: readonly ImportState[] = ['awaiting_upload', 'queued', 'validating', 'writing'];
const LEASE_SECONDS = 120;
const LEASE_TRIES = 20;
const WAIT_SECONDS = 5;
/** Enough to finish a chunk and hand over to the next run. */
const HANDOVER_MS = 60_000;
const PROGRESS_MS = 1_000;
const PROBLEMS_KEPT = 10_000;

/**
 * Checks one uploaded file as a whole and then writes it. Delivered again, it goes on where the last run stopped;
 * out of time, it hands itself over to another run.
 */
export async function runImport(importId: string, deps: ImportDeps): Promise<void> {
  const record = await deps.imports.find(importId);
  if (record === undefined || !OPEN.includes(record.state)) return;
  const found = await deps.files.find(importId);
  if (found === undefined) {
    // The link's last moment has passed; before it, whoever asks for the report starts the import.
    if (deps.now() > record.linkUntil) await end(record, 'failed', {}, deps);
    return;
  }
  const etag = record.etag ?? found.etag;
  const source = deps.files.source(importId, record.fileName, { bytes: found.bytes, etag });
  const holder = `${importId}#${deps.runId}`;
  const lease = {
    holder,
    issuerIds: record.issuerIds,
    until: () => leaseUntil(deps.now(), LEASE_SECONDS),
  };
  if (!record.dryRun && !(await awaitLease(lease, deps))) return deps.queue.send(importId, WAIT_SECONDS);
  try {
    const checked =
      record.state === 'writing' ? record : await check({ ...record, etag }, source, lease, deps);
    if (checked?.state === 'writing') await write(checked, source, lease, deps);
  } finally {
    await deps.ledger.releaseLease({ ...lease, until: lease.until() });
  }
}

type Lease = ConstructorParameters<typeof ImportWriter>[0]['lease'];

async function awaitLease(lease: Lease, { ledger, now, pause }: ImportDeps): Promise<boolean> {
  for (let attempt = 1; attempt <= LEASE_TRIES; attempt += 1) {
    if (await ledger.acquireLease({ ...lease, until: lease.until() }, now())) return true;
    await pause(500);
  }
  return false;
}

/** Reads the whole file and looks everything up; what is found ends the import, or lets it be written. */
async function check(
  record: Import,
  source: ImportSource,
  lease: Lease,
  deps: ImportDeps,
): Promise<Import | undefined> {
  const { importId, etag } = record;
  const begun = { state: 'validating', etag: etag ?? '', heartbeatAt: deps.now() } as const;
  if ((await deps.imports.update(importId, OPEN, begun)) === 'changed') return undefined;
  const problems = new ProblemLog(record.fileName, PROBLEMS_KEPT);
  const checking = new ImportCheck({ issuerIds: record.issuerIds, now: deps.now() }, problems, deps);
  const kinds = new Set<FileKind>();
  let told = Date.parse(deps.now());
  try {
    for await (const chunk of deps.readFile(source, problems)) {
      kinds.add(chunk.kind);
      await checking.check(chunk);
      if (Date.parse(deps.now()) - told < PROGRESS_MS) continue;
      told = Date.parse(deps.now());
      const progress = { counts: checking.counts, heartbeatAt: deps.now() };
      await deps.imports.update(importId, ['validating'], progress);
      if (!record.dryRun) await deps.ledger.acquireLease({ ...lease, until: lease.until() }, deps.now());
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    problems.add(error.problem, error.place);
  }
  const kept = inReadingOrder(problems.kept);
  const result = {
    kinds: [...kinds],
    counts: checking.counts,
    problemCount: problems.errorCount,
    noteCount: problems.noteCount,
    problems: kept.slice(0, PROBLEMS_SHOWN),
  };
  if (kept.length > 0) await deps.files.storeProblems(importId, kept);
  if (problems.errorCount > 0 || record.dryRun) {
    await end(record, problems.errorCount > 0 ? 'refused' : 'checked', result, deps);
    return undefined;
  }
  const writing = { ...result, state: 'writing', heartbeatAt: deps.now() } as const;
  const begins = await deps.imports.update(importId, ['validating'], writing);
  return begins === 'written' ? { ...record, ...writing } : undefined;
}

async function write(record: Import, source: ImportSource, lease: Lease, deps: ImportDeps): Promise<void> {
  const { importId, fileName } = record;
  // Who and when are those of the request, so that a repeated chunk says exactly the same.
  const attribution = { at: record.createdAt, by: record.requestedBy };
  const writer = new ImportWriter({ importId, attribution, lease }, deps);
  let told = Date.parse(deps.now());
  for await (const chunk of deps.readFile(source, new ProblemLog(fileName, PROBLEMS_KEPT))) {
    if (chunk.rowsRead <= record.rowsWritten) continue;
    if (deps.timeLeftMs() < HANDOVER_MS) return deps.queue.send(importId, 0);
    await writer.writeChunk(chunk);
    if (Date.parse(deps.now()) - told < PROGRESS_MS) continue;
    told = Date.parse(deps.now());
    await deps.imports.update(importId, ['writing'], { heartbeatAt: deps.now() });
  }
  const left = new ProblemLog(fileName, PROBLEMS_SHOWN);
  for (const entryId of writer.overtaken)
    left.add({ code: 'ENTRY_OVERTAKEN' }, { column: 'entry_id', value: entryId });
  if (left.kept.length > 0) {
    const known = record.noteCount > 0 ? await deps.files.problems(importId) : [];
    const checked = known.filter(({ code }) => code !== 'ENTRY_OVERTAKEN');
    await deps.files.storeProblems(importId, [...left.kept, ...checked]);
  }
  const result = {
    rowsWritten: record.counts.rows,
    noteCount: record.noteCount + left.noteCount,
    problems: [...left.kept, ...record.problems].slice(0, PROBLEMS_SHOWN),
  };
  await end(record, 'imported', result, deps);
}

async function end(
  { importId }: Import,
  state: ImportState,
  result: Partial<Import>,
  { imports, now }: Pick<ImportDeps, 'imports' | 'now'>,
): Promise<void> {
  await imports.update(importId, OPEN, { ...result, state, finishedAt: now() });
}

/** After a fault that kept coming back: the import is given up, so that nobody waits for it for ever. */
export async function giveUpImport(
  importId: string,
  deps: Pick<ImportDeps, 'imports' | 'now'>,
): Promise<void> {
  await deps.imports.update(importId, OPEN, { state: 'failed', finishedAt: deps.now() });
}
