import { constants, createHash, publicDecrypt, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';
import { type CheckRow, failed, notPossible, passed, type ReferenceData } from './examination.ts';
import { sealSignature } from './seal-signature.ts';
import { bufferOf, derOf, isSelfIssued, OID } from './seal-template.ts';

/** The checks of a file's seal, and the common names in its certificates. */
export interface SealExamination {
  readonly rows: readonly CheckRow[];
  readonly sealedBy: readonly string[];
}

/**
 * The byte range of a file's seal, its angle brackets included: `start` is inclusive, `end` exclusive. A sealed file has
 * exactly one seal, which covers every byte but itself.
 */
type SealRange =
  | { readonly found: 'none' }
  | { readonly found: 'invalid'; readonly reason: 'several_seals' | 'part_not_covered' }
  | { readonly found: 'one'; readonly start: number; readonly end: number };

const SEAL_CHECKS = ['seal_covers_file', 'seal_signature', 'seal_key', 'seal_chain'] as const;
const BYTE_RANGE =
  /\/ByteRange\s{0,8}\[\s{0,8}(\d{1,9})\s{1,40}(\d{1,9})\s{1,40}(\d{1,9})\s{1,40}(\d{1,9})\s{0,80}\]/;
/**
 * What else a signature leaves in a file. A seal whose ByteRange is gone counts as broken, not as absent. The contents of
 * a signature are DER, which begins with 30; those of a link are UTF-16 text, which begins with FEFF.
 */
const TRACE_OF_A_SEAL = /\/SubFilter\s{0,8}\/|\/TransformMethod|\/Contents\s{0,8}<30[0-9a-f]{62}/i;
/** The DER prefix of a SHA-256 DigestInfo (RFC 8017, section 9.2, note 1). */
const SHA256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** Checks the seal of a file. */
export async function examineSeal(bytes: Uint8Array, reference: ReferenceData): Promise<SealExamination> {
  const range = sealRange(bytes);
  if (range.found === 'none')
    return { rows: SEAL_CHECKS.map((check) => notPossible(check, 'not_sealed')), sealedBy: [] };
  if (range.found === 'invalid')
    return { rows: SEAL_CHECKS.map((check) => failed(check, range.reason)), sealedBy: [] };

  const cms = readSeal(Buffer.from(bytes.subarray(range.start + 1, range.end - 1)).toString('latin1'));
  if (cms === undefined) {
    const unreadable = SEAL_CHECKS.slice(1).map((check) => failed(check, 'seal_unreadable'));
    return { rows: [passed('seal_covers_file'), ...unreadable], sealedBy: [] };
  }
  const digest = createHash('sha256')
    .update(bytes.subarray(0, range.start))
    .update(bytes.subarray(range.end))
    .digest();
  const { chain } = cms;
  const sealing = chain[0];
  const valid = sealing !== undefined && (await isSealOver(digest, cms, sealing));
  return {
    rows: [
      passed('seal_covers_file'),
      valid ? passed('seal_signature') : failed('seal_signature', 'seal_of_other_bytes'),
      keyRow(sealing, reference),
      chainRow(chain, reference),
    ],
    sealedBy: chain.map(commonName),
  };
}

function sealRange(bytes: Uint8Array): SealRange {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const first = text.indexOf('/ByteRange');
  if (first < 0)
    return TRACE_OF_A_SEAL.test(text) ? { found: 'invalid', reason: 'part_not_covered' } : { found: 'none' };
  if (text.indexOf('/ByteRange', first + 1) >= 0) return { found: 'invalid', reason: 'several_seals' };
  const numbers = BYTE_RANGE.exec(text)?.slice(1).map(Number) ?? [];
  const [zero, start, end, restLength] = numbers;
  if (zero === undefined || start === undefined || end === undefined || restLength === undefined)
    return { found: 'invalid', reason: 'part_not_covered' };
  const wholeFile = zero === 0 && start < end && end + restLength === text.length;
  // The range that isn't covered holds the signature in hex and nothing else, or something could hide in it.
  const onlySignature =
    /^<[0-9a-f]+>$/.test(text.slice(start, end)) && /\/Contents\s{0,8}$/.test(text.slice(start - 20, start));
  return wholeFile && onlySignature
    ? { found: 'one', start, end }
    : { found: 'invalid', reason: 'part_not_covered' };
}

interface ReadSeal {
  readonly der: Uint8Array;
  /** Certificates whose public keys can all be read, the sealing one first. */
  readonly chain: readonly X509Certificate[];
  readonly signature: Uint8Array;
}

/** Reads a seal from hex that is padded with zeros. Returns undefined for anything but one signature. */
function readSeal(hex: string): ReadSeal | undefined {
  try {
    const padded = Buffer.from(hex, 'hex');
    const { offset } = asn1.fromBER(bufferOf(padded));
    if (offset < 0 || hex.length % 2 !== 0 || padded.subarray(offset).some((byte) => byte !== 0))
      return undefined;
    const der = padded.subarray(0, offset);
    const content = pki.ContentInfo.fromBER(bufferOf(der));
    if (content.contentType !== OID.signedData) return undefined;
    const signed = new pki.SignedData({ schema: content.content });
    const [signer, ...more] = signed.signerInfos;
    if (signer === undefined || more.length > 0) return undefined;
    const chain = (signed.certificates ?? []).flatMap((c) =>
      c instanceof pki.Certificate ? [new X509Certificate(derOf(c.toSchema()))] : [],
    );
    // Reads the keys now, so that an unreadable one doesn't throw in the middle of a check.
    if (chain.some(({ publicKey }) => publicKey.type !== 'public')) return undefined;
    return { der, chain, signature: new Uint8Array(signer.signature.valueBlock.valueHexView) };
  } catch {
    return undefined;
  }
}

/**
 * Returns whether the seal is, byte for byte, the one that `sealSignature` makes of this digest, chain and signature
 * value, so that no change of any field, signed or not, goes unnoticed.
 */
async function isSealOver(digest: Uint8Array, seal: ReadSeal, sealing: X509Certificate): Promise<boolean> {
  let signedDigest: Uint8Array | undefined;
  const chain = seal.chain.map(({ raw }) => raw);
  try {
    const expected = await sealSignature(digest, chain, async (sha256) => {
      signedDigest = sha256;
      return seal.signature;
    });
    if (signedDigest === undefined || Buffer.compare(expected, seal.der) !== 0) return false;
    const key = { key: sealing.publicKey, padding: constants.RSA_PKCS1_PADDING };
    return publicDecrypt(key, seal.signature).equals(Buffer.concat([SHA256_DIGEST_INFO, signedDigest]));
  } catch {
    // `sealSignature` and `publicDecrypt` throw for a chain or a signature that isn't valid.
    return false;
  }
}

function keyRow(sealing: X509Certificate | undefined, reference: ReferenceData): CheckRow {
  if (sealing === undefined) return failed('seal_key', 'seal_unreadable');
  if (reference.keySet === undefined) return notPossible('seal_key', 'keys_not_known');
  const { n } = sealing.publicKey.export({ format: 'jwk' });
  const published = reference.keySet.keys.find(
    (key) => key.purpose === 'seal' && key.n !== undefined && key.n === n,
  );
  if (published === undefined) return failed('seal_key', 'key_not_published');
  return published.status === 'compromised' ? failed('seal_key', 'key_compromised') : passed('seal_key');
}

function chainRow(chain: readonly X509Certificate[], reference: ReferenceData): CheckRow {
  const unbroken = chain.every((certificate, index) => {
    const authority = chain[index + 1] ?? (isSelfIssued(certificate) ? certificate : undefined);
    return (
      authority === undefined ||
      (certificate.checkIssued(authority) && certificate.verify(authority.publicKey))
    );
  });
  const last = chain.at(-1);
  if (last === undefined || !unbroken) return failed('seal_chain', 'chain_broken');
  if (reference.authorities === undefined) return notPossible('seal_chain', 'no_authority_given');
  const trusted = reference.authorities
    .map((der) => new X509Certificate(der))
    .some(
      (authority) =>
        authority.raw.equals(last.raw) || (last.checkIssued(authority) && last.verify(authority.publicKey)),
    );
  return trusted ? passed('seal_chain') : failed('seal_chain', 'authority_not_trusted');
}

const commonName = (certificate: X509Certificate): string =>
  /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? certificate.subject;
