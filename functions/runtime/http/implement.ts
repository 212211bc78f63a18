import type { JsonResponse, Route } from '../../routes/route.ts';
import type { BodyOutput, JsonOf, PathOf, QueryOutput, StatusOf } from '../../routes/route-types.ts';
import { type Answer, type ApiEvent, type JsonAnswer, type RawAnswer, serialized } from './answer.ts';
import { authorizedCaller, type Caller } from './caller.ts';
import { type JournalDeps, journaled } from './journaled.ts';
import { readBody, readPath, readQuery } from './read-request.ts';

/** A request that the route's roles and schemas allow. */
export interface RouteRequest<R extends Route> {
  readonly caller: CallerOf<R>;
  readonly path: PathOf<R>;
  readonly query: QueryOutput<R>;
  readonly body: BodyOutput<R>;
  readonly event: ApiEvent;
}

type CallerOf<R extends Route> = R['roles'] extends 'public' ? undefined : Caller;

/** Every response that the route's table of responses allows. */
export type AnswerTo<R extends Route> = {
  [S in StatusOf<R>]: R['responses'][S] extends JsonResponse
    ? JsonAnswer<S, JsonOf<R, S>> | (R['responses'][S]['alsoAs'] extends readonly [] ? never : RawAnswer<S>)
    : RawAnswer<S>;
}[StatusOf<R>];

export interface Implementation<R extends Route = Route> {
  readonly route: R;
  /** `journal` is there for every route that is journaled. */
  readonly handle: (event: ApiEvent, journal?: JournalDeps) => Promise<Answer>;
}

/**
 * Implements a route. Checks the caller's role, then path, query and body against the route's schemas, then calls
 * `handle`, whose answers are held to the route's responses by their types. A privileged act or read is journaled.
 */
export function implement<const R extends Route>(
  route: R,
  handle: (request: RouteRequest<R>) => Promise<AnswerTo<R>>,
): Implementation<R> {
  return {
    route,
    handle: async (event, journal) => {
      const caller = route.roles === 'public' ? undefined : authorizedCaller(event, route.roles);
      const path = readPath(route, event);
      const query = readQuery(route, event);
      const body = readBody(route, event);
      const request = { caller: caller as CallerOf<R>, path, query, body, event };
      if (caller === undefined || route.journal === undefined) return serialized(await handle(request));
      if (journal === undefined) throw new Error(`No journal for ${route.path}`);
      const act = { act: route.journal, ...request, caller };
      return serialized(await journaled(act, () => handle(request), journal));
    },
  };
}
