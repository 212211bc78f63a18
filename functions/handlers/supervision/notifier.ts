import { certificateEmail, loadEmailWording } from '../../pages/certificate-email.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { NOTIFIER_SENDING_SECONDS } from '../../runtime/limits.ts';
import { logFault, logInfo } from '../../runtime/log.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, EMAILS, sesClient, WORK } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOutbox } from '../../storage/dynamo/dynamo-outbox.ts';
import { DynamoKillSwitch } from '../../storage/dynamo/supervision/dynamo-kill-switch.ts';
import { SesMailer } from '../../storage/ses-mailer.ts';
import { deliverNotifications } from '../../workflows/supervision/deliver-notifications.ts';

const environment = readEnvironment('TABLE_NAME', 'MAIL_FROM');
const { TABLE_NAME, MAIL_FROM } = environment;
const dynamo = dynamoClient(WORK);
const wording = loadEmailWording(templatesDirectory());

/** The sending rate of a new SES account: 14 emails a second. */
const PAUSE_BETWEEN_EMAILS_MS = 1000 / 14;
const deps = {
  outbox: new DynamoOutbox(dynamo, TABLE_NAME),
  register: new DynamoCertificateRegister(dynamo, TABLE_NAME),
  ledger: new DynamoHoursLedger(dynamo, TABLE_NAME),
  notifying: new DynamoKillSwitch(dynamo, TABLE_NAME),
  mailer: new SesMailer(sesClient(EMAILS), MAIL_FROM),
  emailFor: (to: string, snapshot: Parameters<typeof certificateEmail>[1]) =>
    certificateEmail(to, snapshot, wording),
  now: () => new Date().toISOString(),
  reportFault: (fault: unknown, certificateId: string) =>
    logFault('notification.fault', fault, { certificateId }),
};

/** Runs every minute: emails holders about their new certificates. */
export async function handler(): Promise<void> {
  const endsAt = Date.now() + NOTIFIER_SENDING_SECONDS * 1000;
  let next = 0;
  const pace = async () => {
    const wait = next - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    next = Date.now() + PAUSE_BETWEEN_EMAILS_MS;
  };
  const count = await deliverNotifications({ ...deps, pace, hasTime: () => Date.now() < endsAt });
  if (count > 0) logInfo('notifications.delivered', { count });
}
