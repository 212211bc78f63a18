import { Switch } from 'react-aria-components/Switch';
import { cancelBatch, createBatch } from '../../../routes/batches.ts';
import { Callout } from '../../components/callout.tsx';
import { Facts } from '../../components/facts.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
import { AskedChangeButton, ChangeButton, ChangeFailure } from './batch-change.tsx';
import { type Batch, useCommand, useConfirmation, useHalts } from './batch-queries.ts';
import { PrintPreview } from './print-preview.tsx';
import { useBatchWords } from './words.ts';

/** What confirming a dry run would issue and send; and the confirmation. */
export function ConfirmPanel({ batch }: { readonly batch: Batch }) {
  const { confirm: words } = useBatchWords();
  const [{ notify }, setDraft] = useDraft(`notify ${batch.batchId}`, { notify: batch.notify });
  const eligible = batch.counts.eligible ?? 0;
  const discard = useCommand(batch.batchId, cancelBatch);
  return (
    <section className="panel" aria-labelledby="confirm">
      <h2 id="confirm">{words.title}</h2>
      {eligible === 0 ? (
        <Callout tone="warn" title={words.nobody}>
          {words.nobodyText}
        </Callout>
      ) : (
        <>
          <p>{words.lead}</p>
          <Issued batch={batch} />
          <PrintPreview batch={batch} />
        </>
      )}
      <MayDo route={createBatch}>
        {eligible > 0 && (
          <>
            <Switch
              className="switch"
              isSelected={notify}
              onChange={(isSelected) => setDraft({ notify: isSelected })}
            >
              <span className="track" aria-hidden="true" />
              {words.notify}
            </Switch>
            <Emails batch={batch} notify={notify} />
            {batch.secondPerson !== null && (
              <Callout tone="warn" title={words.secondPerson}>
                {words.secondPersonWhy[batch.secondPerson]}
              </Callout>
            )}
          </>
        )}
        {discard.error && <ChangeFailure error={discard.error} />}
        <div className="actions">
          {eligible > 0 && <Confirmation batch={batch} notify={notify} />}
          <ChangeButton change={discard} text={words.discard} />
        </div>
      </MayDo>
    </section>
  );
}

/** Asks once more, with the numbers, and confirms. */
function Confirmation({ batch, notify }: { readonly batch: Batch; readonly notify: boolean }) {
  const { confirm: words } = useBatchWords();
  const format = useFormat(batch.issuerIds[0]);
  const confirmation = useConfirmation(batch.batchId, notify);
  const eligible = batch.counts.eligible ?? 0;
  const isHalted = useHalts(batch).length > 0;
  return (
    <AskedChangeButton
      change={confirmation}
      text={format.counted(words.issue, eligible)}
      title={words.sure}
      confirm={format.counted(words.yes, eligible)}
      isMain
      isDisabled={isHalted}
    >
      <Issued batch={batch} />
      <Emails batch={batch} notify={notify} />
      <p>{words.forGood}</p>
    </AskedChangeButton>
  );
}

/** How many certificates, of whom, in which designs and languages. */
export function Issued({ batch }: { readonly batch: Batch }) {
  const { confirm: words, designs } = useBatchWords();
  const format = useFormat(batch.issuerIds[0]);
  const nameOf = useIssuerNames();
  const known: Readonly<Record<string, string>> = designs;
  const printed = Object.entries(batch.expected.designs).map(([design, count]) => {
    const [name = design] = design.split('@');
    return `${known[name] ?? design} (${format.number(count)})`;
  });
  return (
    <Facts
      facts={[
        [words.certificates, format.number(batch.counts.eligible ?? 0)],
        [words.entities, batch.issuerIds.map(nameOf).join(' · ')],
        [words.design, printed.join(' · ')],
        [words.languages, words.bothLanguages],
      ]}
    />
  );
}

/** How many emails go out, and how many holders none reaches. */
export function Emails({ batch, notify }: { readonly batch: Batch; readonly notify: boolean }) {
  const { confirm: words } = useBatchWords();
  const format = useFormat(batch.issuerIds[0]);
  const { emails, unreached } = batch.expected;
  if (!notify) return <p>{words.noEmails}</p>;
  return (
    <p>
      {emails === 0 ? words.nobodyReached : format.counted(words.emails, emails)}{' '}
      {emails > 0 && unreached > 0 && format.counted(words.unreached, unreached)}
    </p>
  );
}
