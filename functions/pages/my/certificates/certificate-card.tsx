import { getDocument, getPicture } from '../../../routes/issuing.ts';
import { useApi } from '../../components/api.tsx';
import type { OwnCertificate } from '../my-queries.ts';
import { CertificateActions } from './certificate-actions.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import { CertificatePicture } from './certificate-picture.tsx';
import { CorrectionButton } from './correction-button.tsx';
import { CorrectionState } from './correction-state.tsx';
import { Download } from './download.tsx';
import { shownStateOf } from './shown-state.ts';

/** One certificate of whoever is signed in, with its state and what can be done with it. */
export function CertificateCard({ certificate }: { readonly certificate: OwnCertificate }) {
  const api = useApi();
  const { certificateId, displayId } = certificate;
  const isInForce = shownStateOf(certificate) === 'issued';
  const addressOfFile = async () => (await api.call(getDocument, { path: { id: certificateId } })).url;
  const picture = () => api.bytes(getPicture, 'image/jpeg', { path: { id: certificateId } });
  return (
    <CertificateFacts
      certificate={certificate}
      download={
        certificate.documentSha256 !== null && (
          <>
            <Download fileName={`${displayId}.pdf`} addressOfFile={addressOfFile} />
            {certificate.state === 'issued' && (
              <CertificatePicture certificate={certificate} picture={picture} />
            )}
          </>
        )
      }
    >
      {isInForce && (
        <CertificateActions certificate={certificate}>
          <CorrectionButton certificate={certificate} />
        </CertificateActions>
      )}
      {isInForce && <CorrectionState certificateId={certificateId} />}
    </CertificateFacts>
  );
}
