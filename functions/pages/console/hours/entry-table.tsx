import { useState } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { nameIn } from '../../../domain/wording/language.ts';
import { MoreButton } from '../../components/more-button.tsx';
import { TypedText, useReader } from '../../components/reader.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { useFormat } from '../issuer-names.ts';
import { usePeopleNames } from '../people-names.ts';
import type { PendingEntry } from './hours-queries.ts';
import { useHoursWords } from './words.ts';

const SHOWN_AT_ONCE = 50;

/** Pending hours with their authors; where they can be chosen, with a box each. */
export function EntryTable(props: {
  readonly label: string;
  readonly entries: readonly PendingEntry[];
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (chosen: ReadonlySet<string>) => void;
}) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const columns = useColumns(props);
  return (
    <>
      <RecordTable
        label={props.label}
        columns={columns}
        rows={props.entries.slice(0, shown)}
        keyOf={({ entryId }) => entryId}
      />
      <MoreButton
        hasMore={props.entries.length > shown}
        isLoading={false}
        onMore={() => setShown(shown + SHOWN_AT_ONCE)}
      />
    </>
  );
}

function useColumns(props: Parameters<typeof EntryTable>[0]): readonly RecordColumn<PendingEntry>[] {
  const { chosen, onChoose } = props;
  const words = useHoursWords();
  const { language } = useReader();
  const format = useFormat(props.entries[0]?.issuerId);
  const nameOf = usePeopleNames();
  const { entryHeadings: headings } = words;
  const volunteer = (entry: PendingEntry) => nameIn(language, entry);
  return [
    ...(chosen && onChoose
      ? [
          {
            id: 'chosen',
            heading: headings.chosen,
            cell: (entry: PendingEntry) => (
              <Checkbox
                className="checkbox"
                aria-label={words.choose
                  .replace('{name}', volunteer(entry))
                  .replace('{date}', format.day(entry.date))}
                isSelected={chosen.has(entry.entryId)}
                onChange={(isChosen) => onChoose(withEntry(chosen, entry.entryId, isChosen))}
              >
                <span className="box" aria-hidden="true" />
              </Checkbox>
            ),
          },
        ]
      : []),
    {
      id: 'volunteer',
      heading: headings.volunteer,
      cell: (entry) => <TypedText text={volunteer(entry)} language={language} />,
    },
    { id: 'date', heading: headings.date, cell: ({ date }) => format.day(date) },
    { id: 'hours', heading: headings.hours, isNumber: true, cell: ({ minutes }) => format.hours(minutes) },
    { id: 'recordedBy', heading: headings.recordedBy, cell: ({ recordedBy }) => nameOf(recordedBy) },
    {
      id: 'from',
      heading: headings.from,
      cell: ({ importId }) =>
        importId !== null && <ConsoleLink path={`/imports/${importId}`}>{words.fromFile}</ConsoleLink>,
    },
  ];
}

/** Returns a choice with an entry in it or not. */
function withEntry(chosen: ReadonlySet<string>, entryId: string, isChosen: boolean): ReadonlySet<string> {
  const next = new Set(chosen);
  if (isChosen) next.add(entryId);
  else next.delete(entryId);
  return next;
}
