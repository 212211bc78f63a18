import { retryBatch } from '../../../routes/batches.ts';
import { Callout } from '../../components/callout.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { Deliveries } from '../deliveries/deliveries.tsx';
import { useFormat } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
import { ChangeButton, ChangeFailure } from './batch-change.tsx';
import { BatchFiles } from './batch-files.tsx';
import { type Batch, useCommand, useHalts } from './batch-queries.ts';
import { useBatchWords } from './words.ts';

/** What became of a batch: what to hand out, what to try again. */
export function BatchResult({ batch }: { readonly batch: Batch }) {
  const { result: words } = useBatchWords();
  const format = useFormat(batch.issuerIds[0]);
  const { counts, cancelledBecause, dryRun, state } = batch;
  const documents = counts.issued + counts.alreadyIssued;
  if (dryRun && cancelledBecause === null)
    return (
      <Callout title={words.discarded}>
        <ConsoleLink path="/batches/new">{words.again}</ConsoleLink>
      </Callout>
    );
  return (
    <>
      {cancelledBecause !== null ? (
        <Callout tone="wrong" title={words.tooLarge}>
          {words.tooLargeText}
        </Callout>
      ) : (
        <Callout
          tone={counts.issued > 0 && state === 'done' ? 'good' : 'neutral'}
          title={counts.issued === 0 ? words.nothingIssued : format.counted(words.issued, counts.issued)}
        >
          {state === 'cancelled' && <p>{words.cancelled}</p>}
          {counts.issued > 0 && <p>{batch.notify ? words.notified : words.notNotified}</p>}
          {counts.changed > 0 && <p>{format.counted(words.changed, counts.changed)}</p>}
        </Callout>
      )}
      {counts.failed > 0 && <Retry batch={batch} />}
      {counts.issued > 0 && batch.notify && <Deliveries batch={batch} />}
      {documents > 0 && (
        <section className="panel" aria-labelledby="files">
          <h2 id="files">{words.files}</h2>
          <p>{words.filesText}</p>
          <div className="actions">
            <ConsoleLink path={`/batches/${batch.batchId}/hand-out`} className="action">
              {words.handOut}
            </ConsoleLink>
            <BatchFiles batch={batch} />
          </div>
        </section>
      )}
    </>
  );
}

/** Tries what failed once more. */
function Retry({ batch }: { readonly batch: Batch }) {
  const { result: words } = useBatchWords();
  const format = useFormat(batch.issuerIds[0]);
  const retry = useCommand(batch.batchId, retryBatch);
  const isHalted = useHalts({ ...batch, state: 'running' }).length > 0;
  return (
    <Callout
      tone="warn"
      title={format.counted(words.failed, batch.counts.failed)}
      action={
        batch.state === 'done' && (
          <MayDo route={retryBatch}>
            <ChangeButton change={retry} text={words.retry} isMain isDisabled={isHalted} />
          </MayDo>
        )
      }
    >
      <p>{words.failedText}</p>
      {retry.error && <ChangeFailure error={retry.error} />}
    </Callout>
  );
}
