import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { REGISTRY } from '../../functions/domain/hours/volunteer.ts';
import type { Import } from '../../functions/domain/import/import.ts';
import type { ImportChanges } from '../../functions/domain/import/import-changes.ts';
import { type ImportProblem, UnreadableFile } from '../../functions/domain/import/import-problem.ts';
import type { ReadingOptions } from '../../functions/domain/import/reading-options.ts';
import type { PeopleDirectories } from '../../functions/domain/ports/directory/people-directories.ts';
import type { ImportFiles } from '../../functions/domain/ports/import-files.ts';
import type { ImportJournal } from '../../functions/domain/ports/import-journal.ts';
import type { ReportDelta } from '../../functions/domain/report/report-delta.ts';
import { readImportFile } from '../../functions/importing/read-import-file.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { printableNames, printedTexts } from '../../functions/runtime/wiring/printable-names.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { DynamoDirectoryChanges } from '../../functions/storage/dynamo/directory/dynamo-directory-changes.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoImportRegister } from '../../functions/storage/dynamo/dynamo-import-register.ts';
import { DynamoOpportunityCatalogue } from '../../functions/storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoPolicies } from '../../functions/storage/dynamo/supervision/dynamo-policies.ts';
import { DynamoPersonIndex } from '../../functions/storage/dynamo/volunteers/dynamo-person-index.ts';
import { runImportJob } from '../../functions/workflows/ledger/jobs/run-import-job.ts';
import { reportImport, requestImport } from '../../functions/workflows/ledger/request-import.ts';
import { requestRelease, requestTakingBack } from '../../functions/workflows/ledger/request-release.ts';
import { requestWithdrawal } from '../../functions/workflows/ledger/request-withdrawal.ts';
import { runImport } from '../../functions/workflows/ledger/run-import.ts';
import { MemoryPeopleDirectories } from '../fakes/memory-people-directories.ts';
import { recordKey } from '../record-key.ts';

/** Uploaded files and problem lists in memory. */
class MemoryImportFiles implements ImportFiles {
  readonly uploaded = new Map<string, Buffer>();
  readonly storedProblems = new Map<string, readonly ImportProblem[]>();

  uploadLink = async (importId: string) => `memory:${importId}`;
  beginParts = async (importId: string, sizes: readonly number[]) => ({
    uploadId: importId,
    links: sizes.map((_, index) => `memory:${importId}/${index + 1}`),
  });
  find = async ({ importId }: { readonly importId: string }) => {
    const bytes = this.uploaded.get(importId);
    return bytes && { bytes: bytes.length, etag: etagOf(bytes) };
  };
  source = (importId: string, fileName: string, found: { bytes: number; etag: string }) => ({
    fileName,
    bytes: found.bytes,
    open: async () => {
      const bytes = this.uploaded.get(importId) ?? Buffer.alloc(0);
      if (etagOf(bytes) !== found.etag) throw new UnreadableFile({ code: 'FILE_CHANGED' });
      return Readable.from(chunksOf(bytes));
    },
  });
  storeProblems = async (importId: string, problems: readonly ImportProblem[]) => {
    this.storedProblems.set(importId, problems);
  };
  problems = async (importId: string) => [...(this.storedProblems.get(importId) ?? [])];
}

const etagOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}

/** The changes of imports in memory, as the text that is stored. */
class MemoryImportJournal implements ImportJournal {
  readonly #parts = new Map<string, string>();

  async store(importId: string, number: number, changes: ImportChanges): Promise<void> {
    this.#parts.set(`${importId}/${number}`, JSON.stringify(changes));
  }

  async read(importId: string, number: number): Promise<ImportChanges> {
    return JSON.parse(this.#parts.get(`${importId}/${number}`) ?? '') as ImportChanges;
  }

  async storeCounters(importId: string, lists: readonly (readonly ReportDelta[])[]): Promise<void> {
    this.#parts.set(importId, JSON.stringify(lists));
  }

  async readCounters(importId: string): Promise<ReportDelta[][]> {
    return JSON.parse(this.#parts.get(importId) ?? '') as ReportDelta[][];
  }
}

/** The import workflows on a real table, with files and queue in memory. */
export function ledgerImports(
  dynamo: DynamoDBClient,
  tableName: string,
  options: {
    readonly now?: () => string;
    /** The issuers of an account for some; all of them otherwise, as the account's that keeps the registry. */
    readonly issuerIds?: readonly string[];
    /** In the place of those in memory. */
    readonly stores?: Partial<{ journal: ImportJournal; directories: PeopleDirectories }>;
  } = {},
) {
  const files = new MemoryImportFiles();
  const queued: string[] = [];
  const issuers = loadIssuers(templatesDirectory());
  const deps = {
    // Without a pause, nobody may remember a release.
    ledger: new DynamoHoursLedger(dynamo, tableName, { writesWith: recordKey, releasesKeptMs: 0 }),
    directories: options.stores?.directories ?? new MemoryPeopleDirectories(),
    directoryChanges: new DynamoDirectoryChanges(dynamo, tableName),
    catalogue: new DynamoOpportunityCatalogue(dynamo, tableName),
    persons: new DynamoPersonIndex(dynamo, tableName),
    imports: new DynamoImportRegister(dynamo, tableName),
    policies: new DynamoPolicies(dynamo, tableName),
    files,
    journal: options.stores?.journal ?? new MemoryImportJournal(),
    certificates: new DynamoCertificateRegister(dynamo, tableName),
    queue: { send: async (importId: string) => void queued.push(importId) },
    issuers,
    readFile: readImportFile,
    findUnprinted: printedTexts(openFontLibrary(templatesDirectory())),
    findUnprintable: printableNames(openFontLibrary(templatesDirectory())),
    now: options.now ?? (() => new Date().toISOString()),
    pause: async (_milliseconds: number): Promise<void> => undefined,
    randomId: () => randomBytes(8).toString('hex'),
    timeLeftMs: () => 900_000,
  };
  const run = (importId: string) => runImport(importId, { ...deps, runId: deps.randomId() });
  const request = async (
    fileName: string,
    bytes: Buffer,
    dryRun = false,
    reading: ReadingOptions = {},
  ): Promise<string> => {
    const { issuerIds } = options;
    const scope =
      issuerIds === undefined
        ? { issuerIds: [...issuers.keys()], profilesOf: REGISTRY, mayUseRegistry: true }
        : {
            issuerIds,
            profilesOf: issuerIds.length === 1 ? (issuerIds[0] ?? null) : null,
            mayUseRegistry: false,
          };
    const asked = { fileName, bytes: bytes.length, inParts: false, dryRun, reading };
    const { record } = await requestImport({ ...asked, requestedBy: 'coordinator', ...scope }, deps);
    files.uploaded.set(record.importId, bytes);
    return record.importId;
  };
  return {
    deps,
    files,
    queued,
    run,
    request,
    /** Asks for the withdrawal of an import and runs it. Returns the final state. */
    async withdraw(importId: string): Promise<Import> {
      await requestWithdrawal({ importId, requestedBy: 'coordinator', canModify: () => true }, deps);
      await runImportJob(importId, deps);
      return reportImport(importId, () => true, deps);
    },
    /** Asks for the release of an import, as a second person, and runs it. Returns the final state. */
    async release(importId: string): Promise<Import> {
      await requestRelease({ importId, requestedBy: 'supervisor', canModify: () => true }, deps);
      await runImportJob(importId, deps);
      return reportImport(importId, () => true, deps);
    },
    /** Asks to take the release of an import back, and runs it. Returns the final state. */
    async takeBack(importId: string): Promise<Import> {
      await requestTakingBack({ importId, requestedBy: 'supervisor', canModify: () => true }, deps);
      await runImportJob(importId, deps);
      return reportImport(importId, () => true, deps);
    },
    /** Imports a file as a client does: request, upload, query, run, query. Returns the final state. */
    async importBytes(
      fileName: string,
      bytes: Buffer,
      dryRun = false,
      reading: ReadingOptions = {},
    ): Promise<Import> {
      const importId = await request(fileName, bytes, dryRun, reading);
      await reportImport(importId, () => true, deps);
      await run(importId);
      return reportImport(importId, () => true, deps);
    },
    /** Imports a file, and releases it if it reports hours as approved. Returns the final state. */
    async importReleased(fileName: string, bytes: Buffer): Promise<Import> {
      const record = await this.importBytes(fileName, bytes);
      return record.awaiting === undefined || record.state !== 'imported'
        ? record
        : this.release(record.importId);
    },
    importFile(path: string, dryRun = false): Promise<Import> {
      return this.importBytes(basename(path), readFileSync(path), dryRun);
    },
  };
}
