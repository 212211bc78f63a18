import { nameIn, titleIn } from '../../domain/wording/language.ts';
import { TypedText, useReader } from '../components/reader.tsx';
import type { LinkView, Shift } from './link-types.ts';
import type { ApproveWords } from './words.ts';

/** One shift: who was there, from when to when, for how long. */
export function ShiftLine({ shift, view }: { readonly shift: Shift; readonly view: LinkView }) {
  const { words, language, formatOf } = useReader<ApproveWords>();
  const format = formatOf(view.issuer.country);
  const { start, end, minutes } = shift;
  return (
    <span className="shift-text">
      <strong>
        <TypedText text={nameIn(language, shift)} language={language} />
      </strong>
      <span className="shift-facts">
        {start !== null && end !== null && (
          <TypedText text={`${format.moment(start).time}–${format.moment(end).time}`} language={language} />
        )}
        <span>{format.hours(minutes)}</span>
      </span>
      {shift.isChanged && <span className="shift-changed">{words.changedSince}</span>}
    </span>
  );
}

/** Shifts of one opportunity on one day. */
export interface ShiftGroup {
  readonly key: string;
  readonly opportunityId: string;
  readonly date: string | null;
  readonly shifts: readonly Shift[];
}

/** Returns shifts by opportunity and day, in their order. */
export function groupsOf(shifts: readonly Shift[]): ShiftGroup[] {
  const groups = Map.groupBy(shifts, ({ opportunityId, date }) => `${opportunityId} ${date}`);
  return [...groups].map(([key, ofGroup]) => ({
    key,
    opportunityId: ofGroup[0]?.opportunityId ?? '',
    date: ofGroup[0]?.date ?? null,
    shifts: ofGroup,
  }));
}

/** The day and the opportunity of a group. */
export function GroupTitle({ group, view }: { readonly group: ShiftGroup; readonly view: LinkView }) {
  const { language, formatOf } = useReader<ApproveWords>();
  const opportunity = view.opportunities.find(({ opportunityId }) => opportunityId === group.opportunityId);
  const title = opportunity ? titleIn(language, opportunity) : group.opportunityId;
  return (
    <>
      <TypedText text={title} language={language} />
      {group.date !== null && <span className="day">{formatOf(view.issuer.country).day(group.date)}</span>}
    </>
  );
}
