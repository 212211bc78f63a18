import { DAY_MS } from '../../../../functions/domain/calendar-date.ts';
import type { BatchFacts } from '../batch-facts.ts';
import type { Finding } from '../finding.ts';
import { dayOf } from '../provenance-grade.ts';
import { fieldsOf, text } from '../table-contents.ts';
import { type JournaledAct, type JournaledActs, mayHaveDone } from './journal-acts.ts';

/** The count of a day is deleted after a week. */
const KEPT_MS = 7 * DAY_MS;
/** A batch starts once it is planned, which may be on the next day. */
const PLANNING_MS = 3_600_000;

/** What batches of an issuer issue without a second person on a day. */
export interface StartedFacts {
  readonly certificates: number;
  readonly expiresAt: number;
}

/** When a batch was asked for, and what it starts. */
interface Start {
  readonly at: number;
  readonly certificates: number;
}

/** Checks the counts of days, by which a second person is asked for, against the batches that started without one. */
export function* checkStarted(
  started: ReadonlyMap<string, StartedFacts>,
  batches: ReadonlyMap<string, BatchFacts>,
  zones: ReadonlyMap<string, string>,
  journaled: JournaledActs,
  now: Date,
): Generator<Finding> {
  const starts = startsOf(batches, [...journaled.values()]);
  const days = new Set(started.keys());
  for (const [issuerId, ofIssuer] of starts)
    for (const { at } of ofIssuer)
      days.add(`${issuerId}|${dayOf(new Date(at).toISOString(), zones.get(issuerId) ?? 'UTC')}`);
  for (const key of days) {
    const [issuerId = '', day = ''] = key.split('|');
    const timeZone = zones.get(issuerId);
    const wrong = (message: string): Finding => ({ rule: 'STARTED_WRONG', subject: key, message });
    const expiresAt = Math.ceil(Date.parse(day) / 1000) + KEPT_MS / 1000;
    const facts = started.get(key);
    if (facts !== undefined && facts.expiresAt !== expiresAt)
      yield wrong('it is deleted too early or too late');
    if (timeZone === undefined || expiresAt * 1000 < now.getTime()) continue;
    const on = (at: number) => dayOf(new Date(at).toISOString(), timeZone) === day;
    const sum = (some: readonly Start[]) => some.reduce((total, { certificates }) => total + certificates, 0);
    const ofIssuer = starts.get(issuerId) ?? [];
    const least = sum(ofIssuer.filter(({ at }) => on(at) && on(at + PLANNING_MS)));
    const most = sum(ofIssuer.filter(({ at }) => on(at) || on(at + PLANNING_MS)));
    const is = facts?.certificates ?? 0;
    if (is < least || is > most) yield wrong(`${is} are counted, batches have started ${least} to ${most}`);
  }
}

function startsOf(
  batches: ReadonlyMap<string, BatchFacts>,
  acts: readonly JournaledAct[],
): Map<string, Start[]> {
  const starts = new Map<string, Start[]>();
  for (const [batchId, { record }] of batches) {
    if (record.approvedBy !== null || !(Number(record.run) > 0)) continue;
    const confirmed = acts.find(
      (act) => act.act === 'create_batch' && act.targets.confirms === batchId && mayHaveDone(act),
    );
    const at = Date.parse(confirmed?.begunAt ?? text(record, 'createdAt'));
    for (const [issuerId, certificates] of Object.entries(fieldsOf(fieldsOf(record.plan).eligibleOf)))
      starts.set(issuerId, [...(starts.get(issuerId) ?? []), { at, certificates: Number(certificates) }]);
  }
  return starts;
}
