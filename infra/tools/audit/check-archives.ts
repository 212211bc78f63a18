import { buffer } from 'node:stream/consumers';
import { fromBufferPromise, type ZipFile } from 'yauzl';
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
const HANDED_OUT_MS = 6 * 86_400_000;

/** What the table says of a part of a batch's ZIP, for one issuer. */
export interface ArchiveFacts {
  readonly key: string;
  readonly issuerId: string;
  readonly batchId: string;
  readonly run: number;
  readonly part: number;
  /** What it may hold: by it an erasure finds the files to take away. */
  readonly certificateIds: ReadonlySet<string>;
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
  part: Number(item.part),
  certificateIds: new Set(listOf(item, 'certificateIds').map(String)),
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
    else yield* checkFile(key, archive, records, known);
  }
  for (const archive of archives)
    if (archive.isHandedOut(now) && !found.has(fileOf(archive, archive.ready)))
      yield {
        rule: 'ARCHIVE_WRONG',
        subject: archive.key,
        message: 'the file that is handed out is missing',
      };
}

const fileOf = ({ batchId, run, part }: ArchiveFacts, build: string) =>
  `${RESULTS}${batchId}/${run}/part-${String(part + 1).padStart(3, '0')}-${build}.zip`;

function* checkItem(archive: ArchiveFacts, { batches }: Known): Generator<Finding> {
  const { key, issuerId, batchId, run, part, certificateIds, builds, ready } = archive;
  const wrong = (message: string): Finding => ({ rule: 'ARCHIVE_WRONG', subject: key, message });
  const batch = batches.get(batchId);
  if (key !== `ARCHIVES#${issuerId} ${batchId}#${run}#${part}`) yield wrong('it is about another part');
  if (batch === undefined || !issuersOf(batch).includes(issuerId))
    return yield wrong('its issuer has no such batch');
  if (!(run <= Number(batch.record.run))) yield wrong('its batch had no such run');
  if (ready !== '' && !builds.includes(ready)) yield wrong('what is handed out was never built');
  const ofBatch = new Set(batch.items.map(({ certificateId }) => certificateId));
  for (const certificateId of certificateIds)
    if (!ofBatch.has(certificateId)) yield wrong(`it names ${certificateId}, which its batch does not have`);
}

/** Checks that the parts of a ZIP name every certificate of their batch: what none names, no erasure would find. */
function* checkComplete(archives: readonly ArchiveFacts[], { batches }: Known): Generator<Finding> {
  const zips = Map.groupBy(archives, ({ issuerId, batchId, run }) => `${issuerId} ${batchId} ${run}`);
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
  { certificateIds }: ArchiveFacts,
  records: AuditedRecords,
  { certificates }: Known,
): AsyncGenerator<Finding> {
  const wrong = (message: string): Finding => ({ rule: 'ARCHIVE_WRONG', subject: key, message });
  const read = await contentsOf(Buffer.from((await records.object(key)) ?? []));
  if (read === undefined) return yield wrong('it can’t be read');
  const { hashes: contents, list } = read;
  for (const [name, sha256] of contents) {
    if (!name.endsWith('.pdf')) continue;
    const certificateId = name.replace(/\.pdf$/, '');
    const certificate = certificates.get(certificateId);
    if (!certificateIds.has(certificateId))
      yield wrong(`it holds ${certificateId}, which its record does not name`);
    if (certificate === undefined || certificate.state === 'erased')
      yield wrong(`it holds the document of ${certificateId}, which is erased or never was`);
    else if (certificate.documentSha256 !== sha256)
      yield wrong(`its document of ${certificateId} is not the one that was issued`);
    const row = list.find((line) => line.includes(name)) ?? '';
    if (certificate?.names.every((one) => row.includes(one)) !== true)
      yield wrong(`its list does not say who holds ${certificateId}`);
  }
  const sums = [...contents]
    .filter(([name]) => name.endsWith('.pdf'))
    .map(([name, sha256]) => `${sha256}  ${name}\n`);
  if (contents.get(SUMS) !== sha256Hex(sums.join('')))
    yield wrong('its list of hashes is not that of its files');
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
