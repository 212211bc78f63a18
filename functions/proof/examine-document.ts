import { createHash } from 'node:crypto';
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
import type { FileReading } from './reading/read-file.ts';

/** The checks that together prove a page without the record. */
const PROOF_BY_SEAL: readonly Check[] = ['one_revision', 'seal_covers_file', 'seal_signature', 'seal_key'];

/**
 * Examines whether a file that was read is the issued document, byte for byte. Makes no requests: the caller fetches the
 * reference data, and checks whose data is missing are `not_possible`.
 */
export async function examineDocument(
  bytes: Uint8Array,
  reading: FileReading,
  reference: ReferenceData,
): Promise<Examination> {
  const { kind, namedIds, unreadable, addresses, disagreement } = reading;
  const found = {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    certificateId: onlyOf(namedIds),
    ...{ kind, namedIds, unreadable, addresses, disagreement },
    credential: null,
    sealedBy: [],
  };
  const reason = unreadable ?? (kind === 'picture' && !reading.opened ? 'is_a_picture' : null);
  if (reason !== null)
    return { ...found, rows: CHECKS.map((check) => notPossible(check, reason)), verdict: 'unproven' };
  // Every issued document can be read, so this file differs from the one that was issued.
  if (!reading.opened) return { ...found, rows: unopenedRows(found.sha256, reference), verdict: 'altered' };
  const seal = await examineSeal(bytes, reference);
  const { rows: credentialRows, credential } = await examineCredential(reading.credentials, reference);
  const rows = [contentRow(found.sha256, reference), revisionRow(bytes), ...seal.rows, ...credentialRows];
  return {
    ...found,
    certificateId: onlyOf([...namedIds, ...(credential === null ? [] : [credential.certificateId])]),
    rows,
    verdict: verdictOf(rows),
    credential,
    sealedBy: seal.sealedBy,
  };
}

/** Returns the one ID among those named; null when none or several are. */
function onlyOf(ids: readonly string[]): string | null {
  const [first, ...others] = new Set(ids);
  return others.length === 0 ? (first ?? null) : null;
}

/** The checks of a file whose objects can't be read. */
const unopenedRows = (sha256: string, reference: ReferenceData): CheckRow[] =>
  CHECKS.map((check) => {
    if (check === 'content_unchanged') return contentRow(sha256, reference);
    return check === 'one_revision'
      ? failed(check, 'objects_unreadable')
      : notPossible(check, 'objects_unreadable');
  });

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
