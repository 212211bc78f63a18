import { requestCorrection } from '../../../routes/lifecycle.ts';
import { useApi } from '../../components/api.tsx';
import { useReader } from '../../components/reader.tsx';
import type { OwnCertificate } from '../my-queries.ts';
import { NameRequestForm } from '../name-request-form.tsx';
import type { MyWords } from '../words.ts';

/** Asks the issuer to correct the name on a certificate. */
export default function CorrectionForm(props: {
  readonly certificate: OwnCertificate;
  readonly onDone: () => void;
}) {
  const { words } = useReader<MyWords>();
  const api = useApi();
  const { certificateId } = props.certificate;
  return (
    <NameRequestForm
      draftName={`correction ${certificateId}`}
      text={words.correction.text}
      now={props.certificate}
      stale={['corrections', 'certificates']}
      send={(body) => api.call(requestCorrection, { path: { id: certificateId }, body })}
      onDone={props.onDone}
    />
  );
}
