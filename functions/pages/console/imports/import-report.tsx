import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { filled, useReader } from '../../components/reader.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { useFormat } from '../issuer-names.ts';
import { usePeopleNames } from '../people-names.ts';
import type { ConsoleWords } from '../words.ts';
import { isRunning, type ImportReport as Report, useImport } from './import-queries.ts';
import { stateText } from './import-state.ts';
import { ImportSteps } from './import-steps.tsx';
import { Problems } from './problems.tsx';
import { Questions } from './questions.tsx';
import { ReleasePanel } from './release-panel.tsx';
import { UnderstandingPanel } from './understanding-panel.tsx';
import { useImportWords } from './words.ts';

/** One import: how far it is, what was understood and found, and what can be done about it. */
export function ImportReport({ importId }: { readonly importId: string }) {
  const { words: frame } = useReader<ConsoleWords>();
  const words = useImportWords();
  const { data, error, refetch } = useImport(importId);
  const queries = useQueryClient();
  const running = data === undefined || isRunning(data);
  useEffect(() => {
    // What waits, and the list, change when the work on an import ends.
    if (running) return;
    void queries.invalidateQueries({ queryKey: ['imports'] });
    void queries.invalidateQueries({ queryKey: ['waiting'] });
  }, [running, queries]);
  return (
    <>
      <p>
        <ConsoleLink path="/imports">{words.back}</ConsoleLink>
      </p>
      {error && <Failure error={error} again={() => refetch()} />}
      {data === undefined ? (
        !error && <Callout>{frame.loading}</Callout>
      ) : (
        <>
          <ReportHead report={data} />
          {isRunning(data) ? (
            <Progress report={data} />
          ) : (
            <>
              <Questions report={data} />
              <ReleasePanel report={data} />
              <Problems key={data.state} report={data} />
              <UnderstandingPanel report={data} />
              <ImportSteps report={data} />
            </>
          )}
        </>
      )}
    </>
  );
}

function ReportHead({ report }: { readonly report: Report }) {
  const words = useImportWords();
  const format = useFormat();
  const nameOf = usePeopleNames(words);
  const { date, time } = format.moment(report.createdAt);
  const outcome = outcomeOf(report);
  const counts = (['rows', 'new', 'changed', 'unchanged'] as const).map(
    (name) => [words.counts[name], format.numbers([report.counts[name]])] as const,
  );
  return (
    <>
      <h1>
        <bdi>{report.fileName}</bdi>
      </h1>
      <p className="quiet">{filled(words.recorded, { name: nameOf(report.recordedBy), date, time })}</p>
      {!isRunning(report) && (
        <Callout tone={outcome.tone} title={stateText(report, words)}>
          {outcome.text && words.outcome[outcome.text]}
        </Callout>
      )}
      {report.counts.rows > 0 && (
        <dl className="card-facts numbers">
          {counts.map(([label, count]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** Returns which words say how an import ended, and how good that is. */
function outcomeOf({ state, counts, finishedAt, sha256 }: Report): {
  readonly tone: 'good' | 'warn' | 'wrong' | 'plain';
  readonly text?: keyof ReturnType<typeof useImportWords>['outcome'];
} {
  if (state === 'refused') return { tone: 'wrong', text: 'refused' };
  if (state === 'failed')
    return { tone: 'wrong', text: sha256 === null && finishedAt !== null ? 'gone' : 'failed' };
  if (state === 'checked') return { tone: 'good', text: 'checked' };
  if (state !== 'imported') return { tone: 'plain' };
  return { tone: 'good', text: counts.new + counts.changed === 0 ? 'unchanged' : 'imported' };
}

/** How far the work on an import is. */
function Progress({ report }: { readonly report: Report }) {
  const words = useImportWords();
  const format = useFormat();
  const { counts, rowsWritten, state } = report;
  const isKnown = state === 'writing' && counts.rows > 0;
  const done = format.numbers([rowsWritten]);
  const all = format.numbers([counts.rows]);
  return (
    <section className="panel" aria-live="polite">
      <ProgressBar
        className="progress"
        aria-label={words.states[state]}
        isIndeterminate={!isKnown}
        value={rowsWritten}
        maxValue={Math.max(counts.rows, 1)}
      >
        {({ percentage, isIndeterminate }) => (
          <>
            <strong>{words.states[state]}</strong>
            {isKnown && <span> {filled(words.progress, { done, all })}</span>}
            <svg className="bar-track" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
              <rect
                className={isIndeterminate ? 'bar-fill moving' : 'bar-fill'}
                width={isIndeterminate ? 30 : (percentage ?? 0)}
                height="1"
              />
            </svg>
          </>
        )}
      </ProgressBar>
    </section>
  );
}
