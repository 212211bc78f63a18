import { certificateSummary } from '../../domain/certificate/certificate-summary.ts';
import { openFontLibrary } from '../../rendering/fonts/font-library.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler, json, type Route } from '../../runtime/http/api.ts';
import { callerOf, requireVolunteer } from '../../runtime/http/caller.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { printableNames } from '../../runtime/wiring/printable-names.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClientForPeople } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { certificatesOfVolunteer, progressOfVolunteer } from '../../workflows/issuing/volunteer-overview.ts';

const environment = readEnvironment('TABLE_NAME');
const dynamo = dynamoClientForPeople();
const deps = {
  ledger: new DynamoHoursLedger(dynamo, environment.TABLE_NAME),
  catalogue: new DynamoOpportunityCatalogue(dynamo, environment.TABLE_NAME),
  register: new DynamoCertificateRegister(dynamo, environment.TABLE_NAME),
  issuers: loadIssuers(templatesDirectory()),
  findUnprintable: printableNames(openFontLibrary(templatesDirectory())),
  now: () => new Date().toISOString(),
};

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/me',
    handle: async (event) => json(200, await progressOfVolunteer(requireVolunteer(callerOf(event)), deps)),
  },
  {
    method: 'GET',
    path: '/me/certificates',
    handle: async (event) => {
      const certificates = await certificatesOfVolunteer(requireVolunteer(callerOf(event)), deps);
      return json(200, { items: certificates.map(certificateSummary), cursor: null });
    },
  },
];

export const handler = apiHandler(routes);
