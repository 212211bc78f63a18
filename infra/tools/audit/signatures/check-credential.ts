import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import type { FindingRule } from '../finding.ts';
import { fieldsOf, listOf } from '../table-contents.ts';
import { claimsHash, type ExpectedCredential } from './credential-claims.ts';
import { type PublicKey, readJwt } from './verify-jwt.ts';

/** What is wrong with the credential inside a document. */
export interface CredentialFault {
  readonly rule: FindingRule;
  readonly message: string;
}

/**
 * Checks the signed credential inside a document: exactly one, signed by the key that the record names, and stating
 * what the record says. Whoever changes the record and the document can't sign another one.
 */
export async function credentialFault(
  bytes: Uint8Array,
  expected: ExpectedCredential | null,
  keys: readonly PublicKey[],
): Promise<CredentialFault | undefined> {
  const attached = await attachedCredentials(bytes);
  if (expected === null)
    return attached.length === 0
      ? undefined
      : wrong('the document has a credential, the record says that it has none');
  const [jwt, ...more] = attached;
  if (jwt === undefined || more.length > 0)
    return {
      rule: 'CREDENTIAL_MISSING',
      message: `the document has ${attached.length} credentials instead of one`,
    };
  const read = readJwt(jwt, keys, 'JWT');
  if ('fault' in read) return wrong(`the credential in the document proves nothing: ${read.fault}`);
  if (read.kid !== expected.kid)
    return wrong(`it is signed by ${read.kid}, the record names ${expected.kid}`);
  const { genre } = fieldsOf(listOf(read.claims, 'evidence')[0]);
  return claimsHash(read.claims) === expected.claimsSha256 && genre === expected.grade
    ? undefined
    : wrong('the signed credential in the document states something else than the record');
}

const wrong = (message: string): CredentialFault => ({ rule: 'CREDENTIAL_WRONG', message });

/** Returns the JWTs attached to a document. A file that can't be read has none. */
async function attachedCredentials(bytes: Uint8Array): Promise<string[]> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    const tree = document.catalog
      .lookupMaybe(PDFName.of('Names'), PDFDict)
      ?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict);
    const leaves = tree?.lookupMaybe(PDFName.of('Names'), PDFArray);
    return Array.from({ length: (leaves?.size() ?? 0) / 2 }, (_, index) =>
      contentOf(leaves?.lookupMaybe(2 * index + 1, PDFDict)),
    ).filter((content) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(content));
  } catch {
    return [];
  }
}

function contentOf(file: PDFDict | undefined): string {
  const stream = file?.lookupMaybe(PDFName.of('EF'), PDFDict)?.lookup(PDFName.of('F'));
  return stream instanceof PDFRawStream
    ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
    : '';
}
