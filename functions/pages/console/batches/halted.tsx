import { Callout } from '../../components/callout.tsx';
import { filled } from '../../components/reader.tsx';
import { useFormat, useIssuerNames } from '../issuer-names.ts';
import { type Batch, type Halt, useHalts } from './batch-queries.ts';
import { useBatchWords } from './words.ts';

/** Says that issuing is halted for somebody in the batch, since when, and who resumes it. */
export function Halted({ batch }: { readonly batch: Batch }) {
  const { halted: words } = useBatchWords();
  const halts = useHalts(batch);
  if (halts.length === 0) return null;
  return (
    <Callout tone="warn" title={words.title}>
      {halts.map((halt) => (
        <p key={halt.issuerId ?? '*'}>
          <HaltText halt={halt} />
        </p>
      ))}
      <p>{words.nothingLost}</p>
    </Callout>
  );
}

function HaltText({ halt: { issuerId, since } }: { readonly halt: Halt }) {
  const { halted: words } = useBatchWords();
  const format = useFormat(issuerId);
  const nameOf = useIssuerNames();
  const moment = since === null ? { date: '', time: '' } : format.moment(since);
  if (issuerId === undefined) return filled(words.everyone, moment);
  return filled(words.issuer, { issuer: nameOf(issuerId), ...moment });
}
