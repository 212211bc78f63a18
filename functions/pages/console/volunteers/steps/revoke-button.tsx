import type { RevocationReason } from '../../../../domain/certificate/certificate.ts';
import { revokeCertificate } from '../../../../routes/lifecycle.ts';
import { useApi } from '../../../components/api.tsx';
import { Choice } from '../../../components/choice.tsx';
import { useDraft } from '../../../components/use-draft.ts';
import { useVolunteerWords } from '../words.ts';
import { StepButton, type StepProps } from './step-button.tsx';

const REASONS: readonly RevocationReason[] = [
  'issued_in_error',
  'hours_corrected',
  'holder_request',
  'fraud',
];

const NO_REASON: { readonly reasonCode: RevocationReason | null } = { reasonCode: null };

/** Revokes a certificate for good, for a reason that its holder reads. */
export function RevokeButton(props: StepProps) {
  const words = useVolunteerWords();
  const api = useApi();
  const [{ reasonCode }, setDraft, forgetDraft] = useDraft(
    `revocation ${props.certificate.certificateId}`,
    NO_REASON,
  );
  const texts = words.step.revoke;
  return (
    <StepButton
      {...props}
      route={revokeCertificate}
      texts={texts}
      missing={reasonCode === null ? texts.codeMissing : undefined}
      onSent={forgetDraft}
      send={async (note) => {
        if (reasonCode === null) return;
        await api.call(revokeCertificate, {
          path: { id: props.certificate.certificateId },
          body: { reasonCode, note },
        });
      }}
    >
      <Choice
        label={texts.code}
        placeholder={texts.choose}
        value={reasonCode}
        onChange={(chosen) => setDraft({ reasonCode: chosen })}
        options={REASONS.map((value) => ({ value, text: words.reason[value] }))}
      />
    </StepButton>
  );
}
