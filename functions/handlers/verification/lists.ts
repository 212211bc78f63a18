import { pageContexts } from '../../pages/page-contexts.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { within } from '../../runtime/http/deadline.ts';
import { logFault } from '../../runtime/log.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoRateLimit } from '../../storage/dynamo/dynamo-rate-limit.ts';
import { listRoutes } from './list-routes.ts';

/** For the count of a caller's lists, and for each hundred records. */
const DEADLINE_MS = 2200;

const environment = readEnvironment('TABLE_NAME', 'PUBLIC_BASE_URL');
const dynamo = dynamoClient(PEOPLE);
const register = new DynamoCertificateRegister(dynamo, environment.TABLE_NAME);
const rateLimit = new DynamoRateLimit(dynamo, environment.TABLE_NAME);

const routes = listRoutes({
  register: { findMany: (certificateIds) => within(DEADLINE_MS, register.findMany(certificateIds)) },
  rateLimit: { attempt: (...of) => within(DEADLINE_MS, rateLimit.attempt(...of)) },
  now: () => new Date().toISOString(),
  reportFault: (fault) => logFault('verification.unavailable', fault),
  pages: pageContexts(templatesDirectory(), environment.PUBLIC_BASE_URL),
});

export const handler = apiHandler<'verification/lists'>(routes);
