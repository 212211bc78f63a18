import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Callout } from '../../components/callout.tsx';
import { Facts } from '../../components/facts.tsx';
import { filled, OwnWords } from '../../components/reader.tsx';
import { useFormat } from '../issuer-names.ts';
import { usePeopleNames } from '../people-names.ts';
import { RecordPage } from '../record-page.tsx';
import { WorkProgress } from '../work-progress.tsx';
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
  const words = useImportWords();
  const record = useImport(importId);
  const queries = useQueryClient();
  const running = record.data === undefined || isRunning(record.data);
  useEffect(() => {
    // What waits, and the list, change when the work on an import ends.
    if (running) return;
    void queries.invalidateQueries({ queryKey: ['imports'] });
    void queries.invalidateQueries({ queryKey: ['waiting'] });
  }, [running, queries]);
  return (
    <RecordPage listPath="/imports" title={words.title} back={words.back} record={record}>
      {(report) => (
        <>
          <ReportHead report={report} />
          {isRunning(report) ? (
            <Progress report={report} />
          ) : (
            <>
              <Questions report={report} />
              <ReleasePanel report={report} />
              <Problems key={report.state} report={report} />
              <UnderstandingPanel report={report} />
              <ImportSteps report={report} />
            </>
          )}
        </>
      )}
    </RecordPage>
  );
}

function ReportHead({ report }: { readonly report: Report }) {
  const words = useImportWords();
  const format = useFormat();
  const nameOf = usePeopleNames();
  const { date, time } = format.moment(report.createdAt);
  const outcome = outcomeOf(report);
  const counts = (['rows', 'new', 'changed', 'unchanged'] as const).map(
    (name) => [words.counts[name], format.numbers([report.counts[name]])] as const,
  );
  return (
    <>
      <h1>
        <OwnWords text={report.fileName} />
      </h1>
      <p className="quiet">{filled(words.recorded, { name: nameOf(report.recordedBy), date, time })}</p>
      {!isRunning(report) && (
        <Callout tone={outcome.tone} title={stateText(report, words)}>
          {outcome.text && words.outcome[outcome.text]}
        </Callout>
      )}
      {report.counts.rows > 0 && <Facts numbers facts={counts} />}
    </>
  );
}

/** Returns which words say how an import ended, and how good that is. */
function outcomeOf({ state, counts, finishedAt, sha256 }: Report): {
  readonly tone: 'good' | 'warn' | 'wrong' | 'neutral';
  readonly text?: keyof ReturnType<typeof useImportWords>['outcome'];
} {
  if (state === 'refused') return { tone: 'wrong', text: 'refused' };
  if (state === 'failed')
    return { tone: 'wrong', text: sha256 === null && finishedAt !== null ? 'gone' : 'failed' };
  if (state === 'checked') return { tone: 'good', text: 'checked' };
  if (state !== 'imported') return { tone: 'neutral' };
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
      <WorkProgress label={words.states[state]} isKnown={isKnown} done={rowsWritten} all={counts.rows}>
        <strong>{words.states[state]}</strong>
        {isKnown && <span> {filled(words.progress, { done, all })}</span>}
      </WorkProgress>
    </section>
  );
}
