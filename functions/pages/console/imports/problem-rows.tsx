import { LabelledField } from '../../components/labelled-field.tsx';
import { FileCell } from '../../components/reader.tsx';
import { useFormat } from '../issuer-names.ts';
import type { ImportProblem } from './import-queries.ts';
import type { CellPosition, Correction } from './mend-file.ts';
import { isAsked, isAskedOnly } from './open-questions.ts';
import { useImportWords } from './words.ts';

/** Corrections by cell. */
export type Corrections = ReadonlyMap<string, Correction>;

/** Problems under the rows of the sheet that they are in, each with its cell, the reason and what to do. */
export function ProblemRows(props: {
  readonly problems: readonly ImportProblem[];
  readonly corrections?: Corrections;
  readonly onCorrect?: (corrections: Corrections) => void;
}) {
  const { problems: texts } = useImportWords();
  const format = useFormat();
  const rows = Map.groupBy(props.problems, ({ worksheet, row }) => `${worksheet ?? ''}\n${row ?? ''}`);
  return (
    <ol className="problem-rows">
      {[...rows].map(([key, problems]) => {
        const { worksheet = null, row = null } = problems[0] ?? {};
        const number = row === null ? '' : format.numbers([row]);
        const title =
          row === null
            ? texts.whole
            : worksheet === null
              ? texts.row.replace('{row}', number)
              : texts.inWorksheet.replace('{worksheet}', worksheet).replace('{row}', number);
        return (
          <li key={key} className="panel">
            <h3>{title}</h3>
            {problems.map((problem, index) => (
              <ProblemInRow
                // Two problems of a cell may have one code; their order never changes.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                key={`${problem.code} ${problem.column} ${index}`}
                problem={problem}
                isFirstOfCell={problems.findIndex(({ column }) => column === problem.column) === index}
                {...props}
              />
            ))}
          </li>
        );
      })}
    </ol>
  );
}

function ProblemInRow(props: {
  readonly problem: ImportProblem;
  /** A cell with several problems has one field. */
  readonly isFirstOfCell: boolean;
  readonly corrections?: Corrections;
  readonly onCorrect?: (corrections: Corrections) => void;
}) {
  const { problems: texts } = useImportWords();
  const { problem, corrections, onCorrect } = props;
  const position = cellOf(problem);
  const answer = isAskedOnly(problem) ? texts.answer : texts.answerOrCorrect;
  const fix = isAsked(problem) ? answer : problem.fix;
  return (
    <div className="problem">
      <dl className="card-facts">
        {problem.column !== null && (
          <div>
            <dt>{texts.column}</dt>
            <dd>
              <FileCell text={problem.column} />
            </dd>
          </div>
        )}
        {problem.value !== null && (
          <div>
            <dt>{texts.value}</dt>
            <dd>
              <span className="cell">
                <FileCell text={problem.value === '' ? texts.empty : problem.value} />
              </span>
            </dd>
          </div>
        )}
        <div className="why">
          <dt>{texts.why}</dt>
          <dd>{problem.message}</dd>
        </div>
        <div className="why">
          <dt>{texts.fix}</dt>
          <dd>{fix}</dd>
        </div>
      </dl>
      {corrections && onCorrect && position && props.isFirstOfCell && isMendable(problem) && (
        <LabelledField
          label={texts.correctTo}
          value={corrections.get(nameOf(position))?.value ?? ''}
          onChange={(value) => onCorrect(corrected(corrections, position, value))}
          maxLength={400}
        />
      )}
    </div>
  );
}

/** Returns whether the cell of a problem can be written otherwise, and no question asks for it instead. */
export const isMendable = (problem: ImportProblem): boolean =>
  cellOf(problem) !== undefined && !isAskedOnly(problem);

const cellOf = ({ worksheet, row, column }: ImportProblem): CellPosition | undefined =>
  row === null || column === null ? undefined : { worksheet, row, column };

const nameOf = ({ worksheet, row, column }: CellPosition): string => `${worksheet ?? ''}\n${row}\n${column}`;

/** Returns the corrections with one more, or without it where nothing is typed. */
function corrected(corrections: Corrections, position: CellPosition, value: string): Corrections {
  const next = new Map(corrections);
  if (value === '') next.delete(nameOf(position));
  else next.set(nameOf(position), { ...position, value });
  return next;
}
