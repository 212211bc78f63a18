import { resumeIssuing } from '../../../routes/supervision.ts';
import { Callout } from '../../components/callout.tsx';
import { filled, OwnWords } from '../../components/reader.tsx';
import { AskedButton } from '../asked-button.tsx';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { useMay } from '../own-roles.tsx';
import { usePeopleNames } from '../people-names.ts';
import { type Batch, type Halt, useHalts, useResumption } from './batch-queries.ts';
import { useBatchWords } from './words.ts';

/** Says that issuing is halted for somebody in the batch, since when and by whom, and lets an approver resume it. */
export function Halted({ batch }: { readonly batch: Batch }) {
  const { halted: words } = useBatchWords();
  const may = useMay();
  const halts = useHalts(batch);
  if (halts.length === 0) return null;
  const resumable = halts.flatMap(({ issuerId }) =>
    issuerId !== undefined && may(resumeIssuing, issuerId) ? [issuerId] : [],
  );
  return (
    <Callout
      tone="warn"
      title={words.title}
      action={
        resumable.length > 0 && resumable.map((issuerId) => <Resumption key={issuerId} issuerId={issuerId} />)
      }
    >
      {halts.map((halt) => (
        <p key={halt.issuerId ?? '*'}>
          <HaltText halt={halt} />
        </p>
      ))}
      <p>{words.nothingLost}</p>
    </Callout>
  );
}

function HaltText({ halt: { issuerId, since, by } }: { readonly halt: Halt }) {
  const { halted: words } = useBatchWords();
  const format = useFormat(issuerId);
  const nameOf = useIssuerNames();
  const personOf = usePeopleNames();
  const moment = since === null ? { date: '', time: '' } : format.moment(since);
  if (issuerId === undefined) return filled(words.everyone, moment);
  const name = <OwnWords text={personOf(by ?? '')} />;
  return filled(words.issuer, { issuer: nameOf(issuerId), name, ...moment });
}

function Resumption({ issuerId }: { readonly issuerId: string }) {
  const { halted: words } = useBatchWords();
  const issuer = useIssuerNames()(issuerId);
  const resumption = useResumption(issuerId);
  return (
    <AskedButton change={resumption} text={words.resume} confirm={words.resume}>
      <p>{filled(words.resumeText, { issuer })}</p>
    </AskedButton>
  );
}
