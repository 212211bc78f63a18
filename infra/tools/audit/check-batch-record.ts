import { type BatchFacts, issuersOf } from './batch-facts.ts';
import type { Manifest } from './batch-manifest.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import { canonicalJson } from './chain-check.ts';
import type { FindingRule } from './finding.ts';
import { fieldsOf, text } from './table-contents.ts';

interface Fault {
  readonly rule: FindingRule;
  readonly message: string;
}

const STATES = ['planning', 'draft', 'awaiting_approval', 'running', 'paused', 'done', 'cancelled'];
/** The clocks of two machines differ by less. */
const CLOCKS_MS = 60_000;

/**
 * Checks what a batch's own record says: its lists, its plan against the manifest, and who asked, when and how against the
 * certificates that it has issued, whose events are in the signed roots.
 */
export function* checkBatchRecord(
  batch: BatchFacts,
  manifest: Manifest,
  issuedByIt: readonly CertificateFacts[],
): Generator<Fault> {
  yield* checkLists(batch, manifest);
  yield* checkPlan(batch, manifest);
  yield* checkState(batch, issuedByIt);
  const { record } = batch;
  const requester = text(record, 'confirmedBy') || text(record, 'createdBy');
  for (const { certificateId, actor, notify, reservedAt } of issuedByIt) {
    const wrong = (message: string): Fault => ({ rule: 'BATCH_RECORD_WRONG', message });
    if (actor !== requester)
      yield wrong(`${certificateId} was asked for by ${actor}, the batch by ${requester}`);
    if (notify !== record.notify)
      yield wrong(`it says otherwise whether the holder of ${certificateId} is told`);
    if (isAfter(text(record, 'createdAt'), reservedAt))
      yield wrong(`${certificateId} is older than the batch`);
    if (batch.state === 'done' && isAfter(reservedAt, text(record, 'endedAt')))
      yield wrong(`${certificateId} was reserved after its end`);
  }
}

const isAfter = (later: string, earlier: string) => !(Date.parse(later) <= Date.parse(earlier) + CLOCKS_MS);

/** Checks that a batch stands in the list of each of its issuers, and among those to work on while it is to be. */
function* checkLists(batch: BatchFacts, { issuerIds }: Manifest): Generator<Fault> {
  const { batchId, record, state, listed } = batch;
  const wrong = (message: string): Fault => ({ rule: 'LIST_WRONG', message });
  const createdAt = text(record, 'createdAt');
  const own = issuersOf(batch);
  for (const issuerId of new Set([...own, ...listed.keys()])) {
    const expected = own.includes(issuerId)
      ? `ISSUER#${issuerId}#BATCHES / ${createdAt}#${batchId} / ${batchId}`
      : undefined;
    if (listed.get(issuerId) !== expected)
      yield wrong(`${issuerId} finds it at “${listed.get(issuerId) ?? ''}”, not at “${expected ?? ''}”`);
  }
  const isActive = state === 'planning' || state === 'running';
  const pending = isActive ? `BATCHES#ACTIVE / ${createdAt}#${batchId}` : ' / ';
  if (`${text(record, 'pendingPk')} / ${text(record, 'pendingSk')}`.trim() !== pending.trim())
    yield wrong('it waits for work where it should not, or does not where it should');
  if (issuerIds?.join() !== own.join())
    yield { rule: 'BATCH_RECORD_WRONG', message: 'its issuers are not those of its selection' };
}

/** Checks the plan against the manifest of which it is the sum. */
function* checkPlan({ record }: BatchFacts, { lines, chunkCount }: Manifest): Generator<Fault> {
  const plan = fieldsOf(record.plan);
  if (record.plan === null) return;
  const verdicts: Record<string, number> = {};
  const eligibleOf: Record<string, number> = {};
  for (const { issuerId, reason } of lines) {
    verdicts[reason] = (verdicts[reason] ?? 0) + 1;
    if (reason === 'ELIGIBLE' && issuerId !== null) eligibleOf[issuerId] = (eligibleOf[issuerId] ?? 0) + 1;
  }
  for (const [name, expected] of Object.entries({ verdicts, eligibleOf, chunkCount }))
    if (canonicalJson(plan[name] ?? null) !== canonicalJson(expected))
      yield { rule: 'MANIFEST_WRONG', message: `the ${name} of its plan are not those of its manifest` };
}

function* checkState(
  { batchId, record, state, items }: BatchFacts,
  issuedByIt: readonly unknown[],
): Generator<Fault> {
  const wrong = (message: string): Fault => ({ rule: 'BATCH_RECORD_WRONG', message });
  if (text(record, 'batchId') !== batchId) yield wrong('it holds another batch');
  if (!STATES.includes(state)) yield wrong(`there is no state ${state}`);
  const hasEnded = state === 'done' || state === 'cancelled';
  const endedAt = text(record, 'endedAt');
  if (hasEnded !== (endedAt !== ''))
    yield wrong(`it is ${state} and has ${endedAt === '' ? 'no' : 'an'} end`);
  if (hasEnded && isAfter(text(record, 'createdAt'), endedAt)) yield wrong('it ended before it was created');
  const mayIssue = !['planning', 'draft', 'awaiting_approval'].includes(state) && record.dryRun === false;
  if (!mayIssue && (issuedByIt.length > 0 || items.some(({ outcome }) => outcome === 'issued')))
    yield wrong(`it is ${state}${record.dryRun === true ? ', a dry run,' : ''} and has issued`);
  if ((state === 'draft') !== (record.dryRun === true) && !['planning', 'cancelled'].includes(state))
    yield wrong(`it is ${state} and ${record.dryRun === true ? 'a' : 'no'} dry run`);
  if (record.cancelledBecause !== null && state !== 'cancelled') yield wrong('it says why it was cancelled');
  const stoppedBySomebody = state === 'paused' || (state === 'cancelled' && record.cancelledBecause === null);
  if (stoppedBySomebody !== (record.stopped !== null))
    yield wrong(`it is ${state} and says ${stoppedBySomebody ? 'not ' : ''}who stopped it`);
}
