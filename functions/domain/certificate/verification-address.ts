import type { CertificateSnapshot } from './certificate.ts';

type Addressed = Pick<CertificateSnapshot, 'baseUrl' | 'certificateId'>;

/** Returns the path of a certificate's verification page. */
export const verificationPath = (certificateId: string): string => `/verify/${certificateId}`;

/** Returns the address of a certificate's verification page: printed, linked, and the `id` of its credential. */
export const verificationUrl = ({ baseUrl, certificateId }: Addressed): string =>
  `${baseUrl}${verificationPath(certificateId)}`;

/** Returns the address in the QR symbol: upper case throughout, so that the symbol is smaller (alphanumeric mode). */
export const qrAddress = ({ baseUrl, certificateId }: Addressed): string =>
  `${baseUrl.toUpperCase()}/V/${certificateId}`;
