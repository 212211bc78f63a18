import encodeQR from 'qr';
import { useMemo } from 'react';
import { qrAddress } from '../../../domain/certificate/verification-address.ts';
import { useReader } from '../../components/reader.tsx';
import type { MyWords } from '../words.ts';
import type { ShownCertificate } from './shown-state.ts';

/** Modules of light around the symbol, as ISO/IEC 18004 requires. */
const QUIET_ZONE = 4;

/** The certificate's QR symbol, as it is printed, in black on white whatever the colour scheme. */
export default function QrCode({ certificate }: { readonly certificate: ShownCertificate }) {
  const { words } = useReader<MyWords>();
  const { certificateId, verificationUrl, displayId } = certificate;
  const modules = useMemo(() => {
    const baseUrl = new URL(verificationUrl ?? location.href).origin;
    return encodeQR(qrAddress({ baseUrl, certificateId }), 'raw', { ecc: 'medium', border: QUIET_ZONE });
  }, [certificateId, verificationUrl]);
  const path = modules
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <div className="qr">
      <svg viewBox={`0 0 ${modules.length} ${modules.length}`} role="img" aria-label={words.certificates.qr}>
        <rect width="100%" height="100%" fill="#fff" />
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <p>
        <bdi className="id" dir="ltr">
          {displayId}
        </bdi>
      </p>
      <p>{words.certificates.qrText}</p>
    </div>
  );
}
