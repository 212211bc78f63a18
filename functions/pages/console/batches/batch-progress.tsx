import { cancelBatch, pauseBatch, resumeBatch } from '../../../routes/batches.ts';
import { Facts } from '../../components/facts.tsx';
import { filled } from '../../components/reader.tsx';
import { useFormat } from '../issuer-names.ts';
import { useMay } from '../own-roles.tsx';
import { WorkProgress } from '../work-progress.tsx';
import { AskedChangeButton, ChangeButton, ChangeFailure } from './batch-change.tsx';
import { type Batch, useCommand, useHalts } from './batch-queries.ts';
import { useBatchWords } from './words.ts';

/** How far a batch is, how fast it goes, and what holds it. */
export function BatchProgress({ batch }: { readonly batch: Batch }) {
  const { progress: words } = useBatchWords();
  const format = useFormat(batch.issuerIds[0]);
  const { counts, state } = batch;
  const done = counts.requested - counts.left;
  const isPlanning = state === 'planning';
  // While issuing is halted, the page says above what goes on, and when.
  const isHalted = useHalts(batch).length > 0 && state === 'running';
  return (
    <section className="panel" aria-label={words.title}>
      <WorkProgress label={words.title} isKnown={!isPlanning} done={done} all={counts.requested}>
        <strong>
          {isPlanning
            ? words.planning
            : filled(words.done, { done: format.number(done), all: format.number(counts.requested) })}
        </strong>
      </WorkProgress>
      {!isPlanning && <Pace batch={batch} />}
      {isHalted || <p className="quiet">{state === 'paused' ? words.mayCloseWhilePaused : words.mayClose}</p>}
      <Controls batch={batch} />
    </section>
  );
}

/** The rate and the time that is left, once they are known. */
function Pace({ batch }: { readonly batch: Batch }) {
  const { state, ratePerSecond, secondsLeft, counts, issuerIds } = batch;
  const { progress: words } = useBatchWords();
  const format = useFormat(issuerIds[0]);
  const isHalted = useHalts(batch).length > 0;
  const isKnown = state === 'running' && !isHalted && ratePerSecond !== null && ratePerSecond > 0;
  const minutes = secondsLeft === null ? null : Math.ceil(secondsLeft / 60);
  return (
    <Facts
      numbers
      facts={[
        [words.left, format.number(counts.left)],
        [words.rate, isKnown ? format.number(Math.round(ratePerSecond * 60)) : words.unknown],
        [
          words.timeLeft,
          !isKnown || minutes === null ? words.unknown : minutes <= 1 ? words.soon : format.hours(minutes),
        ],
      ]}
    />
  );
}

function Controls({ batch: { batchId, state, counts, issuerIds } }: { readonly batch: Batch }) {
  const all = useBatchWords();
  const format = useFormat(issuerIds[0]);
  const may = useMay();
  const pause = useCommand(batchId, pauseBatch);
  const resume = useCommand(batchId, resumeBatch);
  const cancel = useCommand(batchId, cancelBatch);
  const error = pause.error ?? resume.error;
  if (!may(cancelBatch)) return null;
  return (
    <>
      {error && <ChangeFailure error={error} />}
      <div className="actions">
        {state === 'running' && <ChangeButton change={pause} text={all.progress.pause} />}
        {state === 'paused' && <ChangeButton change={resume} text={all.progress.resume} isMain />}
        <AskedChangeButton change={cancel} text={all.cancel} title={all.cancelTitle} confirm={all.cancelYes}>
          <p>
            {counts.issued === 0
              ? all.confirm.nothingYet
              : format.counted(all.progress.staysIssued, counts.issued)}
          </p>
        </AskedChangeButton>
      </div>
    </>
  );
}
