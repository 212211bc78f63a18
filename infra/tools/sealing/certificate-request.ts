import { createHash } from 'node:crypto';
import * as asn1 from 'asn1js';
import type { Signer } from '../../../functions/domain/ports/signer.ts';
import { bufferOf, derOf } from '../../../functions/proof/seal-template.ts';

/** The legal entity that a sealing certificate names. */
export interface SealSubject {
  /** ISO 3166, two letters. */
  readonly country: string;
  readonly organization: string;
  readonly commonName: string;
}

const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const NAMES = { country: '2.5.4.6', organization: '2.5.4.10', commonName: '2.5.4.3' } as const;
const LINE = 64;

/**
 * Makes a request for a sealing certificate (PKCS #10, RFC 2986), signed with a key that never leaves KMS. Returns it as
 * PEM. Throws what the signer throws.
 */
export async function certificateRequest(
  subject: SealSubject,
  keyId: string,
  signer: Signer,
): Promise<string> {
  const information = new asn1.Sequence({
    value: [
      new asn1.Integer({ value: 0 }),
      nameOf(subject),
      parsed(await signer.publicKey(keyId)),
      // No attributes: authorities decide on the extensions of a seal themselves.
      new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [] }),
    ],
  });
  const digest = createHash('sha256').update(derOf(information)).digest();
  const signature = await signer.sign(keyId, digest);
  const request = new asn1.Sequence({
    value: [
      information,
      new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: SHA256_WITH_RSA }), new asn1.Null()] }),
      new asn1.BitString({ valueHex: bufferOf(signature) }),
    ],
  });
  return pem(derOf(request));
}

function nameOf(subject: SealSubject): asn1.Sequence {
  const attributes = (Object.keys(NAMES) as (keyof typeof NAMES)[]).map((field) => {
    const value = subject[field];
    const text = field === 'country' ? new asn1.PrintableString({ value }) : new asn1.Utf8String({ value });
    return new asn1.Set({
      value: [new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: NAMES[field] }), text] })],
    });
  });
  return new asn1.Sequence({ value: attributes });
}

const parsed = (der: Uint8Array): asn1.AsnType => asn1.fromBER(bufferOf(der)).result;

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return ['-----BEGIN CERTIFICATE REQUEST-----', ...lines, '-----END CERTIFICATE REQUEST-----', ''].join(
    '\n',
  );
}
