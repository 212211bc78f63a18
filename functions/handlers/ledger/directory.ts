import { listIssuers } from '../../routes/issuers.ts';
import * as ledger from '../../routes/ledger.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE, s3Client } from '../../storage/clients.ts';
import { DynamoDirectoryChanges } from '../../storage/dynamo/directory/dynamo-directory-changes.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { S3PeopleDirectories } from '../../storage/s3/s3-people-directories.ts';
import { listVolunteers, searchVolunteers } from '../../workflows/ledger/search-volunteers.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME');
const dynamo = dynamoClient(PEOPLE);
const deps = {
  ledger: new DynamoHoursLedger(dynamo, environment.TABLE_NAME),
  directories: new S3PeopleDirectories(s3Client(PEOPLE), environment.BUCKET_NAME),
  directoryChanges: new DynamoDirectoryChanges(dynamo, environment.TABLE_NAME),
};
const issuers = loadIssuers(templatesDirectory());

export const handler = apiHandler<'ledger/directory'>(wireJournal(), [
  implement(listIssuers, async () => {
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
    return answer(200, await listVolunteers(issuerIds, query, deps));
  }),
  implement(ledger.searchVolunteers, async ({ caller, body }) => {
    const issuerIds = issuersInScope(caller, issuers.keys(), body.issuerId);
    return answer(200, await searchVolunteers(issuerIds, body, body, deps));
  }),
]);
