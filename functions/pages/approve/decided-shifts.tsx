import { TypedText, useReader } from '../components/reader.tsx';
import type { LinkView } from './link-types.ts';
import { GroupTitle, groupsOf, ShiftLine } from './shift-line.tsx';
import type { ApproveWords } from './words.ts';

/** The shifts that don't wait any more, each with how it stands. */
export function DecidedShifts({ view }: { readonly view: LinkView }) {
  const { words, language } = useReader<ApproveWords>();
  const groups = groupsOf(view.shifts.filter(({ standing }) => standing !== 'waiting'));
  if (groups.length === 0) return null;
  return (
    <section className="panel">
      <h2>{words.decidedShifts}</h2>
      {groups.map((group) => (
        <div key={group.key} className="shift-group">
          <h3>
            <GroupTitle group={group} view={view} />
          </h3>
          <ul className="shifts">
            {group.shifts.map((shift) => (
              <li key={shift.entryId} className={`shift ${shift.standing}`}>
                <ShiftLine shift={shift} view={view} />
                <span className="shift-standing">{words.standing[shift.standing]}</span>
                {shift.reason !== null && <TypedText text={shift.reason} language={language} />}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
