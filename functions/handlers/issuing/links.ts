import { setTimeout as wait } from 'node:timers/promises';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import { certificateIdIn } from '../../domain/certificate/certificate-id-in-text.ts';
import { linkedCertificate } from '../../domain/certificate/certificate-summary.ts';
import { Refusal } from '../../domain/refusal.ts';
import { certificatePicture } from '../../rendering/picture/certificate-picture.ts';
import * as routes from '../../routes/links.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { callerAddress } from '../../runtime/http/caller-address.ts';
import { implement } from '../../runtime/http/implement.ts';
import { pictureAnswer } from '../../runtime/http/picture-answer.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireRecordKey } from '../../runtime/wiring/record-key.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE, s3Client } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoRateLimit } from '../../storage/dynamo/dynamo-rate-limit.ts';
import { DynamoEmailLanguages } from '../../storage/dynamo/emails/dynamo-email-languages.ts';
import { DynamoLinkRegister } from '../../storage/dynamo/emails/dynamo-link-register.ts';
import { DynamoOutbox } from '../../storage/dynamo/emails/dynamo-outbox.ts';
import { S3DocumentStore } from '../../storage/s3/s3-document-store.ts';
import { chooseByLink, chooseForOwn } from '../../workflows/issuing/links/choose-email-language.ts';
import { type LinkAnswer, openLink } from '../../workflows/issuing/links/open-link.ts';
import { requestLinkEmail } from '../../workflows/issuing/links/request-link-email.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME');
const dynamo = dynamoClient(PEOPLE);
const documents = new S3DocumentStore(s3Client(PEOPLE), environment.BUCKET_NAME);
const deps = {
  register: new DynamoCertificateRegister(dynamo, environment.TABLE_NAME),
  ledger: new DynamoHoursLedger(dynamo, environment.TABLE_NAME),
  links: new DynamoLinkRegister(dynamo, environment.TABLE_NAME, wireRecordKey(PEOPLE)),
  languages: new DynamoEmailLanguages(dynamo, environment.TABLE_NAME),
  outbox: new DynamoOutbox(dynamo, environment.TABLE_NAME),
  rateLimit: new DynamoRateLimit(dynamo, environment.TABLE_NAME),
  issuers: loadIssuers(templatesDirectory()),
  now: () => new Date().toISOString(),
  wait: (milliseconds: number) => wait(milliseconds),
};

const askedOf = ({ facts, triesLeft }: Extract<LinkAnswer, { readonly kind: 'asked' }>) =>
  ({ result: 'factsAsked', facts: [...facts], triesLeft }) as const;

export const handler = apiHandler<'issuing/links'>([
  implement(routes.openLink, async ({ body }) => {
    const opened = await openLink(body, deps);
    if (opened.kind === 'asked') return answer(200, askedOf(opened));
    return answer(200, {
      result: 'opened',
      certificate: linkedCertificate(opened.certificate, deps.now()),
    } as const);
  }),
  implement(routes.downloadByLink, async ({ body }) => {
    const opened = await openLink(body, deps);
    if (opened.kind === 'asked') return answer(200, askedOf(opened));
    const { certificateId, state } = opened.certificate;
    if (state !== 'issued')
      throw new Refusal('STATE_CONFLICT', `A certificate that is ${state} is not downloaded by its link.`, {
        state,
      });
    const url = await documents.link(certificateId, `${displayId(certificateId)}.pdf`);
    return answer(200, { result: 'ready', url } as const);
  }),
  implement(routes.pictureByLink, async ({ body }) => {
    const opened = await openLink(body, deps);
    if (opened.kind === 'asked' || opened.certificate.state !== 'issued')
      throw new Refusal('NOT_FOUND', 'This link opens no picture.');
    return pictureAnswer(await certificatePicture(await documents.read(opened.certificate.certificateId)));
  }),
  implement(routes.chooseLanguageByLink, async ({ body: { language, ...request } }) => {
    await chooseByLink(request, language, deps);
    return answer(200, { language });
  }),
  implement(routes.chooseOwnLanguage, async ({ caller, body: { language } }) => {
    await chooseForOwn(caller.identities, language, deps);
    return answer(200, { language });
  }),
  implement(routes.requestLinkEmail, async ({ body, event }) => {
    const read = certificateIdIn(body.certificateId);
    if (!read.ok)
      throw new Refusal('CERTIFICATE_ID_MALFORMED', 'This is no certificate ID.', { rule: read.rule });
    const { certificateId } = read;
    await requestLinkEmail({ certificateId, email: body.email, caller: callerAddress(event) }, deps);
    return answer(202, { accepted: true } as const);
  }),
]);
