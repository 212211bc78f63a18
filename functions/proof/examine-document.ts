import { createHash } from 'node:crypto';
import { parseCertificateId } from '../domain/certificate/certificate-id.ts';
import { type DocumentContents, documentContents } from './document-contents.ts';
import {
  CHECKS,
  type Check,
  type CheckRow,
  type Examination,
  failed,
  notPossible,
  passed,
  type ReferenceData,
} from './examination.ts';
import { examineCredential } from './examine-credential.ts';
import { examineSeal } from './examine-seal.ts';

/** Largest file that is looked into; a document has some 50 KB. */
export const LARGEST_DOCUMENT_BYTES = 20 * 1024 * 1024;

/** The checks that together prove a page without asking the record. */
const PROOF_BY_SEAL: readonly Check[] = ['one_revision', 'seal_covers_file', 'seal_signature', 'seal_key'];

/**
 * Examines a file that somebody was given: is it the issued document, to the last byte? Asks nobody: what the reader
 * has fetched from the service is handed in, and what is missing is answered `not_possible` with its reason.
 */
export async function examineDocument(bytes: Uint8Array, reference: ReferenceData): Promise<Examination> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const parts = bytes.length <= LARGEST_DOCUMENT_BYTES ? await documentContents(bytes) : undefined;
  if (parts === undefined) {
    const reason = bytes.length > LARGEST_DOCUMENT_BYTES ? 'too_large' : 'not_a_document';
    const rows = CHECKS.map((check) =>
      check === 'content_unchanged' ? contentRow(sha256, reference) : failed(check, reason),
    );
    return { sha256, certificateId: null, rows, verdict: 'altered', credential: null, sealedBy: [] };
  }
  const seal = await examineSeal(bytes, reference);
  const { rows: credentialRows, credential } = await examineCredential(parts.credentials, reference);
  const rows = [contentRow(sha256, reference), revisionRow(bytes), ...seal.rows, ...credentialRows];
  return {
    sha256,
    certificateId: credential?.certificateId ?? linkedCertificateId(parts),
    rows,
    verdict: verdictOf(rows),
    credential,
    sealedBy: seal.sealedBy,
  };
}

function contentRow(sha256: string, { documentSha256 }: ReferenceData): CheckRow {
  if (documentSha256 === undefined) return notPossible('content_unchanged', 'record_not_asked');
  return sha256 === documentSha256
    ? passed('content_unchanged')
    : failed('content_unchanged', 'sha256_differs');
}

/** One end, at the end: an update that is appended brings its own. */
function revisionRow(bytes: Uint8Array): CheckRow {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const occurrences = (mark: string) => text.split(mark).length - 1;
  if (occurrences('%%EOF') !== 1 || occurrences('startxref') !== 1)
    return failed('one_revision', 'several_revisions');
  return /%%EOF\r?\n?$/.test(text) ? passed('one_revision') : failed('one_revision', 'bytes_after_the_end');
}

/** The certificate that the page's verification link leads to, where it leads to exactly one. */
function linkedCertificateId({ links }: DocumentContents): string | null {
  const ids = links.flatMap((link) => {
    const read = /\/(?:v|verify)\//i.test(link) ? parseCertificateId(link) : undefined;
    return read?.ok ? [read.certificateId] : [];
  });
  return new Set(ids).size === 1 ? (ids[0] ?? null) : null;
}

function verdictOf(rows: readonly CheckRow[]): Examination['verdict'] {
  const outcomeOf = (name: Check) => rows.find(({ check }) => check === name)?.outcome;
  // The record's own hash outweighs what the file can say: these are the issued bytes, whatever became of a key.
  if (outcomeOf('content_unchanged') === 'passed') return 'genuine';
  // A revoked or expired certificate's file is still the file that was issued: that is another question.
  const aboutTheFile = rows.filter(
    ({ check }) => check !== 'credential_status' && check !== 'credential_term',
  );
  if (aboutTheFile.some(({ outcome }) => outcome === 'failed')) return 'altered';
  return PROOF_BY_SEAL.every((check) => outcomeOf(check) === 'passed') ? 'genuine' : 'unproven';
}
