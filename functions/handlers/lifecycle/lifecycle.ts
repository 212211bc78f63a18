import { randomBytes } from 'node:crypto';
import encodeQR from 'qr';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import { certificateSummary } from '../../domain/certificate/certificate-summary.ts';
import * as lifecycle from '../../routes/lifecycle.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { implement } from '../../runtime/http/implement.ts';
import { logFault } from '../../runtime/log.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { wireRecordKey } from '../../runtime/wiring/record-key.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { wireWorkQueue } from '../../runtime/wiring/work-queue.ts';
import { dynamoClient, kmsClient, PEOPLE, s3Client } from '../../storage/clients.ts';
import { DynamoArchiveRegister } from '../../storage/dynamo/dynamo-archive-register.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoCorrectionRegister } from '../../storage/dynamo/dynamo-correction-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoStatusLists } from '../../storage/dynamo/dynamo-status-lists.ts';
import { DynamoLinkRegister } from '../../storage/dynamo/emails/dynamo-link-register.ts';
import { DynamoOutbox } from '../../storage/dynamo/emails/dynamo-outbox.ts';
import { DynamoNameReviews } from '../../storage/dynamo/volunteers/dynamo-name-reviews.ts';
import { KmsSigner } from '../../storage/kms-signer.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';
import { S3ResultStore } from '../../storage/s3/s3-result-store.ts';
import { eraseCertificate } from '../../workflows/lifecycle/erase-certificate.ts';
import { handOutLink, withdrawLinks } from '../../workflows/lifecycle/hand-out-link.ts';
import { reinstateCertificate } from '../../workflows/lifecycle/reinstate-certificate.ts';
import { revokeCertificate } from '../../workflows/lifecycle/revoke-certificate.ts';
import { suspendCertificate } from '../../workflows/lifecycle/suspend-certificate.ts';
import { publishStatusList } from '../../workflows/proofs/publish-status-list.ts';
import { stepRequest, suspensionRequest } from './step-request.ts';

const environment = readEnvironment(
  'TABLE_NAME',
  'BUCKET_NAME',
  'BATCH_QUEUE_URL',
  'PUBLIC_BASE_URL',
  'CREDENTIAL_KEY_ID',
);
const dynamo = dynamoClient(PEOPLE);
const s3 = s3Client(PEOPLE);
const now = () => new Date().toISOString();
const kms = kmsClient(PEOPLE);
const recordKey = wireRecordKey(PEOPLE, kms);
const deps = {
  register: new DynamoCertificateRegister(dynamo, environment.TABLE_NAME),
  ledger: new DynamoHoursLedger(dynamo, environment.TABLE_NAME),
  corrections: new DynamoCorrectionRegister(dynamo, environment.TABLE_NAME),
  reviews: new DynamoNameReviews(dynamo, environment.TABLE_NAME, recordKey),
  documents: new S3DocumentStore(s3, environment.BUCKET_NAME),
  results: new S3ResultStore(s3, environment.BUCKET_NAME),
  archives: new DynamoArchiveRegister(dynamo, environment.TABLE_NAME, now),
  queue: wireWorkQueue(environment, PEOPLE),
  statusLists: new DynamoStatusLists(dynamo, environment.TABLE_NAME),
  signer: new KmsSigner(kms),
  credentialKeyId: environment.CREDENTIAL_KEY_ID,
  baseUrl: environment.PUBLIC_BASE_URL,
  links: new DynamoLinkRegister(dynamo, environment.TABLE_NAME, recordKey),
  outbox: new DynamoOutbox(dynamo, environment.TABLE_NAME),
  issuers: loadIssuers(templatesDirectory()),
  randomBytes,
  now,
};

/**
 * Answers with a certificate after a step, once its status list is signed anew. The step is written: where signing
 * fails, the schedule signs within a minute.
 */
async function stepAnswer(certificate: Certificate) {
  const { snapshot, issuerId, certificateId } = certificate;
  if (snapshot !== null)
    await publishStatusList(issuerId, snapshot.statusList.listId, deps).catch((fault: unknown) =>
      logFault('status_list.fault', fault, { certificateId }),
    );
  return answer(200, certificateSummary(certificate, now()));
}

const SVG = 'image/svg+xml';

/** Returns a QR code as a picture; 4 modules of light around it, as ISO/IEC 18004 requires. */
const qrOf = (text: string): string => encodeQR(text, 'svg', { ecc: 'medium', border: 4 });

export const handler = apiHandler<'lifecycle/lifecycle'>(wireJournal(), [
  implement(lifecycle.revokeCertificate, async ({ caller, path, body: { reasonCode, note } }) => {
    const request = { ...stepRequest(caller, path.id, note), reasonCode };
    return stepAnswer(await revokeCertificate(request, deps));
  }),
  implement(lifecycle.suspendCertificate, async ({ caller, path, body: { note } }) =>
    stepAnswer(await suspendCertificate(suspensionRequest(caller, path.id, note), deps)),
  ),
  implement(lifecycle.reinstateCertificate, async ({ caller, path, body: { note } }) =>
    stepAnswer(await reinstateCertificate(suspensionRequest(caller, path.id, note), deps)),
  ),
  implement(lifecycle.eraseCertificate, async ({ caller, path }) =>
    // A note on an erasure is accepted and dropped: it may name the person whose data is erased.
    answer(200, certificateSummary(await eraseCertificate(stepRequest(caller, path.id), deps), now())),
  ),
  implement(lifecycle.handOutLink, async ({ caller, path, event }) => {
    const request = stepRequest(caller, path.id);
    const link = await handOutLink(request, deps);
    return event.headers.accept?.includes(SVG)
      ? {
          statusCode: 200,
          headers: { 'content-type': SVG, 'cache-control': 'no-store' },
          body: qrOf(link.url),
        }
      : answer(200, { certificateId: request.certificateId, ...link });
  }),
  implement(lifecycle.withdrawLinks, async ({ caller, path }) => {
    const request = stepRequest(caller, path.id);
    const withdrawn = await withdrawLinks(request, deps);
    return answer(200, { certificateId: request.certificateId, withdrawn });
  }),
]);
