import type { BatchFacts, RecordedItem } from './batch-facts.ts';
import type { AuditedRecords } from './records.ts';

/** Who is to get a certificate of what. */
export interface Pair {
  readonly issuerId: string | null;
  readonly volunteerId: string;
  readonly opportunityId: string;
}

/** Returns a pair as text. */
export const pairOf = ({ issuerId, volunteerId, opportunityId }: Pair) =>
  `${issuerId ?? ''}|${volunteerId}|${opportunityId}`;

/** The manifest of a batch. */
export interface Manifest {
  readonly lines: readonly Line[];
  /** The items of the chunks that have nobody eligible, which are never recorded. */
  readonly settled: readonly RecordedItem[];
  readonly chunkCount: number;
  /** The issuers of the selected opportunities, in order; undefined where the selection is not stored. */
  readonly issuerIds: readonly string[] | undefined;
}

/** A line of a manifest: a pair and the verdict on it. */
export interface Line extends Pair {
  readonly reason: string;
  readonly facts?: { readonly certificateId?: string };
}

/** Reads the manifest of a batch; undefined if the bucket does not have it. */
export async function readManifest(
  records: AuditedRecords,
  batch: BatchFacts,
): Promise<Manifest | undefined> {
  const prefix = `batches/${batch.batchId}/`;
  const issuerIds = await selectedIssuers(records, prefix);
  if (batch.manifestId === '') return { lines: [], settled: [], chunkCount: 0, issuerIds };
  const text = await records.object(`${prefix}manifest-${batch.manifestId}.jsonl`);
  const index = await records.object(`${prefix}chunks-${batch.manifestId}.json`);
  if (text === undefined || index === undefined) return undefined;
  const { offsets, settled } = JSON.parse(Buffer.from(index).toString('utf8')) as {
    offsets: number[];
    settled: number[];
  };
  return {
    lines: linesIn(text),
    settled: settled.flatMap((chunk) =>
      linesIn(text.subarray(offsets[chunk], offsets[chunk + 1])).map(itemOfLine),
    ),
    chunkCount: offsets.length - 1,
    issuerIds,
  };
}

const linesIn = (bytes: Uint8Array): Line[] =>
  Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));

async function selectedIssuers(records: AuditedRecords, prefix: string): Promise<string[] | undefined> {
  const bytes = await records.object(`${prefix}selection.json`);
  if (bytes === undefined) return undefined;
  const { opportunities } = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
    opportunities: readonly { readonly issuerId: string }[];
  };
  return [...new Set(opportunities.map(({ issuerId }) => issuerId))].sort();
}

const itemOfLine = ({ issuerId, volunteerId, opportunityId, reason, facts }: Line): RecordedItem => ({
  issuerId,
  volunteerId,
  opportunityId,
  ...(reason === 'ALREADY_ISSUED' ? { outcome: 'alreadyIssued' } : { outcome: 'refused', reason }),
  ...(facts?.certificateId === undefined ? {} : { certificateId: facts.certificateId }),
});
