import { DAY_MS } from '../../../functions/domain/calendar-date.ts';
import { type Fields, fieldsOf, listOf, text } from './table-contents.ts';

const LATE_AFTER_DAYS = 30;

/** Returns the grade of the hours of a snapshot by the published rule (docs/provenance.md). */
export function gradeOf(snapshot: Fields): string {
  const provenance = fieldsOf(snapshot.provenance);
  const entries = listOf(snapshot, 'evidence').map(fieldsOf);
  const of = (list: string, index: unknown) => fieldsOf(listOf(provenance, list)[Number(index)]);
  let days = 0;
  let asAWhole = false;
  for (const { date, recorded, approval } of entries) {
    const [recording, decision] = [of('recorded', recorded), of('approvals', approval)];
    if (recording.by === decision.by) return 'single_person';
    asAWhole ||= decision.kind === 'release' || decision.kind === 'opportunity';
    const recordedOn = dayOf(text(recording, 'at'), text(snapshot, 'timeZone'));
    days += Math.max(0, (Date.parse(recordedOn) - Date.parse(String(date))) / DAY_MS);
  }
  if (Math.round(days / (entries.length || 1)) > LATE_AFTER_DAYS) return 'late';
  return asAWhole ? 'released' : 'confirmed';
}

/** Returns the day of an instant in a time zone; no day for what is no instant. */
export function dayOf(instant: string, timeZone: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? '' : new Date(time).toLocaleDateString('sv-SE', { timeZone });
}
