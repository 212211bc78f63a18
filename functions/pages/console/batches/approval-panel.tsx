import { useState } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { approveBatch, cancelBatch } from '../../../routes/batches.ts';
import { filled, OwnWords } from '../../components/reader.tsx';
import { MayDo } from '../may-do.tsx';
import { useMay, useOwnRoles } from '../own-roles.tsx';
import { usePeopleNames } from '../people-names.ts';
import { AskedChangeButton, ChangeButton, ChangeFailure } from './batch-change.tsx';
import { type Batch, useCommand, useHalts } from './batch-queries.ts';
import { Emails, Issued } from './confirm-panel.tsx';
import { useBatchWords } from './words.ts';

/** A batch that waits for a second person: why, for whom, what it would issue; that person approves it. */
export function ApprovalPanel({ batch }: { readonly batch: Batch }) {
  const all = useBatchWords();
  const { approval: words, confirm } = all;
  const nameOf = usePeopleNames();
  const may = useMay();
  const cancel = useCommand(batch.batchId, cancelBatch);
  const requester = batch.confirmedBy ?? batch.createdBy;
  return (
    <section className="panel" aria-labelledby="approval">
      <h2 id="approval">{words.title}</h2>
      <p>{words.why[batch.secondPerson ?? 'many_certificates']}</p>
      <p>{filled(words.who, { name: <OwnWords text={nameOf(requester)} /> })}</p>
      <Issued batch={batch} />
      <Emails batch={batch} notify={batch.notify} />
      <MayDo route={approveBatch}>
        <Approval batch={batch} />
      </MayDo>
      {may(cancelBatch) && (
        <div className="actions">
          <AskedChangeButton
            change={cancel}
            text={all.cancel}
            title={all.cancelTitle}
            confirm={all.cancelYes}
          >
            <p>{confirm.nothingYet}</p>
          </AskedChangeButton>
        </div>
      )}
    </section>
  );
}

/** Approves the batch, for another person than those who asked for it. */
function Approval({ batch }: { readonly batch: Batch }) {
  const { approval: words } = useBatchWords();
  const { subject } = useOwnRoles();
  const [sure, setSure] = useState(false);
  const approve = useCommand(batch.batchId, approveBatch);
  const isHalted = useHalts(batch).length > 0;
  if (subject === batch.createdBy || subject === batch.confirmedBy) return <p>{words.own}</p>;
  return (
    <>
      <Checkbox className="checkbox" isSelected={sure} onChange={setSure}>
        <span className="box" aria-hidden="true" />
        {words.sure}
      </Checkbox>
      {approve.error && <ChangeFailure error={approve.error} />}
      <div className="actions">
        <ChangeButton change={approve} text={words.approve} isMain isDisabled={!sure || isHalted} />
      </div>
    </>
  );
}
