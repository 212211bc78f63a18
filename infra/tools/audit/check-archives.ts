import { buffer } from 'node:stream/consumers';
import { fromBufferPromise, type ZipFile } from 'yauzl';
import { DAY_MS } from '../../../functions/domain/calendar-date.ts';
import { type BatchFacts, issuersOf } from './batch-facts.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import { sha256Hex } from './chain-check.ts';
import type { Finding } from './finding.ts';
import type { AuditedRecords } from './records.ts';
import { fieldsOf, listOf, type TableItem, text } from './table-contents.ts';

const RESULTS = 'results/';
const SUMS = 'SHA256SUMS';
const LIST = 'list.csv';
const CHUNKS_PER_PART = 500;
/** A file is handed out for six days, and deleted after seven. */
const HANDED_OUT_MS = 6 * DAY_MS;

/** What the table says of a part of a batch's ZIP, or of its file to print, for one issuer. */
export interface ArchiveFacts {
  readonly key: string;
  readonly issuerId: string;
  readonly batchId: string;
  readonly run: number;
  /** `zip`, or `print-` and a language. */
  readonly format: string;
  readonly part: number;
  /** What it may hold: by it an erasure finds the files to take away. */
  readonly certificateIds: ReadonlySet<string>;
  /** What of it the file that is handed out does not hold. */
  readonly leftOut: ReadonlySet<string>;
  readonly builds: readonly string[];
  readonly ready: string;
  readonly withdrawn: readonly string[];
  readonly isHandedOut: (now: Date) => boolean;
}

/** Returns the facts of an `ARCHIVES#` item. */
export const archiveFacts = (item: TableItem): ArchiveFacts => ({
  key: `${item.pk} ${item.sk}`,
  issuerId: item.pk.slice('ARCHIVES#'.length),
  batchId: text(item, 'batchId'),
  run: Number(item.run),
  format: text(item, 'format'),
  part: Number(item.part),
  certificateIds: new Set(listOf(item, 'certificateIds').map(String)),
  leftOut: new Set(listOf(item, 'leftOut').map(String)),
  builds: listOf(item, 'builds').map(String),
  ready: text(item, 'ready'),
  withdrawn: listOf(item, 'withdrawn').map(String),
  isHandedOut: (now) => now.getTime() - Date.parse(text(item, 'readyAt')) < HANDED_OUT_MS,
});

interface Known {
  readonly certificates: ReadonlyMap<string, CertificateFacts>;
  readonly batches: ReadonlyMap<string, BatchFacts>;
}

/**
 * Checks the ZIPs of batches: each belongs to a batch and its issuers, names every certificate that it holds, and holds
 * the documents that were issued, none of somebody who was erased. Reads one file at a time, of up to 5,000 documents.
 */
export async function* checkArchives(
  archives: readonly ArchiveFacts[],
  records: AuditedRecords,
  known: Known,
  now: Date,
): AsyncGenerator<Finding> {
  const files = new Map<string, ArchiveFacts>();
  for (const archive of archives) {
    yield* checkItem(archive, known);
    for (const build of [...archive.builds, ...archive.withdrawn]) files.set(fileOf(archive, build), archive);
  }
  yield* checkComplete(archives, known);
  const found = new Set<string>();
  for await (const key of records.objectKeys(RESULTS)) {
    if (key.endsWith('.csv')) continue;
    found.add(key);
    const archive = files.get(key);
    if (archive === undefined)
      yield { rule: 'ARCHIVE_WRONG', subject: key, message: 'no record says what it holds' };
    else if (archive.format === 'zip') yield* checkFile(key, archive, records, known);
    else yield* checkPrintRun(key, archive, records, known);
  }
  for (const archive of archives)
    if (archive.isHandedOut(now) && !found.has(fileOf(archive, archive.ready)))
      yield {
        rule: 'ARCHIVE_WRONG',
        subject: archive.key,
        message: 'the file that is handed out is missing',
      };
}

const fileOf = ({ batchId, run, format, part }: ArchiveFacts, build: string) =>
  `${RESULTS}${batchId}/${run}/${format}-${String(part + 1).padStart(3, '0')}-${build}.${format === 'zip' ? 'zip' : 'pdf'}`;

function* checkItem(archive: ArchiveFacts, { batches }: Known): Generator<Finding> {
  const { key, issuerId, batchId, run, format, part, certificateIds, leftOut, builds, ready } = archive;
  const wrong = (message: string): Finding => ({ rule: 'ARCHIVE_WRONG', subject: key, message });
  const batch = batches.get(batchId);
  if (key !== `ARCHIVES#${issuerId} ${batchId}#${run}#${format}#${part}`)
    yield wrong('it is about another part');
  if (batch === undefined || !issuersOf(batch).includes(issuerId))
    return yield wrong('its issuer has no such batch');
  if (!(run <= Number(batch.record.run))) yield wrong('its batch had no such run');
  if (ready !== '' && !builds.includes(ready)) yield wrong('what is handed out was never built');
  if ([...leftOut].some((id) => !certificateIds.has(id))) yield wrong('it leaves out what it is not made of');
  const ofBatch = new Set(batch.items.map(({ certificateId }) => certificateId));
  for (const certificateId of certificateIds)
    if (!ofBatch.has(certificateId)) yield wrong(`it names ${certificateId}, which its batch does not have`);
}

/** Checks that the parts of a ZIP name every certificate of their batch: what none names, no erasure would find. */
function* checkComplete(archives: readonly ArchiveFacts[], { batches }: Known): Generator<Finding> {
  const zips = Map.groupBy(
    archives,
    ({ issuerId, batchId, run, format }) => `${issuerId} ${batchId} ${run} ${format}`,
  );
  for (const [key, parts] of zips) {
    const batch = batches.get(parts[0]?.batchId ?? '');
    if (batch === undefined) continue;
    const { record, items } = batch;
    const all = Math.max(1, Math.ceil(Number(fieldsOf(record.plan).chunkCount) / CHUNKS_PER_PART));
    if (parts.length < all || Number(record.run) !== parts[0]?.run) continue;
    const named = new Set(parts.flatMap(({ certificateIds }) => [...certificateIds]));
    const missing = items.filter(
      ({ certificateId }) => certificateId !== undefined && !named.has(certificateId),
    );
    if (missing.length > 0)
      yield {
        rule: 'ARCHIVE_WRONG',
        subject: key,
        message: `it names ${missing.length} certificates too few`,
      };
  }
}

async function* checkFile(
  key: string,
  archive: ArchiveFacts,
  records: AuditedRecords,
  known: Known,
): AsyncGenerator<Finding> {
  const wrong = (message: string): Finding => ({ rule: 'ARCHIVE_WRONG', subject: key, message });
  const read = await contentsOf(Buffer.from((await records.object(key)) ?? []));
  if (read === undefined) return yield wrong('it can’t be read');
  const { hashes: contents, list } = read;
  const held: string[] = [];
  for (const [name, sha256] of contents) {
    if (name === SUMS || name === LIST) continue;
    if (!/^[0-9A-Z]{18}\.pdf$/.test(name)) {
      yield wrong(`nothing of a batch is called ${name}`);
      continue;
    }
    const certificateId = name.replace(/\.pdf$/, '');
    const certificate = known.certificates.get(certificateId);
    held.push(certificateId);
    if (certificate !== undefined && certificate.documentSha256 !== sha256)
      yield wrong(`its document of ${certificateId} is not the one that was issued`);
    const row = list.find((line) => line.includes(name)) ?? '';
    if (certificate?.names.every((one) => row.includes(one)) !== true)
      yield wrong(`its list does not say who holds ${certificateId}`);
  }
  yield* checkHeld(key, archive, held, known);
  const sums = [...contents]
    .filter(([name]) => name.endsWith('.pdf'))
    .map(([name, sha256]) => `${sha256}  ${name}\n`);
  if (contents.get(SUMS) !== sha256Hex(sums.join('')))
    yield wrong('its list of hashes is not that of its files');
}

/** Checks a file to print by the certificates that its pages name. */
async function* checkPrintRun(
  key: string,
  archive: ArchiveFacts,
  records: AuditedRecords,
  known: Known,
): AsyncGenerator<Finding> {
  const file = Buffer.from((await records.object(key)) ?? []).toString('latin1');
  const pages = [...file.matchAll(/\/Private \(([0-9A-Z]{18})\)/g)];
  yield* checkHeld(
    key,
    archive,
    pages.map(([, certificateId = '']) => certificateId),
    known,
  );
}

/** Checks that a file holds each certificate that its record names and doesn't leave out, once, and none that is erased. */
function* checkHeld(
  key: string,
  archive: ArchiveFacts,
  held: readonly string[],
  { certificates }: Known,
): Generator<Finding> {
  const wrong = (message: string): Finding => ({ rule: 'ARCHIVE_WRONG', subject: key, message });
  const { certificateIds, leftOut, ready } = archive;
  for (const certificateId of held) {
    if (!certificateIds.has(certificateId))
      yield wrong(`it holds ${certificateId}, which its record does not name`);
    if ((certificates.get(certificateId)?.state ?? 'erased') === 'erased')
      yield wrong(`it holds the document of ${certificateId}, which is erased or never was`);
  }
  // What is left out is recorded of the build that is handed out.
  if (key !== fileOf(archive, ready)) return;
  const isWhole = held.length === certificateIds.size - leftOut.size && new Set(held).size === held.length;
  if (!isWhole || held.some((certificateId) => leftOut.has(certificateId)))
    yield wrong('it does not hold what its record says');
}

/** Returns the hash of each file of a ZIP in its order, and the lines of its list; undefined where it can't be read. */
async function contentsOf(bytes: Buffer) {
  try {
    const zip = await fromBufferPromise(bytes);
    const hashes = new Map<string, string>();
    let list: string[] = [];
    for await (const entry of zip.eachEntry()) {
      const { fileName } = await zip.readLocalFileHeaderPromise(entry);
      // Programs differ in which of its two names they take.
      if (fileName.toString() !== entry.fileName) return undefined;
      const content = await contentOf(zip, entry);
      hashes.set(entry.fileName, sha256Hex(content));
      if (entry.fileName === LIST) list = content.toString('utf8').split('\n');
    }
    return { hashes, list };
  } catch {
    return undefined;
  }
}

const contentOf = async (zip: ZipFile, entry: Parameters<ZipFile['openReadStreamPromise']>[0]) =>
  buffer(await zip.openReadStreamPromise(entry));
