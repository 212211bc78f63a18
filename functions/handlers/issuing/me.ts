import { certificateSummary } from '../../domain/certificate/certificate-summary.ts';
import { correctionShown } from '../../domain/certificate/correction.ts';
import { publishedRooms } from '../../rendering/certificate/design-room.ts';
import { openFontLibrary } from '../../rendering/template-fonts.ts';
import * as issuing from '../../routes/issuing.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { implement } from '../../runtime/http/implement.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { printableNames } from '../../runtime/wiring/printable-names.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoCorrectionRegister } from '../../storage/dynamo/dynamo-correction-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoPartnerAgreements } from '../../storage/dynamo/dynamo-partner-agreements.ts';
import {
  certificatesOfVolunteer,
  correctionsOfVolunteer,
  hoursOfVolunteer,
  progressOfVolunteer,
} from '../../workflows/issuing/volunteer-overview.ts';

const environment = readEnvironment('TABLE_NAME');
const dynamo = dynamoClient(PEOPLE);
const library = openFontLibrary(templatesDirectory());
const deps = {
  ledger: new DynamoHoursLedger(dynamo, environment.TABLE_NAME),
  catalogue: new DynamoOpportunityCatalogue(dynamo, environment.TABLE_NAME),
  agreements: new DynamoPartnerAgreements(dynamo, environment.TABLE_NAME),
  corrections: new DynamoCorrectionRegister(dynamo, environment.TABLE_NAME),
  register: new DynamoCertificateRegister(dynamo, environment.TABLE_NAME),
  issuers: loadIssuers(templatesDirectory()),
  findUnprintable: printableNames(library),
  designRoom: publishedRooms(templatesDirectory(), library),
  now: () => new Date().toISOString(),
};

export const handler = apiHandler<'issuing/me'>([
  implement(issuing.getProgress, async ({ caller }) =>
    answer(200, await progressOfVolunteer(caller.identities, deps)),
  ),
  implement(issuing.listOwnCertificates, async ({ caller }) => {
    const certificates = await certificatesOfVolunteer(caller.identities, deps);
    return answer(200, {
      items: certificates.map((one) => certificateSummary(one, deps.now())),
      cursor: null,
    });
  }),
  implement(issuing.listOwnHours, async ({ caller }) =>
    answer(200, { items: await hoursOfVolunteer(caller.identities, deps), cursor: null }),
  ),
  implement(issuing.listOwnCorrections, async ({ caller }) => {
    const corrections = await correctionsOfVolunteer(caller.identities, deps);
    return answer(200, { items: corrections.map(correctionShown), cursor: null });
  }),
]);
