import {
  decideRecognition,
  MILESTONE_HOURS,
  type Recognition,
} from '../../domain/eligibility/decide-recognition.ts';
import type { VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import { roomReasonOf, type VerdictDeps } from './decide-opportunity-award.ts';

/** Returns the recognitions of an issuer that a volunteer has hours towards, each with its verdict, years first. */
export function recognitionsOf(record: VolunteerRecord, deps: VerdictDeps) {
  return awardsOf(record).flatMap((award) => {
    const issuer = deps.issuers.get(award.issuerId);
    if (issuer === undefined) return [];
    const { now, findUnprintable } = deps;
    const roomReason = roomReasonOf([issuer], record.volunteer, null, deps);
    const verdict = decideRecognition({ award, ...record, issuer, now: now(), findUnprintable, roomReason });
    // The evidence names approvers, whom only coordinators may see.
    const { evidence: _evidence, flags: _flags, ...numbersAndReason } = { evidence: [], ...verdict };
    return { ...award, ...numbersAndReason };
  });
}

function awardsOf({ volunteer: { issuerId }, timesheets }: VolunteerRecord): Recognition[] {
  if (timesheets.length === 0) return [];
  const approved = timesheets.flatMap(({ entries }) => entries).filter(({ status }) => status === 'approved');
  const years = [...new Set(approved.map(({ date }) => Number(date.slice(0, 4))))].sort();
  return [
    ...years.map((year): Recognition => ({ kind: 'annual', issuerId, year })),
    ...MILESTONE_HOURS.map((hours): Recognition => ({ kind: 'milestone', issuerId, hours })),
  ];
}
