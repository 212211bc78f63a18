import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { BatchFacts } from './batch-facts.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import type { Finding } from './finding.ts';

/** Batches: counters that are the sum of the items, items that are what the register says, nobody left out. */
export async function checkBatches(
  batches: ReadonlyMap<string, BatchFacts>,
  certificates: ReadonlyMap<string, CertificateFacts>,
  manifestOf: (batch: BatchFacts) => Promise<readonly string[]>,
  report: (finding: Finding) => void,
): Promise<void> {
  const issuedBy = Map.groupBy(
    [...certificates.values()].filter(({ batchId }) => batchId !== ''),
    ({ batchId }) => batchId,
  );
  for (const batch of batches.values()) {
    const wrong = (rule: Finding['rule'], message: string) =>
      report({ rule, subject: batch.batchId, message });
    checkCounters(batch, wrong);
    checkItems(batch, certificates, wrong);
    if (batch.state !== 'done' && batch.state !== 'cancelled') continue;
    checkIssued(batch, issuedBy.get(batch.batchId) ?? [], wrong);
    if (batch.state !== 'done') continue;
    const settled = new Set(batch.items.filter(({ outcome }) => outcome !== 'waiting').map(pairOf));
    const manifest = await manifestOf(batch);
    const missing = manifest.filter((pair) => !settled.has(pair)).length;
    if (missing > 0 || manifest.length !== batch.requested || settled.size !== new Set(manifest).size)
      wrong(
        'BATCH_INCOMPLETE',
        `${batch.requested} requested, ${manifest.length} in the manifest, ${settled.size} settled`,
      );
  }
}

/** What a batch that has ended has issued is among its items. */
function checkIssued(batch: BatchFacts, issuedByIt: readonly CertificateFacts[], wrong: Wrong): void {
  const listed = new Set(
    batch.items.flatMap(({ outcome, certificateId }) => (outcome === 'issued' ? [certificateId] : [])),
  );
  const failed = batch.items.filter(({ outcome }) => outcome === 'failed');
  for (const { certificateId, issued, counted, volunteerId, opportunityId } of issuedByIt) {
    if (!issued || listed.has(certificateId)) continue;
    // A failed item names no certificate: the sweeper has brought its reservation to an end, and counted it.
    const isOfFailed = failed.some(
      (item) =>
        item.volunteerId === volunteerId && (opportunityId === '' || item.opportunityId === opportunityId),
    );
    if (!isOfFailed || !counted)
      wrong('BATCH_INCOMPLETE', `certificate ${certificateId} was issued by it and is not among its items`);
  }
}

interface Pair {
  readonly volunteerId: string;
  readonly opportunityId: string;
}

const pairOf = ({ volunteerId, opportunityId }: Pair) => `${volunteerId}|${opportunityId}`;

type Wrong = (rule: Finding['rule'], message: string) => void;

function checkCounters(batch: BatchFacts, wrong: Wrong): void {
  const sums: Record<string, number> = {};
  for (const { outcome } of batch.items) sums[outcome] = (sums[outcome] ?? 0) + 1;
  for (const outcome of ['issued', 'alreadyIssued', 'refused', 'failed'])
    if ((batch.counted[outcome] ?? 0) !== (sums[outcome] ?? 0))
      wrong(
        'BATCH_COUNTERS_WRONG',
        `${batch.counted[outcome] ?? 0} counted as ${outcome}, ${sums[outcome] ?? 0} recorded`,
      );
  if (batch.items.length > batch.requested)
    wrong('BATCH_COUNTERS_WRONG', `${batch.items.length} items of ${batch.requested} requested`);
}

function checkItems(
  batch: BatchFacts,
  certificates: ReadonlyMap<string, CertificateFacts>,
  wrong: Wrong,
): void {
  const pairs = new Set<string>();
  const named = new Set<string>();
  for (const item of batch.items) {
    const { volunteerId, opportunityId, outcome, certificateId } = item;
    const pair = pairOf(item);
    if (pairs.has(pair)) wrong('BATCH_ITEM_WRONG', `${pair} is there twice`);
    pairs.add(pair);
    if (outcome !== 'issued' && outcome !== 'alreadyIssued') continue;
    const certificate = certificateId === undefined ? undefined : certificates.get(certificateId);
    if (certificate === undefined) {
      wrong('BATCH_ITEM_WRONG', `${pair} is ${outcome}, and there is no certificate`);
      continue;
    }
    const samePerson = certificate.volunteerId === volunteerId;
    const sameAward = certificate.award === '' || certificate.opportunityId === opportunityId;
    if (!samePerson || !sameAward)
      wrong('BATCH_ITEM_WRONG', `${pair} names ${certificateId}, which is another’s`);
    if (named.has(certificate.certificateId)) wrong('BATCH_ITEM_WRONG', `two items name ${certificateId}`);
    named.add(certificate.certificateId);
    const isOwn = certificate.batchId === batch.batchId;
    if (outcome === 'issued' && !isOwn)
      wrong('BATCH_ITEM_WRONG', `${certificateId} is issued here and was not reserved by this batch`);
    if (outcome === 'alreadyIssued' && isOwn)
      wrong('BATCH_ITEM_WRONG', `${certificateId} was issued by this batch and is not counted as such`);
    if (certificate.state === 'reserved')
      wrong('BATCH_ITEM_WRONG', `${certificateId} is ${outcome} here and only reserved`);
  }
}

/** The pairs of a manifest, as they stand in S3. */
export async function manifestPairs(s3: S3Client, bucketName: string, batch: BatchFacts): Promise<string[]> {
  if (batch.manifestId === '') return [];
  const { Body } = await s3.send(
    new GetObjectCommand({
      Bucket: bucketName,
      Key: `batches/${batch.batchId}/manifest-${batch.manifestId}.jsonl`,
    }),
  );
  const lines = (await Body?.transformToString('utf-8'))?.split('\n') ?? [];
  return lines.filter((line) => line !== '').map((line) => pairOf(JSON.parse(line) as Pair));
}
