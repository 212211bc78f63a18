import {
  canonicalJson,
  chainFaults,
  type Json,
  type RecordedEvent,
  sha256Hex,
  stateAfter,
} from './chain-check.ts';
import { stepFaults } from './check-item.ts';
import { entryText } from './entry-text.ts';
import type { Finding, ReportFault } from './finding.ts';
import { hasCheckDigits } from './id-check.ts';
import { type ExpectedCredential, expectedCredential } from './signatures/credential-claims.ts';
import { type Fields, fieldsOf, listOf, type TableItem, text } from './table-contents.ts';

/** The facts of a certificate that the checks need. */
export interface CertificateFacts {
  readonly certificateId: string;
  readonly state: string;
  readonly issuerId: string;
  readonly volunteerId: string;
  /** Canonical JSON of the award; empty once erased. */
  readonly award: string;
  readonly opportunityId: string;
  readonly minutes: number;
  /** The holder's; empty once erased. */
  readonly names: readonly string[];
  /** Each entry with where it comes from (`entryText`), sorted. */
  readonly evidence: readonly string[];
  readonly documentSha256: string;
  /** What the credential in its document must state; null where it has none, and once erased. */
  readonly credential: ExpectedCredential | null;
  /** The hash of its leaf in the Merkle tree of each day (UTC) on which it has an event. */
  readonly leaves: readonly { readonly day: string; readonly leafSha256: string }[];
  readonly statusIndex: string;
  readonly supersedes: string;
  readonly supersededBy: string;
  readonly batchId: string;
  readonly reservedAt: string;
  /** Whether the outbox is done with it. */
  readonly told: 'not yet' | 'told' | 'nobody';
  /** `day|issuerId#certificateId#sequence` of each event after issue, as the audit day lists it. */
  readonly laterEvents: readonly string[];
  /** Erased before it was issued: a correction whose original was withdrawn in the meantime. */
  readonly abandoned: boolean;
  readonly issued: boolean;
  /** Whether the transaction that issued it also counted it in the reports. */
  readonly counted: boolean;
  /** Whether it replaces another certificate. */
  readonly corrects: boolean;
  /** When it was revoked, and why; empty where it never was. */
  readonly revokedAt: string;
  readonly revokedFor: string;
  /** Of its snapshot; empty once erased. */
  readonly timeZone: string;
  readonly issuedOn: string;
  /** Since when its holder waited for it; empty for a recognition. */
  readonly eligibleSince: string;
  readonly isRecognition: boolean;
  /** Who asked for it, and whether its holder is told, as its first event says. */
  readonly actor: string;
  readonly notify: boolean;
}

/** States in which a certificate holds its award. */
export const LIVE_STATES = new Set(['reserved', 'issued', 'suspended']);
/** The reason for which an award is locked for ever. */
export const FRAUD = 'fraud';
/** States that end a certificate for good; its status bit is set. */
export const WITHDRAWN_STATES = new Set(['revoked', 'superseded', 'erased']);

interface Snapshot {
  readonly [name: string]: Json;
}

/** Checks a certificate's item by itself, and returns the facts that the other checks compare. */
export function certificateFacts(item: TableItem, report: (finding: Finding) => void): CertificateFacts {
  const certificateId = text(item, 'certificateId');
  const state = text(item, 'state');
  const events = (item.events ?? []) as unknown as RecordedEvent[];
  const reportFault: ReportFault = (rule, message) => report({ rule, subject: certificateId, message });
  const snapshot = text(item, 'snapshot') === '' ? null : (JSON.parse(text(item, 'snapshot')) as Snapshot);

  if (item.pk !== `CERTIFICATE#${certificateId}`)
    reportFault('RECORD_CONTRADICTS_ITSELF', `it is stored under ${item.pk}`);
  if (!hasCheckDigits(certificateId))
    reportFault('ID_CHECK_DIGITS', 'the check digits are not those of the symbols');
  for (const fault of chainFaults(certificateId, events)) reportFault('CHAIN_BROKEN', fault);
  checkState(state, events, text(item, 'documentSha256'), reportFault);
  checkSnapshot(item, snapshot, events, reportFault);
  for (const fault of stepFaults(item)) reportFault('RECORD_CONTRADICTS_ITSELF', fault);
  if (item.revision !== undefined && typeof item.revision === 'number' && item.revision < events.length - 1)
    reportFault('RECORD_CONTRADICTS_ITSELF', `revision ${item.revision} with ${events.length} events`);

  const hasEvent = (action: string) => events.some((event) => event.action === action);
  const award = (snapshot?.award ?? {}) as { readonly [name: string]: Json };
  const evidence = (snapshot?.evidence ?? []) as readonly { readonly [name: string]: Json }[];
  const statusList = snapshot?.statusList as { readonly listId: string; readonly index: number } | undefined;
  return {
    certificateId,
    state,
    issuerId: text(item, 'issuerId'),
    volunteerId: text(item, 'volunteerId'),
    award: snapshot === null ? '' : canonicalJson(award),
    opportunityId: award.kind === 'opportunity' ? text(award, 'opportunityId') : '',
    minutes: Number(snapshot?.minutes ?? 0),
    names: ['nameAr', 'nameEn'].map((name) => text(fieldsOf(snapshot?.holder), name)),
    evidence: evidence.map((entry) => evidenceText(entry, fieldsOf(snapshot?.provenance))).sort(),
    documentSha256: text(item, 'documentSha256'),
    credential: snapshot === null ? null : expectedCredential(snapshot),
    leaves: leavesOf(certificateId, events),
    statusIndex: statusList === undefined ? '' : `${statusList.listId}#${statusList.index}`,
    supersedes: snapshot === null ? '' : text(snapshot, 'supersedes'),
    supersededBy: text(item, 'supersededBy'),
    batchId: events[0]?.facts.batchId ?? '',
    reservedAt: text(item, 'reservedAt'),
    told: item.notifiedAt === undefined ? 'not yet' : item.notifiedAt === null ? 'nobody' : 'told',
    laterEvents: events
      .filter(({ action }) => action !== 'reserved' && action !== 'issued')
      .map(({ at, sequence }) => `${at.slice(0, 10)}|${text(item, 'issuerId')}#${certificateId}#${sequence}`),
    abandoned: state === 'erased' && !hasEvent('issued'),
    issued: hasEvent('issued'),
    counted: events.some(({ action, facts }) => action === 'issued' && facts.counted === 'yes'),
    corrects: events[0]?.facts.supersedes !== undefined,
    revokedFor: events.find(({ action }) => action === 'revoked')?.facts.reasonCode ?? '',
    revokedAt: events.find(({ action }) => action === 'revoked')?.at ?? '',
    timeZone: snapshot === null ? '' : text(snapshot, 'timeZone'),
    issuedOn: snapshot === null ? '' : text(snapshot, 'issuedOn'),
    eligibleSince: events[0]?.facts.eligibleSince ?? '',
    isRecognition:
      snapshot === null ? events[0]?.facts.eligibleSince === undefined : award.kind !== 'opportunity',
    actor: events[0]?.actor ?? '',
    notify: events[0]?.facts.notify === 'yes',
  };
}

/** Returns an entry of the evidence as text; the snapshot lists each recording and approval once. */
const evidenceText = (entry: Fields, provenance: Fields): string =>
  entryText(
    entry,
    listOf(provenance, 'recorded')[Number(entry.recorded)] ?? null,
    listOf(provenance, 'approvals')[Number(entry.approval)] ?? null,
  );

/** Returns the hashes of a certificate's leaves in the trees of its days. */
function leavesOf(certificateId: string, events: readonly RecordedEvent[]): CertificateFacts['leaves'] {
  return [...Map.groupBy(events, ({ at }) => at.slice(0, 10))].map(([day, ofDay]) => ({
    day,
    leafSha256: sha256Hex(
      canonicalJson({ certificateId, events: ofDay.map(({ sequence, hash }) => ({ sequence, hash })) }),
    ),
  }));
}

/** Checks that the events lead to the recorded state and document. */
function checkState(
  state: string,
  events: readonly RecordedEvent[],
  documentSha256: string,
  reportFault: ReportFault,
): void {
  const result = stateAfter(events);
  if ('fault' in result) reportFault('CHAIN_NOT_THE_STATE', result.fault);
  else if (result.state !== state)
    reportFault('CHAIN_NOT_THE_STATE', `the events lead to ${result.state}, the record says ${state}`);
  const issued = events.find(({ action }) => action === 'issued');
  if ((issued?.facts.documentSha256 ?? '') !== documentSha256)
    reportFault('RECORD_CONTRADICTS_ITSELF', 'the document’s hash is not the one in the event of its issue');
}

/** Checks the snapshot against the first event's hash, the item's own fields and its evidence. */
function checkSnapshot(
  item: TableItem,
  snapshot: Snapshot | null,
  events: readonly RecordedEvent[],
  reportFault: ReportFault,
): void {
  if (snapshot === null) {
    if (item.state !== 'erased')
      reportFault('RECORD_CONTRADICTS_ITSELF', 'it is not erased and has no snapshot');
    return;
  }
  if (item.state === 'erased') reportFault('RECORD_CONTRADICTS_ITSELF', 'it is erased and has a snapshot');
  const sealed = events[0]?.facts.snapshotSha256;
  if (sealed !== undefined && sealed !== sha256Hex(canonicalJson(snapshot)))
    reportFault('SNAPSHOT_ALTERED', 'the hash in the first event is not that of the snapshot');
  const holder = snapshot.holder as { readonly [name: string]: Json };
  if (
    text(snapshot, 'certificateId') !== item.certificateId ||
    text(holder, 'volunteerId') !== item.volunteerId ||
    fieldsOf(listOf(snapshot, 'issuers')[0]).issuerId !== item.issuerId
  )
    reportFault('RECORD_CONTRADICTS_ITSELF', 'the snapshot belongs to another certificate or person');
  const evidence = (snapshot.evidence ?? []) as readonly { readonly minutes: number }[];
  const sum = evidence.reduce((minutes, entry) => minutes + entry.minutes, 0);
  if (sum !== snapshot.minutes)
    reportFault('HOURS_NOT_THE_SUM', `${snapshot.minutes} minutes, but the evidence adds up to ${sum}`);
}
