import { createHash, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';

/** Object identifiers of a CAdES signature. */
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

/** A seal of a chain with a gap for the document's digest and one for the signature: all that seals differ in. */
export interface SealTemplate {
  /** The signed attributes as they are signed: a DER SET. */
  readonly attributes: Uint8Array;
  readonly digestInAttributes: number;
  readonly cms: Uint8Array;
  readonly digestInCms: number;
  readonly signatureInCms: number;
  readonly signatureLength: number;
}

/** Builds the form of a chain's seals: DER certificates, the sealing one first. */
export function sealTemplate(chain: readonly Uint8Array[]): SealTemplate {
  const [sealing, ...others] = chain;
  if (sealing === undefined) throw new Error('A seal needs its certificate');
  const certificate = pki.Certificate.fromBER(bufferOf(sealing));
  const signatureLength = modulusBytes(sealing);
  // Values that stand nowhere else, to find the gaps by.
  const digest = sha256(Buffer.concat([Buffer.from('gap'), sealing]));
  const signature = Buffer.concat(Array.from({ length: signatureLength / 32 }, () => sha256(digest)));
  const attributes = signedAttributes(digest, sealing, certificate);
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
    digestInAttributes: placeOf(digest, attributesDer),
    cms,
    digestInCms: placeOf(digest, cms),
    signatureInCms: placeOf(signature, cms),
    signatureLength,
  };
}

function placeOf(part: Uint8Array, whole: Uint8Array): number {
  const place = Buffer.from(whole).indexOf(part);
  if (place < 0) throw new Error('A seal without its own digest or signature');
  return place;
}

function modulusBytes(certificate: Uint8Array): number {
  const bits = new X509Certificate(certificate).publicKey.asymmetricKeyDetails?.modulusLength;
  if (bits === undefined || bits % 256 !== 0)
    throw new Error('A sealing key is an RSA key of 2048 bits or more');
  return bits / 8;
}

/** DER of an ASN.1 value. */
export const derOf = (value: asn1.BaseBlock): Uint8Array => new Uint8Array(value.toBER(false));

/** The DER hash of one signing certificate, as signing-certificate-v2 holds it. */
export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** A copy in a buffer of its own, which ASN.1 values keep. */
export const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

function signedAttributes(
  documentSha256: Uint8Array,
  sealing: Uint8Array,
  certificate: pki.Certificate,
): pki.Attribute[] {
  const attributes = [
    new pki.Attribute({ type: OID.contentType, values: [new asn1.ObjectIdentifier({ value: OID.data })] }),
    new pki.Attribute({
      type: OID.messageDigest,
      values: [new asn1.OctetString({ valueHex: bufferOf(documentSha256) })],
    }),
    new pki.Attribute({ type: OID.signingCertificateV2, values: [signingCertificate(sealing, certificate)] }),
  ];
  // DER orders the members of a SET by their encoding; what is signed must be DER.
  return attributes.sort((a, b) => Buffer.compare(derOf(a.toSchema()), derOf(b.toSchema())));
}

/** SigningCertificateV2 (RFC 5035): SHA-256 by default, with issuer and serial number. */
function signingCertificate(sealing: Uint8Array, certificate: pki.Certificate): asn1.Sequence {
  const issuer = new asn1.Constructed({
    idBlock: { tagClass: 3, tagNumber: 4 },
    value: [certificate.issuer.toSchema()],
  });
  const issuerSerial = new asn1.Sequence({
    value: [new asn1.Sequence({ value: [issuer] }), certificate.serialNumber],
  });
  const hash = new asn1.OctetString({ valueHex: bufferOf(sha256(sealing)) });
  const certId = new asn1.Sequence({ value: [hash, issuerSerial] });
  return new asn1.Sequence({ value: [new asn1.Sequence({ value: [certId] })] });
}

const algorithm = (algorithmId: string) =>
  new pki.AlgorithmIdentifier({ algorithmId, algorithmParams: new asn1.Null() });
