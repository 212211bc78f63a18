import { createHash } from 'node:crypto';
import { OUTCOMES } from '../../functions/domain/batch/outcome.ts';
import { canonicalJson, chainFaults, sha256Hex, stateAfter } from '../../infra/tools/audit/chain-check.ts';
import { type MemoryRecords, timesheetName } from '../fakes/memory-records.ts';

const LIVE = new Set(['reserved', 'issued', 'suspended']);

/** Which of the contract's invariants don't hold, in words. `atRest`: when everything has come to its end. */
export function brokenInvariants(records: MemoryRecords, atRest = false): string[] {
  return [
    ...awards(records),
    ...documents(records),
    ...chains(records),
    ...batches(records),
    ...counts(records, atRest),
    ...(atRest ? unfinished(records) : []),
  ];
}

/** 1 and 2: one live certificate an award; its minutes are the sum of the entries it alone claims. */
function* awards({ certificates, timesheets }: MemoryRecords): Generator<string> {
  const live = new Map<string, string[]>();
  for (const { certificateId, state, volunteerId, snapshot } of certificates.values()) {
    if (!LIVE.has(state) || snapshot?.award.kind !== 'opportunity') continue;
    // A correction that is only reserved claims nothing yet: the certificate it is to replace holds the award.
    if (state === 'reserved' && snapshot.supersedes !== null) continue;
    const award = timesheetName(volunteerId, snapshot.award.opportunityId);
    live.set(award, [...(live.get(award) ?? []), certificateId]);
    const timesheet = timesheets.get(award);
    if (timesheet?.certificateId !== certificateId)
      yield `1 the sheet does not name ${state} ${certificateId}`;
    const own = timesheet?.entries.filter((entry) => entry.certificateId === certificateId) ?? [];
    const sum = own.reduce((minutes, entry) => minutes + entry.minutes, 0);
    if (sum !== snapshot.minutes)
      yield `2 ${certificateId} says ${snapshot.minutes} minutes, its entries ${sum}`;
    if (own.some(({ status }) => status !== 'approved')) yield `2 ${certificateId} claims unapproved hours`;
  }
  for (const [award, holders] of live)
    if (holders.length > 1) yield `1 ${holders.length} live certificates for ${award}`;
  for (const [award, timesheet] of timesheets) {
    const holder = timesheet.certificateId && certificates.get(timesheet.certificateId);
    // The award of an erased certificate stays taken.
    if (timesheet.certificateId && !(holder && (LIVE.has(holder.state) || holder.state === 'erased')))
      yield `1 ${award} is held by no live certificate`;
    if (
      timesheet.entries.some(
        (entry) => entry.certificateId && entry.certificateId !== timesheet.certificateId,
      )
    )
      yield `2 an entry of ${award} is claimed by another certificate`;
  }
}

/** 3, 4, 8 and 10: what is issued has its document, and nothing else has. */
function* documents({ certificates, documents: kept }: MemoryRecords): Generator<string> {
  for (const { certificateId, state, documentSha256 } of certificates.values()) {
    const bytes = kept.get(certificateId);
    const hash = bytes && createHash('sha256').update(bytes).digest('hex');
    if (state !== 'reserved' && state !== 'erased' && (hash === undefined || hash !== documentSha256))
      yield `3 ${state} ${certificateId} without its document`;
    if (state === 'reserved' && documentSha256 !== null)
      yield `3 ${certificateId} is reserved and has a hash`;
  }
  for (const certificateId of kept.keys())
    if (!certificates.has(certificateId)) yield `4 a document without a record`;
}

/** 6: events contiguous, hash-linked, leading to the state. */
function* chains({ certificates }: MemoryRecords): Generator<string> {
  for (const { certificateId, state, events, snapshot } of certificates.values()) {
    for (const fault of chainFaults(certificateId, events)) yield `6 ${certificateId}: ${fault}`;
    const led = stateAfter(events);
    if ('fault' in led || led.state !== state)
      yield `6 ${certificateId} is ${state}, its events say otherwise`;
    if (snapshot && events[0]?.facts.snapshotSha256 !== sha256Hex(canonicalJson(snapshot as never)))
      yield `6 ${certificateId}: the snapshot is not the one that was reserved`;
  }
}

/** 11: the counters of a batch are the sum of its items. */
function* batches({ batches: all, chunks, counters, certificates }: MemoryRecords): Generator<string> {
  for (const { batchId, plan } of all.values()) {
    const items = [...chunks.values()]
      .filter((record) => record.batchId === batchId)
      .flatMap((record) => record.items);
    for (const outcome of OUTCOMES) {
      const counted = counters.get(batchId)?.outcomes[outcome] ?? 0;
      const recorded = items.filter((item) => item.outcome === outcome).length;
      if (counted !== recorded) yield `11 ${batchId}: ${counted} counted as ${outcome}, ${recorded} recorded`;
    }
    if (items.length > (plan?.requested ?? 0)) yield `11 ${batchId}: more items than requested`;
    for (const { outcome, certificateId } of items)
      if (
        (outcome === 'issued' || outcome === 'alreadyIssued') &&
        certificates.get(certificateId ?? '')?.documentSha256 === null
      )
        yield `11 ${batchId} says ${outcome} of ${certificateId}, which is not`;
  }
  for (const { batchId, items } of chunks.values())
    for (const { outcome, certificateId = '' } of items)
      if (
        outcome === 'alreadyIssued' &&
        certificates.get(certificateId)?.events[0]?.facts.batchId === batchId
      )
        yield `11 ${batchId} has issued ${certificateId} and doesn't count it`;
  for (const { batchId, items } of chunks.values())
    for (const { outcome, certificateId = '' } of items)
      if (outcome === 'issued' && certificates.get(certificateId)?.events[0]?.facts.batchId !== batchId)
        yield `11 ${batchId} counts ${certificateId} as issued, which it has not reserved`;
}

/** The reports count every issue and every revocation: in its own write, or with the chunk that lists it. */
function* counts({ certificates, reported }: MemoryRecords, atRest: boolean): Generator<string> {
  // A corrected certificate takes the place of one that was counted.
  const took = (action: string) =>
    [...certificates.values()]
      .filter(({ events }) => events.some((event) => event.action === action))
      .filter(({ events }) => action !== 'issued' || events[0]?.facts.supersedes === undefined).length;
  const issued = reported.get('certificates') ?? 0;
  const revoked = reported.get('revocations') ?? 0;
  if (issued > took('issued') || (atRest && issued < took('issued')))
    yield `the reports count ${issued} certificates, ${took('issued')} were issued`;
  if (revoked !== took('revoked'))
    yield `the reports count ${revoked} revocations, there are ${took('revoked')}`;
}

/** 7 and 11: redelivery brings every reservation to an end, among its batch's items; its holder is told. */
function* unfinished({ certificates, outbox, chunks, batches: all }: MemoryRecords): Generator<string> {
  for (const { certificateId, state, events } of certificates.values()) {
    if (state === 'reserved') yield `7 ${certificateId} is still reserved`;
    if (state === 'issued' && events[0]?.facts.notify === 'yes' && !outbox.has(certificateId))
      yield `the holder of ${certificateId} is never told`;
  }
  const listed = new Set(
    [...chunks.values()].flatMap(({ batchId, items }) =>
      items.map(({ outcome, certificateId }) => `${outcome} ${batchId} ${certificateId}`),
    ),
  );
  for (const { certificateId, events } of certificates.values()) {
    const batchId = events[0]?.facts.batchId;
    if (batchId !== undefined && !listed.has(`issued ${batchId} ${certificateId}`))
      yield `11 ${batchId} has issued ${certificateId} and lists it nowhere`;
  }
  for (const { batchId } of all.values())
    if (![...chunks.values()].some((record) => record.batchId === batchId))
      yield `11 ${batchId} has a chunk without an end`;
}
