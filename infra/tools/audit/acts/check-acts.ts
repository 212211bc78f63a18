import type { BatchFacts } from '../batch-facts.ts';
import type { Finding } from '../finding.ts';
import type { LedgerFacts } from '../ledger/ledger-facts.ts';
import { fieldsOf, text } from '../table-contents.ts';
import type { ActRecords } from './act-records.ts';
import { checkApprovals } from './check-approvals.ts';
import { checkHours } from './check-hours.ts';
import { checkImports, checkReleases } from './check-imports.ts';
import type { HoursAuthors } from './hours-authors.ts';
import { actBy, type JournaledAct, type JournaledActs, mayHaveDone } from './journal-acts.ts';

const wrong = (subject: string, message: string): Finding => ({ rule: 'NOT_AS_JOURNALED', subject, message });

interface Recorded {
  readonly batches: ReadonlyMap<string, BatchFacts>;
  readonly ledger: Pick<LedgerFacts, 'files'>;
  readonly hoursAuthors: HoursAuthors;
}

/**
 * Checks that what privileged acts write was written by an act in the journal, which is under the day's signed root: by
 * this person, at this time, and, where the journal has its hash, just so; and that what the last act wrote is there.
 */
export function* checkActs(
  records: ActRecords,
  { batches, ledger, hoursAuthors: authors }: Recorded,
  journaled: JournaledActs,
  now: Date,
): Generator<Finding> {
  const acts = [...journaled.values()].sort((a, b) => (a.begunAt < b.begunAt ? -1 : 1));
  yield* checkImports(records, ledger, acts, now);
  yield* checkReleases(records, acts);
  yield* checkHours({ authors, ledger, records }, acts);
  yield* checkAcceptances(records, acts);
  yield* checkApprovals(records.approvals, acts);
  yield* checkKillSwitches(records, acts);
  yield* checkStaff(records, acts);
  yield* checkBatches(batches, acts);
}

const SAID = ['accept_partnership', 'withdraw_acceptance'];

/** What partners accepted or took back last, by its hash; asking again changes nothing. */
function* checkAcceptances({ acceptances }: ActRecords, acts: readonly JournaledAct[]): Generator<Finding> {
  const keyOf = ({ targets: { issuerId, id, partnerId } }: JournaledAct) =>
    `${String(issuerId)}|${String(id)}|${String(partnerId)}`;
  const last = new Map<string, JournaledAct>();
  for (const act of acts) if (SAID.includes(act.act) && mayHaveDone(act)) last.set(keyOf(act), act);
  for (const [key, said] of acceptances) {
    if (actBy(acts, SAID, said, (act) => keyOf(act) === key) === undefined)
      yield wrong(key, `the journal has no word of ${said.by} at ${said.at}`);
    const act = last.get(key);
    if (act?.outcome === 'done' && act.targets.acceptanceSha256 !== said.sha256)
      yield wrong(key, 'it is not what its partner said last');
  }
  for (const [key, { outcome }] of last)
    if (outcome === 'done' && !acceptances.has(key)) yield wrong(key, 'what its partner said is missing');
}

const SWITCHES = [
  ['issuing', 'halt_issuing', 'resume_issuing'],
  ['notifying', 'halt_notifications', 'resume_notifications'],
] as const;

function* checkKillSwitches({ killSwitches }: ActRecords, acts: readonly JournaledAct[]): Generator<Finding> {
  for (const [name, halt, resume] of SWITCHES) {
    const last = new Map<string, JournaledAct>();
    for (const act of acts)
      if ([halt, resume].includes(act.act as never) && act.outcome === 'done')
        for (const scope of scopesOf(act)) last.set(`${name}|${scope}`, act);
    for (const [key, act] of last) {
      const state = killSwitches.get(key) ?? { halted: false, since: '', by: '' };
      if (state.halted !== (act.act === halt))
        yield wrong(key, `it is ${said(state.halted)}, the journal says otherwise`);
    }
    for (const [key, { halted, since, by }] of killSwitches) {
      if (!key.startsWith(`${name}|`)) continue;
      const scope = key.slice(name.length + 1);
      const kind = halted ? halt : resume;
      if (actBy(acts, [kind], { by, at: since }, (act) => scopesOf(act).includes(scope)) === undefined)
        yield wrong(key, `the journal has no ${kind} by ${by} at ${since}`);
    }
  }
}

const said = (halted: boolean) => (halted ? 'halted' : 'not halted');

/** Whom an act halts: the issuer that it names, everyone, or all that it reached. */
const scopesOf = ({ targets, issuerIds }: JournaledAct): readonly string[] => {
  const named = text(targets, 'issuerId');
  if (named !== '') return [named];
  return issuerIds.includes('*') ? ['*'] : issuerIds;
};

const STAFF_ACTS = [
  'sign_in',
  'invite_person',
  'approve_invitation',
  'remove_person',
  'propose_policy',
  'approve_policy',
];

/** Whether an act has left a register like this; one without an end may have. */
const left =
  (sha256: string) =>
  ({ outcome, targets }: JournaledAct): boolean =>
    outcome !== 'done' || targets.staffSha256 === sha256;

/** Registers of staff, each as the last act left it, and the policies that are read apart from them. */
function* checkStaff({ staff, policies }: ActRecords, acts: readonly JournaledAct[]): Generator<Finding> {
  const written = new Map<string, JournaledAct[]>();
  for (const act of acts)
    if (STAFF_ACTS.includes(act.act) && mayHaveDone(act))
      for (const issuerId of act.issuerIds) written.set(issuerId, [...(written.get(issuerId) ?? []), act]);
  for (const [issuerId, { sha256, policy }] of staff) {
    const subject = `STAFF#${issuerId}`;
    const [last, ...earlier] = (written.get(issuerId) ?? []).toReversed();
    if (last === undefined) yield wrong(subject, 'no act of the journal has made it');
    // Acts at the same time may have written in either order.
    else if (![last, ...earlier.filter(({ endedAt }) => endedAt > last.begunAt)].some(left(sha256)))
      yield wrong(subject, `it is not what ${last.act} left at ${last.endedAt}`);
    if ((policies.get(issuerId) ?? 'null') !== policy)
      yield wrong(`POLICY#${issuerId}`, 'it is not the policy of the register');
  }
  for (const [issuerId, of] of written)
    if (of.some(({ outcome }) => outcome === 'done') && !staff.has(issuerId))
      yield wrong(`STAFF#${issuerId}`, 'it is missing');
  for (const issuerId of policies.keys())
    if (!staff.has(issuerId)) yield wrong(`POLICY#${issuerId}`, 'it belongs to no register');
}

/** Who asked for a batch and when, who confirmed its dry run, who was its second person, and who stopped it when. */
function* checkBatches(
  batches: ReadonlyMap<string, BatchFacts>,
  acts: readonly JournaledAct[],
): Generator<Finding> {
  const made = new Map(acts.map((act) => [text(act.targets, 'batchId'), act]));
  for (const [batchId, { record }] of batches) {
    const created = { by: text(record, 'createdBy'), at: text(record, 'createdAt') };
    const isOfBatch = ({ targets }: JournaledAct) => ['', batchId].includes(text(targets, 'batchId'));
    if (actBy(acts, ['create_batch'], created, isOfBatch) === undefined)
      yield wrong(batchId, `nobody asked for it as ${created.by} at ${created.at}`);
    const others = [
      [
        'confirmedBy',
        ({ act, targets }: JournaledAct) => act === 'create_batch' && targets.confirms === batchId,
      ],
      ['approvedBy', ({ act, targets }: JournaledAct) => act === 'approve_batch' && targets.id === batchId],
    ] as const;
    for (const [name, isAct] of others) {
      const by = text(record, name);
      const found = acts.filter((act) => isAct(act) && mayHaveDone(act));
      if (by !== '' && !found.some(({ subject }) => subject === by))
        yield wrong(batchId, `the journal does not have ${by} as ${name}`);
      if (by === '' && found.some(({ outcome }) => outcome === 'done'))
        yield wrong(batchId, `it has no ${name}, the journal has`);
    }
    const second = text(record, 'approvedBy');
    if (second !== '' && [created.by, text(record, 'confirmedBy')].includes(second))
      yield {
        rule: 'SECOND_PERSON_MISSING',
        subject: batchId,
        message: `${second} asked for it as well`,
      };
    if (record.stopped === null) continue;
    const { by, at } = fieldsOf(record.stopped);
    const stopped = { by: String(by), at: String(at) };
    const stop = record.state === 'paused' ? 'pause_batch' : 'cancel_batch';
    if (actBy(acts, [stop], stopped, ({ targets }) => targets.id === batchId) === undefined)
      yield wrong(batchId, `the journal has no ${stop} by ${stopped.by} at ${stopped.at}`);
  }
  for (const [batchId, { act, outcome }] of made)
    if (batchId !== '' && act === 'create_batch' && outcome === 'done' && !batches.has(batchId))
      yield wrong(batchId, 'the journal has it, the table does not');
}
