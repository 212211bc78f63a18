import * as ledger from '../../routes/ledger.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { listVolunteers } from '../../workflows/ledger/list-volunteers.ts';

const environment = readEnvironment('TABLE_NAME');
const dynamo = dynamoClient(PEOPLE);
const deps = {
  ledger: new DynamoHoursLedger(dynamo, environment.TABLE_NAME),
  catalogue: new DynamoOpportunityCatalogue(dynamo, environment.TABLE_NAME),
};
const issuers = loadIssuers(templatesDirectory());

export const handler = apiHandler<'ledger/directory'>(wireJournal(), [
  implement(ledger.listIssuers, async () => {
    const items = [...issuers.values()].map(({ issuerId, nameAr, nameEn, country, domain, email }) => ({
      issuerId,
      nameAr,
      nameEn,
      country,
      domain,
      email,
    }));
    return answer(200, { items, cursor: null });
  }),
  implement(ledger.listVolunteers, async ({ caller, query }) => {
    const issuerIds = issuersInScope(caller, issuers.keys(), query.issuer);
    if (issuerIds.length === 0) return answer(200, { items: [], cursor: null });
    return answer(200, await listVolunteers(issuerIds, query, deps));
  }),
]);
