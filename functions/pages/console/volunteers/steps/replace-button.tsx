import { replaceCertificate } from '../../../../routes/lifecycle.ts';
import { useApi } from '../../../components/api.tsx';
import { correctedNames, NameFields } from '../../../components/name-fields.tsx';
import { useDraft } from '../../../components/use-draft.ts';
import { useVolunteerWords } from '../words.ts';
import { StepButton, type StepProps } from './step-button.tsx';

const EMPTY = { nameAr: '', nameEn: '' };

/**
 * Replaces a certificate by one with a corrected name, or asks a second person to; the name that it bears stands by each
 * field.
 */
export function ReplaceButton(props: StepProps) {
  const words = useVolunteerWords();
  const api = useApi();
  const { certificateId } = props.certificate;
  const [draft, setDraft, forgetDraft] = useDraft(`replacement ${certificateId}`, EMPTY);
  const names = correctedNames(draft, props.certificate);
  const texts = words.step.replace;
  return (
    <StepButton
      {...props}
      route={replaceCertificate}
      texts={texts}
      missing={Object.keys(names).length === 0 ? texts.unchanged : undefined}
      send={(note) =>
        api.request(replaceCertificate, { path: { id: certificateId }, body: { ...names, note } })
      }
      doneText={({ status }) => (status === 202 ? texts.waits : texts.done)}
      onSent={forgetDraft}
    >
      <NameFields labels={texts} present={props.certificate} draft={draft} onChange={setDraft} />
    </StepButton>
  );
}
