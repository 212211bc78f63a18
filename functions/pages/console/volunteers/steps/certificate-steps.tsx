import { isOpenTo } from '../../../../domain/certificate/open-steps.ts';
import { reinstateCertificate, suspendCertificate } from '../../../../routes/lifecycle.ts';
import { ReplaceButton } from './replace-button.tsx';
import { RevokeButton } from './revoke-button.tsx';
import type { StepProps } from './step-button.tsx';
import { SuspensionButton } from './suspension-button.tsx';

/** The steps that the state of a certificate allows. */
export function CertificateSteps(props: StepProps) {
  const { state } = props.certificate;
  return (
    <>
      {isOpenTo(state, 'superseded') && <ReplaceButton {...props} />}
      {isOpenTo(state, 'suspended') && (
        <SuspensionButton {...props} route={suspendCertificate} step="suspend" />
      )}
      {isOpenTo(state, 'reinstated') && (
        <SuspensionButton {...props} route={reinstateCertificate} step="reinstate" />
      )}
      {isOpenTo(state, 'revoked') && <RevokeButton {...props} />}
    </>
  );
}
