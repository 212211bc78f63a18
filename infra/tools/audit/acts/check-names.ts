import type { Finding } from '../finding.ts';
import type { ActRecords } from './act-records.ts';
import { actBy, type JournaledActs } from './journal-acts.ts';

/** The decision of the journal by the state that it leaves. */
const DECISIONS: Readonly<Record<string, string>> = { corrected: 'approve', declined: 'reject' };

/** Checks requests for another name: each was decided as the journal says, and approved by another person than asked. */
export function* checkNames({ names }: ActRecords, journaled: JournaledActs): Generator<Finding> {
  const acts = [...journaled.values()].filter(({ act }) => act === 'decide_name_request');
  for (const [key, { state, reviewedBy, decidedBy, decidedAt }] of names) {
    const wrong = (message: string): Finding => ({ rule: 'NOT_AS_JOURNALED', subject: key, message });
    const isOf = ({ targets }: (typeof acts)[number]) => `${targets.issuerId}|${targets.id}` === key;
    const decision = DECISIONS[state];
    if ((decision !== undefined) !== (decidedBy !== ''))
      yield wrong(`it is ${state}, and says otherwise who decided`);
    if (decision === 'approve' && decidedBy === reviewedBy)
      yield { rule: 'SECOND_PERSON_MISSING', subject: key, message: `${decidedBy} asked for it as well` };
    const by = { by: decidedBy, at: decidedAt };
    const isDecided = (act: (typeof acts)[number]) => isOf(act) && act.targets.decision === decision;
    if (decision !== undefined && actBy(acts, ['decide_name_request'], by, isDecided) === undefined)
      yield wrong(`the journal has no ${decision} by ${decidedBy} at ${decidedAt}`);
  }
}
