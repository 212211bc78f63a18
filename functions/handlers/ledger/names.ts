import type { VolunteerKey } from '../../domain/hours/volunteer.ts';
import { issuerOf } from '../../domain/issuer.ts';
import { Refusal } from '../../domain/refusal.ts';
import { loadNameEmailWording, nameEmail } from '../../pages/email/name-email.ts';
import { openFontLibrary } from '../../rendering/template-fonts.ts';
import * as names from '../../routes/names.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { type Caller, hasIssuer, issuersInScope, isVolunteer } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { logFault } from '../../runtime/log.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { printableNames } from '../../runtime/wiring/printable-names.ts';
import { wireRecordKey } from '../../runtime/wiring/record-key.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE, sesClient } from '../../storage/clients.ts';
import { DynamoSuppressions } from '../../storage/dynamo/deliveries/dynamo-suppressions.ts';
import { DynamoEmailLanguages } from '../../storage/dynamo/emails/dynamo-email-languages.ts';
import { DynamoKillSwitch } from '../../storage/dynamo/supervision/dynamo-kill-switch.ts';
import { DynamoNameReviews } from '../../storage/dynamo/volunteers/dynamo-name-reviews.ts';
import { SesMailer } from '../../storage/ses-mailer.ts';
import { decideNameRequest, listNameRequests } from '../../workflows/ledger/decide-name-request.ts';
import { confirmName, type ReviewedName, requestName } from '../../workflows/ledger/review-name.ts';
import { type TellingDeps, tellNameDecision } from '../../workflows/ledger/tell-name-decision.ts';

const { TABLE_NAME, PUBLIC_BASE_URL, MAIL_FROM, MAIL_CONFIGURATION } = readEnvironment(
  'TABLE_NAME',
  'PUBLIC_BASE_URL',
  'MAIL_FROM',
  'MAIL_CONFIGURATION',
);
const dynamo = dynamoClient(PEOPLE);
const recordKey = wireRecordKey(PEOPLE);
const deps = {
  ...wireLedger(recordKey),
  reviews: new DynamoNameReviews(dynamo, TABLE_NAME, recordKey),
  findUnprintable: printableNames(openFontLibrary(templatesDirectory())),
};
const wording = loadNameEmailWording(templatesDirectory());
const telling: TellingDeps = {
  notifying: new DynamoKillSwitch(dynamo, TABLE_NAME),
  suppressions: new DynamoSuppressions(dynamo, TABLE_NAME),
  languages: new DynamoEmailLanguages(dynamo, TABLE_NAME),
  mailer: new SesMailer(sesClient(PEOPLE), MAIL_FROM, MAIL_CONFIGURATION),
  write: (to, language, { volunteer, review: { state, decisionNote } }) =>
    nameEmail(
      {
        ...{ to, language, volunteer, note: decisionNote ?? '' },
        outcome: state === 'declined' ? 'declined' : 'corrected',
        issuer: issuerOf(deps.issuers, volunteer.issuerId),
        address: `${PUBLIC_BASE_URL}/my#details`,
        reference: deps.randomId(),
      },
      wording,
    ),
  reportFault: (fault) => logFault('name.email', fault),
};

export const handler = apiHandler<'ledger/names'>(wireJournal(), [
  implement(names.confirmName, async ({ caller, body }) =>
    answer(200, shown(await confirmName({ ...reviewer(caller), ...body }, deps))),
  ),
  implement(names.requestName, async ({ caller, body: { issuerId, note, ...name } }) =>
    answer(201, shown(await requestName({ ...reviewer(caller), issuerId, name, note }, deps))),
  ),
  implement(names.listNameRequests, async ({ caller, query }) => {
    const issuerIds = issuersInScope(caller, deps.issuers.keys(), query.issuer);
    const page = await listNameRequests(issuerIds, query, deps);
    return answer(200, { items: page.items.map(shown), cursor: page.cursor });
  }),
  implement(names.decideNameRequest, async ({ caller, path, body: { issuerId, decision, note } }) => {
    if (!deps.issuers.has(issuerId) || !hasIssuer(caller, issuerId))
      throw new Refusal('NOT_FOUND', 'Your issuers have no such request.');
    const request = {
      ...{ issuerId, volunteerId: path.id, decision, note, actor: caller.subject },
      isVolunteer: (volunteer: VolunteerKey) => isVolunteer(caller, volunteer),
    };
    const decided = await decideNameRequest(request, deps);
    await tellNameDecision(decided, telling);
    return answer(200, shown(decided));
  }),
]);

const reviewer = ({ subject, identities }: Caller) => ({ actor: subject, identities });

function shown({ volunteer, review }: ReviewedName) {
  const { issuerId, volunteerId, nameAr, nameEn } = volunteer;
  const { state, wantedAr, wantedEn, note, reviewedAt, decidedAt, decisionNote } = review;
  return {
    issuerId,
    volunteerId,
    nameAr,
    nameEn,
    state,
    wantedAr,
    wantedEn,
    note,
    reviewedAt,
    decidedAt,
    decisionNote,
  };
}
