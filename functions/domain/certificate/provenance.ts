import { DistinctList } from '../distinct-list.ts';
import type { CertificateSnapshot, Evidence, FrozenEvidence } from './certificate.ts';

/** Freezes evidence: entries, and each recording and approval once. */
export function frozenEvidence(
  evidence: readonly Evidence[],
  makerAndChecker: boolean,
): Pick<CertificateSnapshot, 'evidence' | 'provenance'> {
  const recorded = new DistinctList<Evidence['recorded']>();
  const approvals = new DistinctList<Evidence['approval']>();
  const frozen = evidence.map(
    ({ entryId, date, minutes, row, ...of }): FrozenEvidence => ({
      entryId,
      date,
      minutes,
      recorded: recorded.indexOf(of.recorded),
      ...(row === undefined ? {} : { row }),
      approval: approvals.indexOf(of.approval),
    }),
  );
  return {
    evidence: frozen,
    provenance: { recorded: recorded.values, approvals: approvals.values, makerAndChecker },
  };
}

/** Returns the evidence of a snapshot, each entry with its recording and its approval. */
export function evidenceIn({
  evidence,
  provenance,
}: Pick<CertificateSnapshot, 'evidence' | 'provenance'>): Evidence[] {
  return evidence.map((entry) => {
    const recorded = provenance.recorded[entry.recorded];
    const approval = provenance.approvals[entry.approval];
    if (recorded === undefined || approval === undefined)
      throw new Error(`The evidence ${entry.entryId} has no recording or no approval`);
    return { ...entry, recorded, approval };
  });
}
