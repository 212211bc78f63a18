import { qrAddress } from '../../../domain/certificate/verification-address.ts';
import { QrSymbol } from '../../components/qr-symbol.tsx';
import { useReader } from '../../components/reader.tsx';
import type { MyWords } from '../words.ts';
import type { ShownCertificate } from './shown-state.ts';

/** The certificate's QR symbol, as it is printed. */
export default function QrCode({ certificate }: { readonly certificate: ShownCertificate }) {
  const { words } = useReader<MyWords>();
  const { certificateId, verificationUrl, displayId } = certificate;
  const baseUrl = new URL(verificationUrl ?? location.href).origin;
  return (
    <div className="qr">
      <QrSymbol text={qrAddress({ baseUrl, certificateId })} label={words.certificates.qr} />
      <p>
        <bdi className="id" dir="ltr">
          {displayId}
        </bdi>
      </p>
      <p>{words.certificates.qrText}</p>
    </div>
  );
}
