import type { Batch } from '../../domain/batch/batch.ts';
import { handOutOrder } from '../../domain/batch/hand-out-order.ts';
import type { Instant } from '../../domain/calendar-date.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import { requireDocument } from '../../domain/certificate/require-document.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import { inOrder } from '../../domain/in-order.ts';
import { type Issuer, issuerOf } from '../../domain/issuer.ts';
import type { ArchiveFormat } from '../../domain/ports/archive-register.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { DocumentStore } from '../../domain/ports/document-store.ts';
import type {
  LeftOutState,
  PrintedCertificate,
  PrintRun,
  PrintRunRenderer,
} from '../../domain/ports/print-run-renderer.ts';
import type { ResultKey, ResultStore } from '../../domain/ports/result-store.ts';
import { belongsIn, CERTIFICATES_AT_ONCE, partCountOf } from './archive-parts.ts';

/** How many documents are fetched at the same time. */
const FETCHED_AHEAD = 8;

export interface PrintRunDeps {
  readonly register: Pick<CertificateRegister, 'findMany'>;
  readonly documents: Pick<DocumentStore, 'read'>;
  readonly results: Pick<ResultStore, 'write'>;
  readonly printing: PrintRunRenderer;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly now: () => Instant;
}

/** Which certificates of a batch are printed. */
export interface PrintRunRequest {
  readonly batch: Batch;
  /** From 0. */
  readonly part: number;
  readonly format: Exclude<ArchiveFormat, 'zip'>;
  readonly certificateIds: readonly string[];
}

interface Printed extends PrintedCertificate {
  readonly documentSha256: string;
}

/**
 * Writes a part of a batch's certificates to print: those in force, in the order in which they are handed out, with a list
 * in front. Of each certificate it holds the line of the list; documents are read when they are written. Returns the
 * certificates that aren't printed.
 */
export async function writePrintRun(
  file: ResultKey,
  { batch, part, format, certificateIds }: PrintRunRequest,
  deps: PrintRunDeps,
): Promise<readonly string[]> {
  const language = format === 'print-ar' ? 'ar' : 'en';
  const readAt = deps.now();
  const printed: Printed[] = [];
  const leftOut: Record<LeftOutState, number> = {
    revoked: 0,
    superseded: 0,
    suspended: 0,
    expired: 0,
    erased: 0,
  };
  const left = new Set(certificateIds);
  for (const ids of chunksOf(certificateIds, CERTIFICATES_AT_ONCE))
    for (const certificate of await deps.register.findMany(ids)) {
      const line = belongsIn(format, certificate, readAt) ? printedLine(certificate) : undefined;
      if (line === undefined) {
        const state = leftOutState(certificate);
        if (state !== undefined) leftOut[state] += 1;
      } else {
        left.delete(certificate.certificateId);
        printed.push(line);
      }
    }
  printed.sort(handOutOrder(language));
  const run: PrintRun = {
    batchId: batch.batchId,
    part: part + 1,
    parts: partCountOf(batch),
    language,
    issuers: batch.issuerIds.map((issuerId) => issuerOf(deps.issuers, issuerId)) as [Issuer, ...Issuer[]],
    readAt,
    certificates: printed,
    leftOut,
  };
  const documents = inOrder(printed, FETCHED_AHEAD, async (line) =>
    requireDocument(line, await deps.documents.read(line.certificateId)),
  );
  await deps.results.write(file, 'application/pdf', deps.printing.printRun(run, documents));
  return [...left];
}

/** Returns a certificate's line of the list; undefined of one without document. */
function printedLine({
  certificateId,
  volunteerId,
  documentSha256,
  snapshot,
}: Certificate): Printed | undefined {
  if (documentSha256 === null || snapshot === null) return undefined;
  const { award, holder, titleAr, titleEn } = snapshot;
  return {
    certificateId,
    documentSha256,
    // A batch certifies opportunities; a recognition of a period has its title alone.
    opportunityId: award.kind === 'opportunity' ? award.opportunityId : titleEn,
    titleAr,
    titleEn,
    volunteerId,
    nameAr: holder.nameAr,
    nameEn: holder.nameEn,
  };
}

/** Returns what a certificate is instead of in force; undefined of one that isn't issued yet. */
function leftOutState({ state }: Certificate): LeftOutState | undefined {
  if (state === 'reserved') return undefined;
  return state === 'issued' ? 'expired' : state;
}
