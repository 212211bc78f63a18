import { X509Certificate } from 'node:crypto';

/** Returns the certificates of a PEM text as DER, in their order. */
export function certificatesOf(pem: string): Uint8Array[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block).raw);
}
