import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';
import { bufferOf, derOf } from '../../../functions/proof/seal-template.ts';

/** Common names of the test certificates; every program that shows a seal shows that it isn't trusted. */
export const TEST_AUTHORITY_NAME = 'Tawtheeq embedded test CA — not trusted';
const TEST_SEAL_NAME = 'Tawtheeq embedded test seal — not trusted';

const YEARS_VALID = 10;
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';

/**
 * Creates a certification authority and certifies a sealing key with it. Returns the chain as PEM, the sealing
 * certificate first. The authority's private key isn't kept, so that it certifies nothing else.
 *
 * @param sealPublicKey DER SubjectPublicKeyInfo.
 */
export function testSealChain(sealPublicKey: Uint8Array, now: Date): string {
  const authority = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const authorityPublicKey = authority.publicKey.export({ type: 'spki', format: 'der' });
  const signWithAuthority = (bytes: Uint8Array) => sign('sha256', bytes, authority.privateKey);
  const root = certificate({
    subject: TEST_AUTHORITY_NAME,
    publicKey: authorityPublicKey,
    authorityPublicKey,
    extensions: [basicConstraints(true), keyUsage(['keyCertSign', 'cRLSign'])],
    now,
    sign: signWithAuthority,
  });
  const seal = certificate({
    subject: TEST_SEAL_NAME,
    publicKey: sealPublicKey,
    authorityPublicKey,
    extensions: [basicConstraints(false), keyUsage(['digitalSignature', 'nonRepudiation'])],
    now,
    sign: signWithAuthority,
  });
  return [seal, root].map(pem).join('');
}

interface CertificateFields {
  readonly subject: string;
  readonly publicKey: Uint8Array;
  readonly authorityPublicKey: Uint8Array;
  readonly extensions: readonly pki.Extension[];
  readonly now: Date;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

function certificate(fields: CertificateFields): Uint8Array {
  const until = new Date(fields.now);
  until.setUTCFullYear(until.getUTCFullYear() + YEARS_VALID);
  const draft = new pki.Certificate({
    version: 2,
    serialNumber: serialNumber(),
    issuer: named(TEST_AUTHORITY_NAME),
    subject: named(fields.subject),
    notBefore: new pki.Time({ type: 0, value: fields.now }),
    notAfter: new pki.Time({ type: 0, value: until }),
    subjectPublicKeyInfo: pki.PublicKeyInfo.fromBER(bufferOf(fields.publicKey)),
    extensions: [...fields.extensions, subjectKey(fields.publicKey), authorityKey(fields.authorityPublicKey)],
    signature: sha256WithRsa(),
    signatureAlgorithm: sha256WithRsa(),
  });
  draft.tbsView = derOf(draft.encodeTBS());
  draft.signatureValue = new asn1.BitString({ valueHex: bufferOf(fields.sign(draft.tbsView)) });
  return derOf(draft.toSchema(true));
}

/** A first byte that keeps the number positive and of full length, then 15 random bytes. */
const serialNumber = () =>
  new asn1.Integer({ valueHex: bufferOf(Buffer.concat([Buffer.of(0x4a), randomBytes(15)])) });

const sha256WithRsa = () =>
  new pki.AlgorithmIdentifier({ algorithmId: SHA256_WITH_RSA, algorithmParams: new asn1.Null() });

function named(commonName: string): pki.RelativeDistinguishedNames {
  const value = new asn1.Utf8String({ value: commonName });
  return new pki.RelativeDistinguishedNames({
    typesAndValues: [new pki.AttributeTypeAndValue({ type: '2.5.4.3', value })],
  });
}

function basicConstraints(cA: boolean): pki.Extension {
  const value = new pki.BasicConstraints({ cA });
  return extension('2.5.29.19', derOf(value.toSchema()));
}

const KEY_USAGE_BITS = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const;

function keyUsage(uses: readonly (keyof typeof KEY_USAGE_BITS)[]): pki.Extension {
  const bits = uses.reduce((sum, use) => sum | (0x80 >> KEY_USAGE_BITS[use]), 0);
  const highest = Math.max(...uses.map((use) => KEY_USAGE_BITS[use]));
  const value = new asn1.BitString({ valueHex: bufferOf(Uint8Array.of(bits)), unusedBits: 7 - highest });
  return extension('2.5.29.15', derOf(value));
}

function subjectKey(publicKey: Uint8Array): pki.Extension {
  return extension('2.5.29.14', derOf(new asn1.OctetString({ valueHex: keyIdentifier(publicKey) })), false);
}

function authorityKey(publicKey: Uint8Array): pki.Extension {
  const keyIdentifierField = new asn1.Primitive({
    idBlock: { tagClass: 3, tagNumber: 0 },
    valueHex: keyIdentifier(publicKey),
  });
  return extension('2.5.29.35', derOf(new asn1.Sequence({ value: [keyIdentifierField] })), false);
}

/** SHA-1 of the key's bits (RFC 5280, section 4.2.1.2). It identifies the key and protects nothing. */
function keyIdentifier(publicKey: Uint8Array): ArrayBuffer {
  const bits = pki.PublicKeyInfo.fromBER(bufferOf(publicKey)).subjectPublicKey.valueBlock.valueHexView;
  return bufferOf(createHash('sha1').update(bits).digest());
}

const extension = (extnID: string, extnValue: Uint8Array, critical = true) =>
  new pki.Extension({ extnID, critical, extnValue: bufferOf(extnValue) });

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
