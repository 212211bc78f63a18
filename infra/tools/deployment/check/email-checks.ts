import * as z from 'zod';
import { GLOBAL_REGION } from '../../../stages.ts';
import { confirmedReaders, ringableAlarms } from '../ring-alarm.ts';
import { unlessMissing } from './account-checks.ts';
import { later, missing, ok } from './finding.ts';
import type { RemoteCheck } from './remote-check.ts';

const SES = { name: 'ses', host: 'email', endpointVariable: 'SESV2' };

const identity = z.looseObject({ VerifiedForSendingStatus: z.boolean() });

/** Whether SES sends for the sender's domain. The deployment registers it; Cognito refuses one that isn't confirmed. */
export const checkSenderDomain: RemoteCheck = async ({ account, stage, words, outputs }) => {
  const domain = stage.mailFrom.split('@')[1] ?? '';
  const answer = await unlessMissing('NotFoundException', () =>
    account.send({ service: SES, method: 'GET', path: `/v2/email/identities/${domain}` }),
  );
  const isConfirmed = answer !== undefined && identity.parse(JSON.parse(answer)).VerifiedForSendingStatus;
  if (isConfirmed) return ok(domain);
  if (stage.codesThroughSes) return missing(words.codesNeedDomain(domain), words.withoutCodes);
  if ((await outputs()) === undefined) return later(words.domainComes(domain), words.addDkim);
  return missing(words.domainUnconfirmed(domain), words.addDkim);
};

const sending = z.looseObject({
  ProductionAccessEnabled: z.boolean(),
  SendingEnabled: z.boolean(),
  SendQuota: z.looseObject({ Max24HourSend: z.number(), MaxSendRate: z.number() }),
});

/** Whether SES sends to everybody, and how much. */
export const checkSending: RemoteCheck = async ({ account, stage, words }) => {
  const answer = await account.send({ service: SES, method: 'GET', path: '/v2/email/account' });
  const { ProductionAccessEnabled, SendingEnabled, SendQuota } = sending.parse(JSON.parse(answer));
  const { Max24HourSend, MaxSendRate } = SendQuota;
  const quota = words.sendingQuota(Max24HourSend, MaxSendRate);
  if (!SendingEnabled) return missing(words.sendingStopped, words.sendingReview);
  if (ProductionAccessEnabled) return ok(quota);
  const request = `aws sesv2 put-account-details --region ${stage.region} --production-access-enabled --mail-type TRANSACTIONAL --website-url ${stage.publicBaseUrl}`;
  const why = `${words.sandbox}; ${quota}`;
  return stage.codesThroughSes ? missing(why, request) : later(why, request);
};

/** Whether somebody would get the alarms of the service, and those of the web ACL, which have a topic of their own. */
export const checkAlarmEmail: RemoteCheck = async ({ account, stage, words, outputs }) => {
  const comes = later(words.alarmsCome(stage.alarmEmail), words.confirmAlarms);
  if ((await outputs()) === undefined) return comes;
  const readers: number[] = [];
  for (const found of [
    await ringableAlarms(account),
    await ringableAlarms(account, 'Tawtheeq-Firewall', GLOBAL_REGION),
  ]) {
    const [alarm] = found;
    if (alarm === undefined) return comes;
    const { length } = await confirmedReaders(account, alarm.topic);
    if (length === 0)
      return missing(words.nobodyConfirmed(stage.alarmEmail, alarm.topic), words.confirmAlarms);
    readers.push(length);
  }
  return ok(words.confirmed(Math.min(...readers)));
};
