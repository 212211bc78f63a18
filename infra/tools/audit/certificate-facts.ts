import {
  canonicalJson,
  chainFaults,
  type Json,
  type RecordedEvent,
  sha256Hex,
  stateAfter,
} from './chain-check.ts';
import type { Finding } from './finding.ts';
import { hasCheckDigits } from './id-check.ts';
import { type TableItem, text } from './table-contents.ts';

/** What is kept of a certificate while the whole table is read. */
export interface CertificateFacts {
  readonly certificateId: string;
  readonly state: string;
  readonly issuerId: string;
  readonly volunteerId: string;
  /** Empty once erased. */
  readonly award: string;
  readonly opportunityId: string;
  readonly minutes: number;
  /** Entry IDs with their minutes, sorted. */
  readonly evidence: readonly string[];
  readonly documentSha256: string;
  readonly statusIndex: string;
  readonly supersedes: string;
  readonly supersededBy: string;
  readonly batchId: string;
  readonly reservedAt: string;
  /** Places of events after issue, as the day's list names them. */
  readonly laterEvents: readonly string[];
  /** Given up before it was issued: a correction whose certificate was withdrawn meanwhile. */
  readonly abandoned: boolean;
  readonly issued: boolean;
  /** By the write of its issue, into the reports. */
  readonly counted: boolean;
  /** Takes another certificate's place. */
  readonly corrects: boolean;
  readonly revoked: boolean;
}

/** States in which a certificate holds its award. */
export const LIVE_STATES = new Set(['reserved', 'issued', 'suspended']);
/** States in which the public has been told that it is no longer in force for ever. */
export const WITHDRAWN_STATES = new Set(['revoked', 'superseded', 'erased']);

interface Snapshot {
  readonly [name: string]: Json;
}

/** Checks what a certificate's own item can tell, and keeps what the others are compared with. */
export function certificateFacts(item: TableItem, report: (finding: Finding) => void): CertificateFacts {
  const certificateId = text(item, 'certificateId');
  const state = text(item, 'state');
  const events = (item.events ?? []) as unknown as RecordedEvent[];
  const wrong = (rule: Finding['rule'], message: string) => report({ rule, subject: certificateId, message });
  const snapshot = text(item, 'snapshot') === '' ? null : (JSON.parse(text(item, 'snapshot')) as Snapshot);

  if (item.pk !== `CERTIFICATE#${certificateId}`)
    wrong('RECORD_CONTRADICTS_ITSELF', `it is kept as ${item.pk}`);
  if (!hasCheckDigits(certificateId))
    wrong('ID_CHECK_DIGITS', 'the check digits are not those of the symbols');
  for (const fault of chainFaults(certificateId, events)) wrong('CHAIN_BROKEN', fault);
  checkState(state, events, text(item, 'documentSha256'), wrong);
  checkSnapshot(item, snapshot, events, wrong);
  if (item.revision !== undefined && typeof item.revision === 'number' && item.revision < events.length - 1)
    wrong('RECORD_CONTRADICTS_ITSELF', `revision ${item.revision} with ${events.length} events`);

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
    evidence: evidence.map((entry) => `${text(entry, 'entryId')}=${entry.minutes}`).sort(),
    documentSha256: text(item, 'documentSha256'),
    statusIndex: statusList === undefined ? '' : `${statusList.listId}#${statusList.index}`,
    supersedes: snapshot === null ? '' : text(snapshot, 'supersedes'),
    supersededBy: text(item, 'supersededBy'),
    batchId: events[0]?.facts.batchId ?? '',
    reservedAt: text(item, 'reservedAt'),
    laterEvents: events
      .filter(({ action }) => action !== 'reserved' && action !== 'issued')
      .map(({ at, sequence }) => `${at.slice(0, 10)}|${certificateId}#${sequence}`),
    abandoned: state === 'erased' && !hasEvent('issued'),
    issued: hasEvent('issued'),
    counted: events.some(({ action, facts }) => action === 'issued' && facts.counted === 'yes'),
    corrects: events[0]?.facts.supersedes !== undefined,
    revoked: hasEvent('revoked'),
  };
}

type Wrong = (rule: Finding['rule'], message: string) => void;

function checkState(
  state: string,
  events: readonly RecordedEvent[],
  documentSha256: string,
  wrong: Wrong,
): void {
  const result = stateAfter(events);
  if ('fault' in result) wrong('CHAIN_NOT_THE_STATE', result.fault);
  else if (result.state !== state)
    wrong('CHAIN_NOT_THE_STATE', `the events lead to ${result.state}, the record says ${state}`);
  const issued = events.find(({ action }) => action === 'issued');
  if ((issued?.facts.documentSha256 ?? '') !== documentSha256)
    wrong('RECORD_CONTRADICTS_ITSELF', 'the document’s hash is not the one in the event of its issue');
}

function checkSnapshot(
  item: TableItem,
  snapshot: Snapshot | null,
  events: readonly RecordedEvent[],
  wrong: Wrong,
): void {
  if (snapshot === null) {
    if (item.state !== 'erased') wrong('RECORD_CONTRADICTS_ITSELF', 'it is not erased and has no snapshot');
    return;
  }
  if (item.state === 'erased') wrong('RECORD_CONTRADICTS_ITSELF', 'it is erased and has a snapshot');
  const sealed = events[0]?.facts.snapshotSha256;
  if (sealed !== undefined && sealed !== sha256Hex(canonicalJson(snapshot)))
    wrong('SNAPSHOT_ALTERED', 'what was frozen is not what the first event’s hash covers');
  const holder = snapshot.holder as { readonly [name: string]: Json };
  if (
    text(snapshot, 'certificateId') !== item.certificateId ||
    text(holder, 'volunteerId') !== item.volunteerId
  )
    wrong('RECORD_CONTRADICTS_ITSELF', 'the snapshot is of another certificate or person');
  const evidence = (snapshot.evidence ?? []) as readonly { readonly minutes: number }[];
  const sum = evidence.reduce((minutes, entry) => minutes + entry.minutes, 0);
  if (sum !== snapshot.minutes)
    wrong('HOURS_NOT_THE_SUM', `${snapshot.minutes} minutes, but the evidence adds up to ${sum}`);
}
