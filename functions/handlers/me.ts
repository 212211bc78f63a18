import { certificateSummary } from '../domain/certificate-summary.ts';
import { openFontLibrary } from '../rendering/font-library.ts';
import { apiHandler, json, type Route } from '../runtime/api.ts';
import { callerOf, requireVolunteer } from '../runtime/caller.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { loadIssuers } from '../runtime/issuers.ts';
import { printableNames } from '../runtime/printable-names.ts';
import { templatesDirectory } from '../runtime/templates-directory.ts';
import { dynamoClientForPeople } from '../storage/clients.ts';
import { DynamoCertificateRegister } from '../storage/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../storage/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../storage/dynamo-opportunity-catalogue.ts';
import { certificatesOfVolunteer, progressOfVolunteer } from '../workflows/volunteer-overview.ts';

const environment = readEnvironment('TABLE_NAME');
const dynamo = dynamoClientForPeople();
const parts = {
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
    handle: async (event) => json(200, await progressOfVolunteer(requireVolunteer(callerOf(event)), parts)),
  },
  {
    method: 'GET',
    path: '/me/certificates',
    handle: async (event) => {
      const certificates = await certificatesOfVolunteer(requireVolunteer(callerOf(event)), parts);
      return json(200, { items: certificates.map(certificateSummary), cursor: null });
    },
  },
];

export const handler = apiHandler(routes);
