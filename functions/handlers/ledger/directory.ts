import * as z from 'zod/mini';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler, json, pageQuery, type Route, readQuery } from '../../runtime/http/api.ts';
import { callerOf, issuersOf, requireRole } from '../../runtime/http/caller.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClientForPeople } from '../../storage/clients.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { listVolunteers } from '../../workflows/ledger/list-volunteers.ts';

const environment = readEnvironment('TABLE_NAME');
const dynamo = dynamoClientForPeople();
const deps = {
  ledger: new DynamoHoursLedger(dynamo, environment.TABLE_NAME),
  catalogue: new DynamoOpportunityCatalogue(dynamo, environment.TABLE_NAME),
};
const issuers = loadIssuers(templatesDirectory());

const listQuery = z.strictObject({ ...pageQuery, issuer: z.optional(z.string().check(z.maxLength(64))) });

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/issuers',
    /** Who issues here; public, as their names stand on every certificate. */
    handle: async () =>
      json(200, {
        items: [...issuers.values()].map(({ issuerId, nameAr, nameEn, country, domain }) => ({
          issuerId,
          nameAr,
          nameEn,
          country,
          domain,
        })),
        cursor: null,
      }),
  },
  {
    method: 'GET',
    path: '/volunteers',
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'coordinator', 'approver');
      const query = readQuery(event, listQuery);
      const inScope = issuersOf(caller, issuers.keys());
      const issuerIds = query.issuer === undefined ? inScope : inScope.filter((id) => id === query.issuer);
      if (issuerIds.length === 0) return json(200, { items: [], cursor: null });
      return json(200, await listVolunteers(issuerIds, query, deps));
    },
  },
];

export const handler = apiHandler(routes);
