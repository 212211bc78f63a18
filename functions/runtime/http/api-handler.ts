import middy from '@middy/core';
import httpRouterHandler from '@middy/http-router';
import type { JournalAct } from '../../domain/journal-act.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Route } from '../../routes/route.ts';
import type { HandlerName, ROUTES_OF_HANDLER } from '../../routes/route-table.ts';
import { isStoreUnavailable } from '../../storage/store-unavailable.ts';
import { logFault, logInfo } from '../log.ts';
import { inRequest } from '../request-id.ts';
import type { Answer, ApiEvent } from './answer.ts';
import type { Implementation } from './implement.ts';
import type { JournalDeps } from './journaled.ts';
import { problemOf, problemOfFault, problemOfStore, RETRY_AFTER_SECONDS } from './problem.ts';
import { throughEdge } from './through-edge.ts';

/** One implementation for each of a handler's routes, in the order of the route table. */
export type Implementations<Name extends HandlerName> = ImplementationsOf<(typeof ROUTES_OF_HANDLER)[Name]>;

type ImplementationsOf<Routes extends readonly Route[]> = {
  readonly [Index in keyof Routes]: Implementation<Routes[Index]>;
};

/** The journal first, for a handler with a route that is journaled. */
type HandlerArguments<Name extends HandlerName> = [
  Extract<(typeof ROUTES_OF_HANDLER)[Name][number], { readonly journal: JournalAct }>,
] extends [never]
  ? [routes: Implementations<Name>]
  : [journal: JournalDeps, routes: Implementations<Name>];

/**
 * Returns the Lambda handler of a file. Doesn't compile unless it implements exactly the routes that the route table
 * lists for it. Refusals and faults become problem documents; a store that doesn't answer is a 503 of its own.
 * Every 503 says when to try again.
 */
export function apiHandler<Name extends HandlerName>(...given: HandlerArguments<Name>) {
  const [routes, journal] = [...given].reverse() as [readonly Implementation[], JournalDeps | undefined];
  return middy<ApiEvent, Answer>()
    .use({
      after: ({ response }) => {
        if (response?.statusCode === 503)
          response.headers = { 'retry-after': String(RETRY_AFTER_SECONDS), ...response.headers };
      },
      onError: (request) => {
        const fault = request.error;
        const requestId = request.event.requestContext.requestId;
        if (fault instanceof Refusal) {
          logInfo('refused', { requestId, code: fault.code });
          request.response = problemOf(fault);
          return;
        }
        const isPassing = isStoreUnavailable(fault);
        logFault(isPassing ? 'store.unavailable' : 'fault', fault, { requestId });
        request.response = isPassing ? problemOfStore(requestId) : problemOfFault(requestId);
      },
    })
    .use(throughEdge())
    .handler(
      httpRouterHandler<ApiEvent, Answer>({
        routes: routes.map(({ route: { method, path }, handle }) => ({
          method,
          path,
          handler: (event: ApiEvent) =>
            inRequest(event.requestContext.requestId, () => handle(event, journal)),
        })),
        notFoundResponse: () => {
          throw new Refusal('NOT_FOUND', 'There is nothing at this address.');
        },
      }),
    );
}
