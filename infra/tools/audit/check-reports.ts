import type { BatchFacts } from './batch-facts.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import type { Finding } from './finding.ts';
import type { TableItem } from './table-contents.ts';

/** The sums of an issuer's report counters over all time. */
export interface ReportedCounts {
  certificates: number;
  revocations: number;
}

/** Adds one counter item to an issuer's sums. The counter of a day is an attribute such as `certificates@04`. */
export function addToReports(reports: Map<string, ReportedCounts>, issuerId: string, item: TableItem): void {
  const sums = reports.get(issuerId) ?? { certificates: 0, revocations: 0 };
  reports.set(issuerId, sums);
  for (const [name, value] of Object.entries(item)) {
    const [measure] = name.split('@');
    if (measure === 'certificates' || measure === 'revocations') sums[measure] += Number(value);
  }
}

/**
 * Checks the report counters against the certificates issued and revoked. A replacement does not count again. A
 * certificate of a batch counts with the chunk that lists it, or with its own issue when that event says so.
 */
export function* checkReports(
  reports: ReadonlyMap<string, ReportedCounts>,
  certificates: ReadonlyMap<string, CertificateFacts>,
  batches: ReadonlyMap<string, BatchFacts>,
): Generator<Finding> {
  const listed = new Set(
    [...batches.values()].flatMap(({ batchId, items }) =>
      items
        .filter(({ outcome }) => outcome === 'issued')
        .map(({ certificateId }) => `${batchId}|${certificateId}`),
    ),
  );
  const expected = new Map<string, ReportedCounts>();
  for (const certificate of certificates.values()) {
    const { issuerId, certificateId, batchId, issued, counted, corrects, revoked } = certificate;
    const sums = expected.get(issuerId) ?? { certificates: 0, revocations: 0 };
    expected.set(issuerId, sums);
    if (issued && !corrects && (counted || listed.has(`${batchId}|${certificateId}`))) sums.certificates += 1;
    if (revoked) sums.revocations += 1;
  }
  for (const issuerId of new Set([...reports.keys(), ...expected.keys()]))
    for (const measure of ['certificates', 'revocations'] as const) {
      const reported = reports.get(issuerId)?.[measure] ?? 0;
      const recorded = expected.get(issuerId)?.[measure] ?? 0;
      if (reported !== recorded)
        yield {
          rule: 'REPORT_COUNTERS_WRONG',
          subject: issuerId,
          message: `its reports count ${reported} ${measure}, the records show ${recorded}`,
        };
    }
}
