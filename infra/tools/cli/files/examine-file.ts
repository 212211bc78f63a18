import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import * as z from 'zod';
import { ApiRefusal, ApiUnreachable } from '../../../../functions/client/api-errors.ts';
import type { CredentialFacts, Examination, ReferenceData } from '../../../../functions/proof/examination.ts';
import { examineDocument } from '../../../../functions/proof/examine-document.ts';
import type { KeySet } from '../../../../functions/proof/key-set.ts';
import { fileKind } from '../../../../functions/proof/reading/file-kind.ts';
import { LARGEST_FILE_BYTES } from '../../../../functions/proof/reading/largest-file.ts';
import { type FileReading, readingKindOf, unread } from '../../../../functions/proof/reading/read-file.ts';
import { getKeySet, getStatusList } from '../../../../functions/routes/proofs.ts';
import { verifyCertificate } from '../../../../functions/routes/verification.ts';
import type { Verification } from '../api/answers.ts';
import { examinationLines, type FileResult } from '../output/examination-lines.ts';
import { print, printJson } from '../output/print.ts';
import { EXIT, type ExitCode, WrongUsage } from '../session/exit-codes.ts';
import type { Session } from '../session/session.ts';
import { readInWorker } from './read-in-worker.ts';

const keySetShape = z.looseObject({ keys: z.array(z.looseObject({ kid: z.string() })) });

/** A larger file is far too large even to be hashed. */
const LARGEST_HASHED_BYTES = 1024 ** 3;

/** The options of `verify` for a file. */
export interface FileOptions {
  /** Do not call the service. */
  readonly offline?: true;
  /** Path of a saved copy of the issuer's key set. */
  readonly keys?: string;
  /** Path of the certification authorities that the reader trusts, PEM. */
  readonly authority?: string;
}

/** Examines a PDF or a picture and prints the result; returns the exit code. */
export async function examineFile(session: Session, path: string, options: FileOptions): Promise<ExitCode> {
  const { result, examination, record } = await examinedFile(session, path, options);
  const elsewhere = otherServices(examination.addresses, session.api.baseUrl);
  if (session.json) printJson({ result, file: path, ...examination, elsewhere, record: record ?? null });
  else print(examinationLines(session, { path, result, examination, elsewhere, record }));
  return exitCodeOf(result);
}

/**
 * Examines a PDF or a picture. Gets the record, the keys and the status list from the
 * service of `--url`, never from an address in the file, and makes every check itself.
 */
export async function examinedFile(session: Session, path: string, options: FileOptions) {
  const bytes = await readDocument(session, path);
  const reference: ReferenceData = {
    now: new Date().toISOString(),
    authorities: options.authority === undefined ? undefined : await readAuthorities(options.authority),
    keySet: options.keys === undefined ? undefined : await savedKeys(session, options.keys),
  };
  const reading =
    bytes.length > LARGEST_FILE_BYTES
      ? unread(readingKindOf(fileKind(bytes)), 'too_large')
      : await readInWorker(bytes);
  const online = options.offline ? {} : await askService(session, bytes, reading, reference);
  const { record } = online;
  const examination = await examineDocument(bytes, reading, { ...reference, ...online.reference });
  return { result: resultOf(examination, record), examination, record };
}

function exitCodeOf(result: FileResult): ExitCode {
  if (result === 'valid') return EXIT.done;
  return result === 'unavailable' || result === 'unchecked' ? EXIT.unreachable : EXIT.no;
}

function resultOf(examination: Examination, record: Verification | undefined): FileResult {
  if (examination.unreadable !== null) return 'unchecked';
  if (record?.result === 'unknown') return 'unknown';
  // An issued file names one certificate.
  if (examination.verdict === 'altered' || examination.certificateId === null) return 'altered';
  if (record === undefined || record.result === 'unavailable') return 'unavailable';
  if (record.result !== 'valid') return record.result;
  return examination.verdict === 'genuine' ? 'valid' : 'altered';
}

/**
 * Gets the keys, then the record and the status list. The keys come first: the certificate ID of the file counts only
 * after its signature is verified.
 */
async function askService(
  session: Session,
  bytes: Uint8Array,
  reading: FileReading,
  offline: ReferenceData,
): Promise<{ readonly record?: Verification; readonly reference?: ReferenceData }> {
  const published = await undefinedIfUnavailable(() => session.api.call(getKeySet));
  const reference: ReferenceData = {
    ...offline,
    keySet: offline.keySet ?? published,
  };
  const { certificateId, credential } = await examineDocument(bytes, reading, reference);
  const record =
    certificateId === null
      ? undefined
      : await undefinedIfUnavailable(() =>
          session.api.call(verifyCertificate, { path: { id: certificateId } }),
        );
  return {
    ...(record === undefined ? {} : { record }),
    reference: {
      ...reference,
      statusList: credential === null ? undefined : await statusListOf(session, credential),
      documentSha256: record?.result === 'valid' ? record.documentSha256 : undefined,
    },
  };
}

/** Gets the status list that the credential names, at its path on the trusted service. */
async function statusListOf(session: Session, { statusList }: CredentialFacts): Promise<string | undefined> {
  if (!URL.canParse(statusList.address)) return undefined;
  const listId = /^\/status\/([^/]+)$/.exec(new URL(statusList.address).pathname)?.[1];
  if (listId === undefined) return undefined;
  const path = { listId: decodeURIComponent(listId) };
  return undefinedIfUnavailable(() => session.api.text(getStatusList, 'application/vc+jwt', { path }));
}

async function savedKeys(session: Session, path: string): Promise<KeySet> {
  const text = await readFile(path, 'utf8');
  try {
    return keySetShape.parse(JSON.parse(text)) as unknown as KeySet;
  } catch {
    throw new WrongUsage(session.messages.notAKeySet(path));
  }
}

/** Returns undefined when the service does not answer; the examination then shows the check as not possible. */
async function undefinedIfUnavailable<T>(request: () => Promise<T>): Promise<T | undefined> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof ApiUnreachable || error instanceof ApiRefusal) return undefined;
    throw error;
  }
}

async function readDocument(session: Session, path: string): Promise<Buffer> {
  const size = await stat(path).then(
    (file) => (file.isDirectory() ? undefined : file.size),
    () => undefined,
  );
  if (size === undefined) throw new WrongUsage(session.messages.noSuchFile(path));
  if (size > LARGEST_HASHED_BYTES) throw new WrongUsage(session.messages.tooLargeToExamine(path));
  return readFile(path);
}

async function readAuthorities(path: string): Promise<Uint8Array[]> {
  const pem = await readFile(path, 'utf8');
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return certificates.map((certificate) => new X509Certificate(certificate).raw);
}

/** Returns the origins of a file's addresses that don't belong to the service, each once. */
function otherServices(addresses: readonly string[], baseUrl: string): string[] {
  const origins = addresses
    .filter((address) => URL.canParse(address))
    .map((address) => new URL(address).origin);
  return [...new Set(origins)].filter((origin) => origin !== new URL(baseUrl).origin);
}
