import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { filled, OwnWords } from '../../components/reader.tsx';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { usePeopleNames } from '../people-names.ts';
import { RecordPage } from '../record-page.tsx';
import { ApprovalPanel } from './approval-panel.tsx';
import { Overtaken } from './batch-change.tsx';
import { BatchItems } from './batch-items.tsx';
import { BatchProgress } from './batch-progress.tsx';
import { type Batch, useBatch, useHalts } from './batch-queries.ts';
import { BatchResult } from './batch-result.tsx';
import { ConfirmPanel } from './confirm-panel.tsx';
import { Halted } from './halted.tsx';
import { useBatchWords } from './words.ts';

/** One batch, from its dry run to its result. Its state is the service's: the page may be closed at any time. */
export function BatchPage({ batchId }: { readonly batchId: string }) {
  const words = useBatchWords();
  const record = useBatch(batchId);
  const queries = useQueryClient();
  const state = record.data?.state;
  useEffect(() => {
    // The list, and what waits, change with the state.
    if (state === undefined) return;
    void queries.invalidateQueries({ queryKey: ['batches'] });
    void queries.invalidateQueries({ queryKey: ['waiting'] });
  }, [state, queries]);
  return (
    <RecordPage listPath="/batches" title={words.title} back={words.back} record={record}>
      {(batch) => (
        <>
          <Head batch={batch} />
          <Overtaken batchId={batchId} />
          <Halted batch={batch} />
          <Stage batch={batch} />
          {batch.state !== 'planning' && <BatchItems key={batch.state} batch={batch} />}
        </>
      )}
    </RecordPage>
  );
}

/** What there is to do about a batch in its state. */
function Stage({ batch }: { readonly batch: Batch }) {
  switch (batch.state) {
    case 'draft':
      return <ConfirmPanel batch={batch} />;
    case 'awaiting_approval':
      return <ApprovalPanel batch={batch} />;
    case 'done':
    case 'cancelled':
      return <BatchResult batch={batch} />;
    default:
      return <BatchProgress batch={batch} />;
  }
}

/** Whose batch it is, and who has done what about it. */
function Head({ batch }: { readonly batch: Batch }) {
  const words = useBatchWords();
  const format = useFormat(batch.issuerIds[0]);
  const issuerName = useIssuerNames();
  const nameOf = usePeopleNames();
  const standsStill = useHalts(batch).length > 0 && batch.state === 'running';
  const { createdBy, confirmedBy, approvedBy, stopped, endedAt } = batch;
  const acts = [
    filled(words.requestedBy, {
      name: <OwnWords text={nameOf(createdBy)} />,
      ...format.moment(batch.createdAt),
    }),
    confirmedBy !== null && filled(words.confirmedBy, { name: <OwnWords text={nameOf(confirmedBy)} /> }),
    approvedBy !== null && filled(words.approvedBy, { name: <OwnWords text={nameOf(approvedBy)} /> }),
    stopped !== null &&
      filled(batch.state === 'paused' ? words.pausedBy : words.cancelledBy, {
        name: <OwnWords text={nameOf(stopped.by)} />,
        ...format.moment(stopped.at),
      }),
    stopped === null && endedAt !== null && filled(words.endedAt, format.moment(endedAt)),
  ].filter((act) => act !== false);
  return (
    <div className="batch-head">
      <h1>{standsStill ? words.halted.title : words.titles[batch.state]}</h1>
      <p>
        <strong>{batch.issuerIds.map(issuerName).join(' · ')}</strong>
      </p>
      {acts.map((act, index) => (
        // The acts of a batch are only ever added to.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <p key={index} className="quiet">
          {act}
        </p>
      ))}
    </div>
  );
}
