import type { reinstateCertificate, suspendCertificate } from '../../../../routes/lifecycle.ts';
import { useApi } from '../../../components/api.tsx';
import { useVolunteerWords } from '../words.ts';
import { StepButton, type StepProps } from './step-button.tsx';

/** Suspends a certificate while a dispute lasts, or ends that. */
export function SuspensionButton(
  props: StepProps & {
    readonly route: typeof suspendCertificate | typeof reinstateCertificate;
    readonly step: 'suspend' | 'reinstate';
  },
) {
  const words = useVolunteerWords();
  const api = useApi();
  return (
    <StepButton
      {...props}
      texts={words.step[props.step]}
      send={(note) =>
        api.call(props.route, { path: { id: props.certificate.certificateId }, body: { note } })
      }
    />
  );
}
