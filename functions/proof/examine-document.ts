import { createHash } from 'node:crypto';
import { parseCertificateId } from '../domain/certificate/certificate-id.ts';
import { type DocumentContents, documentContents, isZip } from './document-contents.ts';
import {
  CHECKS,
  type Check,
  type CheckRow,
  type Examination,
  failed,
  notPossible,
  passed,
  type ReferenceData,
  type UnreadableReason,
} from './examination.ts';
import { examineCredential } from './examine-credential.ts';
import { examineSeal } from './examine-seal.ts';
import { pdfFrame, scannedCertificateIds } from './scanned-contents.ts';

/** Largest file that is examined; a document has some 50 KB. */
export const LARGEST_DOCUMENT_BYTES = 20 * 1024 * 1024;

/** The checks that together prove a page without the record. */
const PROOF_BY_SEAL: readonly Check[] = ['one_revision', 'seal_covers_file', 'seal_signature', 'seal_key'];

/**
 * Examines whether a file is the issued document, byte for byte. Makes no requests: the caller fetches the reference
 * data, and checks whose data is missing are `not_possible`.
 */
export async function examineDocument(bytes: Uint8Array, reference: ReferenceData): Promise<Examination> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const contents = bytes.length <= LARGEST_DOCUMENT_BYTES ? await documentContents(bytes) : undefined;
  const namedIds = bytes.length <= LARGEST_DOCUMENT_BYTES ? certificateIdsIn(bytes, contents) : [];
  const unreadable = unreadableReason(bytes, contents, namedIds);
  if (unreadable !== null) {
    const rows = CHECKS.map((check) => notPossible(check, unreadable));
    return {
      sha256,
      certificateId: null,
      namedIds,
      unreadable,
      rows,
      verdict: 'unproven',
      credential: null,
      sealedBy: [],
    };
  }
  const onlyId = namedIds.length === 1 ? (namedIds[0] ?? null) : null;
  if (contents === undefined) {
    const rows = CHECKS.map((check) =>
      check === 'content_unchanged'
        ? contentRow(sha256, reference)
        : notPossible(check, 'objects_unreadable'),
    );
    return {
      sha256,
      certificateId: onlyId,
      namedIds,
      unreadable,
      rows: rows.with(CHECKS.indexOf('one_revision'), failed('one_revision', 'objects_unreadable')),
      // Every issued document can be read, so this file differs from the one that was issued.
      verdict: 'altered',
      credential: null,
      sealedBy: [],
    };
  }
  const seal = await examineSeal(bytes, reference);
  const { rows: credentialRows, credential } = await examineCredential(contents.credentials, reference);
  const rows = [contentRow(sha256, reference), revisionRow(bytes), ...seal.rows, ...credentialRows];
  return {
    sha256,
    certificateId: credential?.certificateId ?? onlyId,
    namedIds,
    unreadable,
    rows,
    verdict: verdictOf(rows),
    credential,
    sealedBy: seal.sealedBy,
  };
}

/** Returns why a file can't be examined; null when it is a whole PDF that names a certificate. */
function unreadableReason(
  bytes: Uint8Array,
  contents: DocumentContents | undefined,
  namedIds: readonly string[],
): UnreadableReason | null {
  if (bytes.length > LARGEST_DOCUMENT_BYTES) return 'too_large';
  const { begins, ends, encrypted } = pdfFrame(bytes);
  if (!begins || isZip(bytes)) return 'not_a_document';
  const named = namedIds.length > 0;
  if (encrypted && !named) return 'protected';
  if (contents === undefined && !ends) return 'cut_off';
  return named ? null : 'names_none';
}

function contentRow(sha256: string, { documentSha256 }: ReferenceData): CheckRow {
  if (documentSha256 === undefined) return notPossible('content_unchanged', 'record_not_asked');
  return sha256 === documentSha256
    ? passed('content_unchanged')
    : failed('content_unchanged', 'sha256_differs');
}

/** Checks that the file has one end mark, at its end: an incremental update appends another. */
function revisionRow(bytes: Uint8Array): CheckRow {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const occurrences = (keyword: string) => text.split(keyword).length - 1;
  if (occurrences('%%EOF') !== 1 || occurrences('startxref') !== 1)
    return failed('one_revision', 'several_revisions');
  return /%%EOF\r?\n?$/.test(text) ? passed('one_revision') : failed('one_revision', 'bytes_after_the_end');
}

/** Returns the certificate IDs in the file's verification links, or else those that its bytes name anywhere. */
function certificateIdsIn(bytes: Uint8Array, contents: DocumentContents | undefined): string[] {
  const linked = (contents?.links ?? []).flatMap((link) => {
    const read = /\/(?:v|verify)\//i.test(link) ? parseCertificateId(link) : undefined;
    return read?.ok ? [read.certificateId] : [];
  });
  return linked.length > 0 ? [...new Set(linked)] : scannedCertificateIds(bytes);
}

function verdictOf(rows: readonly CheckRow[]): Examination['verdict'] {
  const outcomeOf = (name: Check) => rows.find(({ check }) => check === name)?.outcome;
  // The hash on record proves the bytes even when a key was compromised or retired since.
  if (outcomeOf('content_unchanged') === 'passed') return 'genuine';
  // The file of a revoked or expired certificate is still the file that was issued.
  const aboutTheFile = rows.filter(
    ({ check }) => check !== 'credential_status' && check !== 'credential_term',
  );
  if (aboutTheFile.some(({ outcome }) => outcome === 'failed')) return 'altered';
  return PROOF_BY_SEAL.every((check) => outcomeOf(check) === 'passed') ? 'genuine' : 'unproven';
}
