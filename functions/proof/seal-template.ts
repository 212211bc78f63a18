import { createHash, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';

/** Object identifiers in a CAdES signature. */
export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaEncryption: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
} as const;

/**
 * The CMS of a chain's seals, with a gap for the document's digest and one for the signature, the only parts in which
 * seals of a chain differ.
 */
export interface SealTemplate {
  /** The signed attributes as they are hashed: a DER SET. */
  readonly attributes: Uint8Array;
  /** Offset of the document's digest in `attributes`. */
  readonly digestInAttributes: number;
  /** The whole CMS, DER. */
  readonly cms: Uint8Array;
  /** Offset of the document's digest in `cms`. */
  readonly digestInCms: number;
  /** Offset of the signature in `cms`. */
  readonly signatureInCms: number;
  /** Length of the signature in bytes. */
  readonly signatureLength: number;
}

/**
 * Builds the template of a chain's seals.
 *
 * @param chain DER certificates, the sealing one first.
 */
export function sealTemplate(chain: readonly Uint8Array[]): SealTemplate {
  const [sealing, ...others] = chain;
  if (sealing === undefined) throw new Error('The chain of a seal is empty');
  const certificate = pki.Certificate.fromBER(bufferOf(sealing));
  const signatureLength = modulusBytes(sealing);
  // Placeholders that occur nowhere else in the DER, to find the gaps by.
  const digest = sha256(Buffer.concat([Buffer.from('gap'), sealing]));
  const signature = Buffer.concat(Array.from({ length: signatureLength / 32 }, () => sha256(digest)));
  const attributes = signedAttributes(digest, [
    sealing,
    ...others.filter((der) => !isSelfIssued(new X509Certificate(der))),
  ]);
  const signedData = new pki.SignedData({
    version: 1,
    digestAlgorithms: [algorithm(OID.sha256)],
    encapContentInfo: new pki.EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [certificate, ...others.map((der) => pki.Certificate.fromBER(bufferOf(der)))],
    signerInfos: [
      new pki.SignerInfo({
        version: 1,
        sid: new pki.IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        digestAlgorithm: algorithm(OID.sha256),
        signedAttrs: new pki.SignedAndUnsignedAttributes({ type: 0, attributes }),
        signatureAlgorithm: algorithm(OID.sha256WithRsa),
        signature: new asn1.OctetString({ valueHex: bufferOf(signature) }),
      }),
    ],
  });
  const content = new pki.ContentInfo({ contentType: OID.signedData, content: signedData.toSchema(true) });
  const cms = derOf(content.toSchema());
  const attributesDer = derOf(new asn1.Set({ value: attributes.map((attribute) => attribute.toSchema()) }));
  return {
    attributes: attributesDer,
    digestInAttributes: offsetOf(digest, attributesDer),
    cms,
    digestInCms: offsetOf(digest, cms),
    signatureInCms: offsetOf(signature, cms),
    signatureLength,
  };
}

function offsetOf(placeholder: Uint8Array, der: Uint8Array): number {
  const offset = Buffer.from(der).indexOf(placeholder);
  if (offset < 0) throw new Error('The template of a seal lacks its digest or signature');
  return offset;
}

function modulusBytes(certificate: Uint8Array): number {
  const bits = new X509Certificate(certificate).publicKey.asymmetricKeyDetails?.modulusLength;
  if (bits === undefined || bits % 256 !== 0)
    throw new Error('A sealing key must be an RSA key whose size is a multiple of 256 bits');
  return bits / 8;
}

/** Returns the DER of an ASN.1 value. */
export const derOf = (value: asn1.BaseBlock): Uint8Array => new Uint8Array(value.toBER(false));

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** Returns a copy in its own buffer, which ASN.1 values need. */
export const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** Returns whether a certificate names its subject as its issuer, so that its own key shows whether it was altered. */
export const isSelfIssued = ({ subject, issuer }: X509Certificate): boolean => subject === issuer;

function signedAttributes(documentSha256: Uint8Array, identified: readonly Uint8Array[]): pki.Attribute[] {
  const attributes = [
    new pki.Attribute({ type: OID.contentType, values: [new asn1.ObjectIdentifier({ value: OID.data })] }),
    new pki.Attribute({
      type: OID.messageDigest,
      values: [new asn1.OctetString({ valueHex: bufferOf(documentSha256) })],
    }),
    new pki.Attribute({ type: OID.signingCertificateV2, values: [signingCertificate(identified)] }),
  ];
  // DER orders the members of a SET by their encoding, and the signature is over the DER.
  return attributes.sort((a, b) => Buffer.compare(derOf(a.toSchema()), derOf(b.toSchema())));
}

/**
 * Returns SigningCertificateV2 (RFC 5035) of the sealing certificate and the authorities that issued one another. No seal
 * covers its certificates otherwise: of an authority whose root isn't in the file, any byte could be another.
 */
const signingCertificate = (identified: readonly Uint8Array[]) =>
  new asn1.Sequence({ value: [new asn1.Sequence({ value: identified.map(certificateIdentifier) })] });

/** Returns ESSCertIDv2 (RFC 5035): the certificate's SHA-256 (the default), issuer and serial number. */
function certificateIdentifier(der: Uint8Array): asn1.Sequence {
  const certificate = pki.Certificate.fromBER(bufferOf(der));
  const issuer = new asn1.Constructed({
    idBlock: { tagClass: 3, tagNumber: 4 },
    value: [certificate.issuer.toSchema()],
  });
  const issuerSerial = new asn1.Sequence({
    value: [new asn1.Sequence({ value: [issuer] }), certificate.serialNumber],
  });
  return new asn1.Sequence({
    value: [new asn1.OctetString({ valueHex: bufferOf(sha256(der)) }), issuerSerial],
  });
}

const algorithm = (algorithmId: string) =>
  new pki.AlgorithmIdentifier({ algorithmId, algorithmParams: new asn1.Null() });
