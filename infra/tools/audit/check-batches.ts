import type { BatchFacts } from './batch-facts.ts';
import { type Manifest, pairOf } from './batch-manifest.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import { checkBatchRecord } from './check-batch-record.ts';
import type { Finding, ReportFault } from './finding.ts';

/** Checks batches: counters are the sums of the items, items match the certificates, no requested pair is missing. */
export async function checkBatches(
  batches: ReadonlyMap<string, BatchFacts>,
  certificates: ReadonlyMap<string, CertificateFacts>,
  manifestOf: (batch: BatchFacts) => Promise<Manifest | undefined>,
  report: (finding: Finding) => void,
): Promise<void> {
  const issuedBy = Map.groupBy(
    [...certificates.values()].filter(({ batchId }) => batchId !== ''),
    ({ batchId }) => batchId,
  );
  for (const batch of batches.values()) {
    const reportFault: ReportFault = (rule, message) => report({ rule, subject: batch.batchId, message });
    const manifest = await manifestOf(batch);
    if (manifest === undefined) {
      reportFault('MANIFEST_WRONG', 'its manifest is missing');
      continue;
    }
    batch.items.push(...manifest.settled);
    const issuedByIt = issuedBy.get(batch.batchId) ?? [];
    for (const { rule, message } of checkBatchRecord(batch, manifest, issuedByIt)) reportFault(rule, message);
    checkCounters(batch, reportFault);
    checkItems(batch, certificates, reportFault);
    if (batch.state !== 'done' && batch.state !== 'cancelled') continue;
    checkIssued(batch, issuedByIt, reportFault);
    if (batch.state !== 'done') continue;
    const completed = new Set(batch.items.filter(({ outcome }) => outcome !== 'waiting').map(pairOf));
    const pairs = manifest.lines.map(pairOf);
    const missing = pairs.filter((pair) => !completed.has(pair)).length;
    if (missing > 0 || pairs.length !== batch.requested || completed.size !== new Set(pairs).size)
      reportFault(
        'BATCH_INCOMPLETE',
        `${batch.requested} requested, ${pairs.length} in the manifest, ${completed.size} completed`,
      );
  }
}

/** Checks that everything a finished batch has issued is among its items. */
function checkIssued(
  batch: BatchFacts,
  issuedByIt: readonly CertificateFacts[],
  reportFault: ReportFault,
): void {
  const listed = new Set(
    batch.items.flatMap(({ outcome, certificateId }) => (outcome === 'issued' ? [certificateId] : [])),
  );
  const failed = batch.items.filter(({ outcome }) => outcome === 'failed');
  for (const { certificateId, issued, counted, issuerId, volunteerId, opportunityId } of issuedByIt) {
    if (!issued || listed.has(certificateId)) continue;
    // A failed item names no certificate. The sweeper may have completed its reservation later; then it counted it.
    const isOfFailed = failed.some(
      (item) =>
        item.issuerId === issuerId &&
        item.volunteerId === volunteerId &&
        (opportunityId === '' || item.opportunityId === opportunityId),
    );
    if (!isOfFailed || !counted)
      reportFault(
        'BATCH_INCOMPLETE',
        `certificate ${certificateId} was issued by it and is not among its items`,
      );
  }
}

/** Checks a batch's counters against its items: outcomes, reasons, and how many differ from their verdicts. */
function checkCounters(batch: BatchFacts, reportFault: ReportFault): void {
  const sums: Record<string, number> = {};
  const add = (name: string) => {
    sums[name] = (sums[name] ?? 0) + 1;
  };
  for (const { outcome, reason, changed } of batch.items) {
    if (outcome === 'waiting') continue;
    add(outcome);
    if (changed === true) add('changed');
    if (reason !== undefined && (outcome === 'refused' || outcome === 'failed')) add(`reason:${reason}`);
  }
  for (const name of new Set([...Object.keys(sums), ...Object.keys(batch.counted)]))
    if ((batch.counted[name] ?? 0) !== (sums[name] ?? 0))
      reportFault(
        'BATCH_COUNTERS_WRONG',
        `${batch.counted[name] ?? 0} counted as ${name}, ${sums[name] ?? 0} recorded`,
      );
  if (batch.items.length > batch.requested)
    reportFault('BATCH_COUNTERS_WRONG', `${batch.items.length} items of ${batch.requested} requested`);
}

/** Checks each item of a batch against the certificate that it names. */
function checkItems(
  batch: BatchFacts,
  certificates: ReadonlyMap<string, CertificateFacts>,
  reportFault: ReportFault,
): void {
  const pairs = new Set<string>();
  const named = new Set<string>();
  for (const item of batch.items) {
    const { issuerId, volunteerId, opportunityId, outcome, certificateId } = item;
    const pair = pairOf(item);
    if (pairs.has(pair)) reportFault('BATCH_ITEM_WRONG', `${pair} is recorded twice`);
    pairs.add(pair);
    if (outcome !== 'issued' && outcome !== 'alreadyIssued') continue;
    const certificate = certificateId === undefined ? undefined : certificates.get(certificateId);
    if (certificate === undefined) {
      reportFault('BATCH_ITEM_WRONG', `${pair} is ${outcome}, but its certificate does not exist`);
      continue;
    }
    const samePerson = certificate.issuerId === issuerId && certificate.volunteerId === volunteerId;
    const sameAward = certificate.award === '' || certificate.opportunityId === opportunityId;
    if (!samePerson || !sameAward)
      reportFault(
        'BATCH_ITEM_WRONG',
        `${pair} names ${certificateId}, which belongs to another person or award`,
      );
    if (named.has(certificate.certificateId))
      reportFault('BATCH_ITEM_WRONG', `two items name ${certificateId}`);
    named.add(certificate.certificateId);
    const isOfBatch = certificate.batchId === batch.batchId;
    if (outcome === 'issued' && !isOfBatch)
      reportFault(
        'BATCH_ITEM_WRONG',
        `${certificateId} is recorded as issued, but this batch did not reserve it`,
      );
    if (outcome === 'alreadyIssued' && isOfBatch)
      reportFault(
        'BATCH_ITEM_WRONG',
        `${certificateId} is recorded as issued before, but this batch issued it`,
      );
    if (certificate.state === 'reserved')
      reportFault('BATCH_ITEM_WRONG', `${certificateId} is recorded as ${outcome}, but it is only reserved`);
  }
}
