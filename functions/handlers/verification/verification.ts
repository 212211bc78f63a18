import { pageContexts } from '../../pages/page-contexts.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { within } from '../../runtime/http/deadline.ts';
import { logFault } from '../../runtime/log.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoRateLimit } from '../../storage/dynamo/dynamo-rate-limit.ts';
import { verificationRoutes } from './verification-routes.ts';

/** After this time a record counts as unavailable, although the client of the store may still be retrying. */
const DEADLINE_MS = 2200;

const environment = readEnvironment('TABLE_NAME', 'PUBLIC_BASE_URL');
const dynamo = dynamoClient(PEOPLE);
const register = new DynamoCertificateRegister(dynamo, environment.TABLE_NAME);
const rateLimit = new DynamoRateLimit(dynamo, environment.TABLE_NAME);

const routes = verificationRoutes({
  register: {
    find: (certificateId) => within(DEADLINE_MS, register.find(certificateId)),
  },
  rateLimit: { attempt: (...of) => within(DEADLINE_MS, rateLimit.attempt(...of)) },
  now: () => new Date().toISOString(),
  reportFault: (fault) => logFault('verification.unavailable', fault),
  pages: pageContexts(templatesDirectory(), environment.PUBLIC_BASE_URL, loadIssuers(templatesDirectory())),
});

export const handler = apiHandler<'verification/verification'>(routes);
