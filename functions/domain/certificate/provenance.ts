import { type CalendarDate, DAY_MS, dayIn } from '../calendar-date.ts';
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

/**
 * How well counted hours are attested, by a published rule (docs/provenance.md); the first that applies of: somebody
 * approved what they recorded themselves; recorded more than 30 days after on average; approved as a whole with a file or
 * an opportunity; each entry confirmed by itself.
 */
export const GRADES = ['single_person', 'late', 'released', 'confirmed'] as const;
export type Grade = (typeof GRADES)[number];

/** Hours that are recorded later than this on average, in days, are late. */
const LATE_AFTER_DAYS = 30;

/** What stands behind a certificate, in numbers: no person is named. */
export interface Provenance {
  readonly grade: Grade;
  /** Counted entries. */
  readonly shifts: number;
  /** Whole days from the hours to their recording, on average. */
  readonly averageDaysToRecord: number;
  /** People who approved entries one by one, or those of an opportunity together. */
  readonly approvers: number;
  /** Those of the approvers who confirmed by a link that was sent to a registered address. */
  readonly approversByLink: number;
  /** People who released files of the hours as a whole, and those files. */
  readonly releasers: number;
  readonly files: number;
  /** Those of all of them who recorded some of the hours. */
  readonly recordedSome: number;
  /** Those of the approvers, and of the releasers, who did: one may be both. */
  readonly approversRecordedSome: number;
  readonly releasersRecordedSome: number;
  /** Whether the issuer's policy asked for another person's approval than who recorded the hours. */
  readonly makerAndChecker: boolean;
}

/** Returns what stands behind a certificate. */
export function provenanceOf(
  snapshot: Pick<CertificateSnapshot, 'evidence' | 'provenance' | 'timeZone'>,
): Provenance {
  const evidence = evidenceIn(snapshot);
  const days = evidence.map(({ date, recorded }) => daysBetween(date, dayIn(snapshot.timeZone, recorded.at)));
  const averageDaysToRecord = Math.round(days.reduce((sum, count) => sum + count, 0) / (days.length || 1));
  const recorders = new Set(evidence.map(({ recorded }) => recorded.by));
  const released = evidence.filter(({ approval }) => approval.kind === 'release');
  const approved = evidence.filter(({ approval }) => approval.kind !== 'release');
  const people = (of: readonly Evidence[]) => new Set(of.map(({ approval }) => approval.by));
  const recordedSome = (of: readonly Evidence[]) =>
    [...people(of)].filter((subject) => recorders.has(subject)).length;
  return {
    grade: gradeOf(evidence, averageDaysToRecord),
    shifts: evidence.length,
    averageDaysToRecord,
    approvers: people(approved).size,
    approversByLink: people(approved.filter(({ approval }) => approval.kind === 'link')).size,
    releasers: people(released).size,
    files: new Set(released.map(({ recorded: { source } }) => JSON.stringify(source))).size,
    recordedSome: recordedSome(evidence),
    approversRecordedSome: recordedSome(approved),
    releasersRecordedSome: recordedSome(released),
    makerAndChecker: snapshot.provenance.makerAndChecker,
  };
}

function gradeOf(evidence: readonly Evidence[], averageDaysToRecord: number): Grade {
  if (evidence.some(({ recorded, approval }) => recorded.by === approval.by)) return 'single_person';
  if (averageDaysToRecord > LATE_AFTER_DAYS) return 'late';
  const asAWhole = ['release', 'opportunity'];
  return evidence.some(({ approval }) => asAWhole.includes(approval.kind)) ? 'released' : 'confirmed';
}

const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / DAY_MS);
