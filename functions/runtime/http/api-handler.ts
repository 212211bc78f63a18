import middy from '@middy/core';
import httpRouterHandler from '@middy/http-router';
import { Refusal } from '../../domain/refusal.ts';
import type { Route } from '../../routes/route.ts';
import type { HandlerName, ROUTES_OF_HANDLER } from '../../routes/route-table.ts';
import { isStoreUnavailable } from '../../storage/store-unavailable.ts';
import { logFault, logInfo } from '../log.ts';
import type { Answer, ApiEvent } from './answer.ts';
import type { Implementation } from './implement.ts';
import { problemOf, problemOfFault, problemOfStore } from './problem.ts';

/** One implementation for each of a handler's routes, in the order of the route table. */
export type Implementations<Name extends HandlerName> = ImplementationsOf<(typeof ROUTES_OF_HANDLER)[Name]>;

type ImplementationsOf<Routes extends readonly Route[]> = {
  readonly [Index in keyof Routes]: Implementation<Routes[Index]>;
};

/**
 * Returns the Lambda handler of a file. Doesn't compile unless it implements exactly the routes that the route table
 * lists for it. Refusals and faults become problem documents; a store that doesn't answer is a 503 of its own.
 */
export function apiHandler<Name extends HandlerName>(routes: Implementations<Name>) {
  return middy<ApiEvent, Answer>()
    .use({
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
    .handler(
      httpRouterHandler<ApiEvent, Answer>({
        routes: (routes as readonly Implementation[]).map(({ route: { method, path }, handle }) => ({
          method,
          path,
          handler: handle,
        })),
        notFoundResponse: () => {
          throw new Refusal('NOT_FOUND', 'There is nothing at this address.');
        },
      }),
    );
}
