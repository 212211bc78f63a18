import { titleIn } from '../../../domain/wording/language.ts';
import { filled, TypedText, useReader } from '../../components/reader.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { useFormat } from '../issuer-names.ts';
import { usePeopleNames } from '../people-names.ts';
import type { VolunteerFile } from './certificate-state.ts';
import { useVolunteerWords } from './words.ts';

type ShownTimesheet = VolunteerFile['timesheets'][number];
type Entry = ShownTimesheet['entries'][number];

/** The hours for one opportunity, entry by entry, with who recorded and who decided on each. */
export function Timesheet({ timesheet }: { readonly timesheet: ShownTimesheet }) {
  const words = useVolunteerWords();
  const { language } = useReader();
  const format = useFormat(timesheet.issuerId);
  const columns = useColumns(timesheet.issuerId);
  const title = titleIn(language, timesheet);
  const counted = timesheet.entries.filter(
    ({ standing }) => standing === 'certified' || standing === 'counted',
  );
  const hours = format.hours(counted.reduce((sum, { minutes }) => sum + minutes, 0));
  return (
    <details className="entries">
      <summary>
        {filled(words.timesheet, { title: <TypedText text={title} language={language} />, hours })}
      </summary>
      <RecordTable
        label={title}
        columns={columns}
        rows={timesheet.entries}
        keyOf={({ entryId }) => entryId}
      />
    </details>
  );
}

function useColumns(issuerId: string): readonly RecordColumn<Entry>[] {
  const words = useVolunteerWords();
  const format = useFormat(issuerId);
  const nameOf = usePeopleNames();
  const { headings } = words;
  const by = ({ by, at }: { readonly by: string; readonly at: string }) =>
    filled(words.by, { name: nameOf(by), date: format.moment(at).date });
  return [
    { id: 'day', heading: headings.day, cell: ({ date }) => format.day(date) },
    { id: 'hours', heading: headings.hours, isNumber: true, cell: ({ minutes }) => format.hours(minutes) },
    { id: 'standing', heading: headings.standing, cell: ({ standing }) => words.standing[standing] },
    {
      id: 'recorded',
      heading: headings.recorded,
      cell: ({ recorded }) =>
        recorded.importId === null ? (
          by(recorded)
        ) : (
          <>
            {by(recorded)} ({words.fromFile})
          </>
        ),
    },
    {
      id: 'decided',
      heading: headings.decided,
      cell: ({ approval, rejection }) => {
        if (approval === null) return rejection === null ? '' : by(rejection);
        return (
          <>
            {by(approval)} ({words.approvedAs[approval.kind]})
          </>
        );
      },
    },
  ];
}
