import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { EmailNotTaken } from '../../domain/ports/mailer.ts';
import { type DigestEntry, digestEmail, loadDigestWording } from '../../pages/email/digest-email.ts';
import { loadEmailWording } from '../../pages/email/email-words.ts';
import { holderEmail } from '../../pages/email/holder-email.ts';
import { certificatePicture } from '../../rendering/picture/certificate-picture.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { NOTIFIER_SENDING_SECONDS } from '../../runtime/limits.ts';
import { logFault } from '../../runtime/log.ts';
import { logMeasured } from '../../runtime/metrics.ts';
import { inRequest } from '../../runtime/request-id.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireRecordKey } from '../../runtime/wiring/record-key.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, EMAILS, s3Client, sesClient, WORK } from '../../storage/clients.ts';
import { DynamoDeliveries } from '../../storage/dynamo/deliveries/dynamo-deliveries.ts';
import { DynamoSuppressions } from '../../storage/dynamo/deliveries/dynamo-suppressions.ts';
import { DynamoBatchRegister } from '../../storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoCorrectionRegister } from '../../storage/dynamo/dynamo-correction-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoEmailLanguages } from '../../storage/dynamo/emails/dynamo-email-languages.ts';
import { DynamoLinkRegister } from '../../storage/dynamo/emails/dynamo-link-register.ts';
import { DynamoOutbox } from '../../storage/dynamo/emails/dynamo-outbox.ts';
import { DynamoKillSwitch } from '../../storage/dynamo/supervision/dynamo-kill-switch.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';
import { SesMailer } from '../../storage/ses-mailer.ts';
import { composeDigest } from '../../workflows/supervision/compose-digest.ts';
import { composeEmail } from '../../workflows/supervision/compose-email.ts';
import { deliverNotifications } from '../../workflows/supervision/deliver-notifications.ts';

const environment = readEnvironment(
  'TABLE_NAME',
  'BUCKET_NAME',
  'PUBLIC_BASE_URL',
  'MAIL_FROM',
  'MAIL_CONFIGURATION',
);
const { TABLE_NAME, BUCKET_NAME, PUBLIC_BASE_URL, MAIL_FROM, MAIL_CONFIGURATION } = environment;
const dynamo = dynamoClient(WORK);
const documents = new S3DocumentStore(s3Client(WORK), BUCKET_NAME);
const wording = loadEmailWording(templatesDirectory());
const digestWording = loadDigestWording(templatesDirectory());

/** The sending rate of a new SES account: 14 emails a second. */
const PAUSE_BETWEEN_EMAILS_MS = 1000 / 14;
const now = () => new Date().toISOString();
const composing = {
  register: new DynamoCertificateRegister(dynamo, TABLE_NAME),
  ledger: new DynamoHoursLedger(dynamo, TABLE_NAME),
  corrections: new DynamoCorrectionRegister(dynamo, TABLE_NAME),
  links: new DynamoLinkRegister(dynamo, TABLE_NAME, wireRecordKey(WORK)),
  languages: new DynamoEmailLanguages(dynamo, TABLE_NAME),
  issuers: loadIssuers(templatesDirectory()),
  randomBytes,
  baseUrl: PUBLIC_BASE_URL,
  pictureOf,
  writeDigest: (to: string, issuerEmail: string, entries: readonly [DigestEntry, ...DigestEntry[]]) =>
    digestEmail(to, issuerEmail, entries, digestWording),
  write: (content: Parameters<typeof holderEmail>[0]) => holderEmail(content, wording),
  now,
};
const deps = {
  outbox: new DynamoOutbox(dynamo, TABLE_NAME),
  deliveries: new DynamoDeliveries(dynamo, TABLE_NAME),
  suppressions: new DynamoSuppressions(dynamo, TABLE_NAME),
  batches: new DynamoBatchRegister(dynamo, TABLE_NAME),
  register: composing.register,
  ledger: composing.ledger,
  notifying: new DynamoKillSwitch(dynamo, TABLE_NAME),
  mailer: new SesMailer(sesClient(EMAILS), MAIL_FROM, MAIL_CONFIGURATION),
  compose: (key: Parameters<typeof composeEmail>[0]) => composeEmail(key, composing),
  composeDigest: (...about: [Parameters<typeof composeDigest>[0], Parameters<typeof composeDigest>[1]]) =>
    composeDigest(...about, composing),
  now,
  // What SES answered says more than that it did.
  reportFault: (fault: unknown, certificateId: string) =>
    logFault('notification.fault', fault instanceof EmailNotTaken ? fault.cause : fault, { certificateId }),
};

/** Runs every minute: emails holders about their certificates. */
export const handler = (_event: unknown, { awsRequestId }: Context): Promise<void> =>
  inRequest(awsRequestId, notify);

async function notify(): Promise<void> {
  const endsAt = Date.now() + NOTIFIER_SENDING_SECONDS * 1000;
  let next = 0;
  const pace = async () => {
    const turn = Math.max(next, Date.now());
    next = turn + PAUSE_BETWEEN_EMAILS_MS;
    await wait(turn - Date.now());
  };
  const count = await deliverNotifications({ ...deps, pace, hasTime: () => Date.now() < endsAt });
  if (count > 0) logMeasured('notifications.delivered', { emailsHandedIn: count });
}

/** A document that can't be drawn is sent without its picture; one that can't be read is tried again later. */
async function pictureOf(certificateId: string): Promise<Uint8Array | undefined> {
  const document = await documents.read(certificateId);
  try {
    return await certificatePicture(document);
  } catch (fault) {
    logFault('picture.fault', fault, { certificateId });
    return undefined;
  }
}
