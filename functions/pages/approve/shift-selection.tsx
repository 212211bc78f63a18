import { useReader } from '../components/reader.tsx';
import type { LinkView, Shift } from './link-types.ts';
import { GroupTitle, groupsOf, ShiftLine } from './shift-line.tsx';
import type { ApproveWords } from './words.ts';

/** The shifts that wait, by opportunity and day, each with a box. Nothing is selected before somebody does it. */
export function ShiftSelection(props: {
  readonly view: LinkView;
  readonly waiting: readonly Shift[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (shifts: readonly Shift[], isChosen: boolean) => void;
}) {
  const { view, waiting, chosen, onChange } = props;
  const { words } = useReader<ApproveWords>();
  const areChosen = (shifts: readonly Shift[]) => shifts.every(({ entryId }) => chosen.has(entryId));
  const isAll = areChosen(waiting);
  return (
    <section className="panel">
      <button type="button" className="action second" onClick={() => onChange(waiting, !isAll)}>
        {isAll ? words.selectNone : words.selectAll}
      </button>
      {groupsOf(waiting).map((group) => (
        <fieldset key={group.key} className="shift-group">
          <legend>
            <GroupTitle group={group} view={view} />
          </legend>
          {group.shifts.length > 1 && (
            <label className="shift whole-day">
              <input
                type="checkbox"
                checked={areChosen(group.shifts)}
                onChange={({ target }) => onChange(group.shifts, target.checked)}
              />
              <span>{words.selectDay}</span>
            </label>
          )}
          {group.shifts.map((shift) => (
            <label key={shift.entryId} className="shift">
              <input
                type="checkbox"
                checked={chosen.has(shift.entryId)}
                onChange={({ target }) => onChange([shift], target.checked)}
              />
              <ShiftLine shift={shift} view={view} />
            </label>
          ))}
        </fieldset>
      ))}
    </section>
  );
}
