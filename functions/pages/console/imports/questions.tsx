import { Choice } from '../../components/choice.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { WorkButton } from '../../components/work-button.tsx';
import { useIssuerNames } from '../issuer-names.ts';
import { useIssuer, useOwnRoles } from '../own-roles.tsx';
import { FileAgain } from './file-again.tsx';
import type { ImportReport } from './import-queries.ts';
import { type OpenQuestions, openQuestions } from './open-questions.ts';
import type { FileOptions } from './upload-file.ts';
import { useReimport } from './use-reimport.tsx';
import { useImportWords } from './words.ts';

/** Answers as the choices hold them; a missing one is not given. */
interface Answers {
  readonly hoursAs?: 'decimal' | 'clock';
  /** Whether plain numbers are hours and their fractions. */
  readonly areHours?: 'hours' | 'otherwise';
  readonly dates?: 'dmy' | 'mdy';
  readonly shifts?: 'hold' | 'correct';
  readonly issuer?: string;
  /** Our headings by those of the file. */
  readonly headings: Readonly<Record<string, string>>;
}

const UNANSWERED: Answers = { headings: {} };
const LEFT_OUT = 'left-out';

/** In which ways the cells of a file can be read. */
const READINGS = [
  ['hoursAs', ['decimal', 'clock']],
  ['areHours', ['hours', 'otherwise']],
  ['dates', ['dmy', 'mdy']],
  ['shifts', ['hold', 'correct']],
] as const;

/** What the file leaves open, asked; with the answers it is imported again. Nothing is asked that it answers itself. */
export function Questions({ report }: { readonly report: ImportReport }) {
  const words = useImportWords();
  const { questions: texts } = words;
  const open = openQuestions(report);
  const [answers, setAnswers, forgetAnswers] = useDraft(`answers ${report.importId}`, UNANSWERED);
  const reimport = useReimport(report, forgetAnswers);
  const issuer = useIssuer();
  if (open.names.size + open.headings.length === 0 || !['refused', 'checked'].includes(report.state))
    return null;
  return (
    <section className="panel questions" aria-labelledby="questions">
      <h2 id="questions">{texts.title}</h2>
      <p>{texts.text}</p>
      <Fields open={open} answers={answers} onChange={setAnswers} />
      <FileAgain report={report} />
      {reimport.message}
      <div className="actions">
        <WorkButton
          isMain
          isWorking={reimport.isPending}
          isDisabled={reimport.file === undefined}
          onPress={() => reimport.begin(optionsOf(answers, issuer))}
        >
          {texts.again}
        </WorkButton>
      </div>
    </section>
  );
}

function Fields(props: {
  readonly open: OpenQuestions;
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}) {
  const { questions: texts, columns } = useImportWords();
  const { open, answers, onChange } = props;
  const { issuers } = useOwnRoles();
  const nameOf = useIssuerNames();
  return (
    <>
      {READINGS.map(
        ([name, values]) =>
          open.names.has(name) && (
            <Choice
              key={name}
              label={texts[name]}
              placeholder={texts.unanswered}
              value={answers[name] ?? null}
              onChange={(value) => onChange({ ...answers, [name]: value })}
              options={values.map((value) => ({ value, text: texts[value] }))}
            />
          ),
      )}
      {open.names.has('issuer') && (
        <Choice
          label={texts.issuer}
          placeholder={texts.unanswered}
          value={answers.issuer ?? null}
          onChange={(issuer) => onChange({ ...answers, issuer })}
          options={issuers.map(({ issuerId }) => ({ value: issuerId, text: nameOf(issuerId) }))}
        />
      )}
      {open.headings.map((heading) => (
        <Choice
          key={heading}
          label={texts.heading.replace('{heading}', heading)}
          placeholder={texts.unanswered}
          value={answers.headings[heading] ?? null}
          onChange={(target) =>
            onChange({ ...answers, headings: { ...answers.headings, [heading]: target } })
          }
          options={[
            { value: LEFT_OUT, text: texts.leaveOut },
            ...Object.entries(columns).map(([value, text]) => ({ value, text })),
          ]}
        />
      ))}
    </>
  );
}

function optionsOf(
  { hoursAs, areHours, dates, shifts, issuer, headings }: Answers,
  chosen: string | undefined,
): FileOptions {
  const issuerId = issuer ?? chosen;
  const unit = areHours === 'hours' ? 'decimal' : hoursAs;
  const mapped = Object.entries(headings).map(
    ([heading, target]) => [heading, target === LEFT_OUT ? null : target] as const,
  );
  return {
    ...(unit === undefined ? {} : { hoursAs: unit }),
    ...(dates === undefined ? {} : { dates }),
    ...(shifts === 'hold' ? { holdOpenShifts: true } : {}),
    ...(issuerId === undefined ? {} : { issuerId }),
    ...(mapped.length === 0 ? {} : { headings: Object.fromEntries(mapped) }),
  };
}
