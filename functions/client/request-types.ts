import type {
  EmptyResponse,
  FileResponse,
  JsonResponse,
  PathNames,
  RedirectResponse,
  Route,
} from '../routes/route.ts';
import type { BodyInput, JsonOf, PathOf, QueryInput, StatusOf } from '../routes/route-types.ts';

/** What a route takes: the variables of its path, its query, its body. Optional where nothing in it is required. */
export type RequestInput<R extends Route> = Part<
  'path',
  PathNames<R['path']> extends never ? undefined : PathOf<R>
> &
  Part<'query', QueryInput<R>> &
  Part<'body', BodyInput<R>>;

type Part<Name extends string, Input> = [Input] extends [undefined]
  ? { readonly [N in Name]?: undefined }
  : Partial<Input> extends Input
    ? { readonly [N in Name]?: Input }
    : { readonly [N in Name]: Input };

/** The arguments after a route: its input, which may be left out if nothing in it is required. */
export type InputArguments<R extends Route> =
  Partial<RequestInput<R>> extends RequestInput<R> ? [input?: RequestInput<R>] : [input: RequestInput<R>];

/** An answer that the route lists, by its status. */
export type RouteAnswer<R extends Route> = {
  [S in StatusOf<R>]: R['responses'][S] extends JsonResponse
    ? { readonly status: S; readonly body: JsonOf<R, S> }
    : R['responses'][S] extends RedirectResponse
      ? { readonly status: S; readonly location: string }
      : R['responses'][S] extends FileResponse
        ? { readonly status: S; readonly text: string }
        : R['responses'][S] extends EmptyResponse
          ? { readonly status: S }
          : never;
}[StatusOf<R>];

/** A route that answers a list, page by page. */
export interface ListRoute extends Route {
  readonly method: 'GET';
  readonly responses: { readonly 200: JsonResponse };
}

/** The items of a route that answers a list. */
export type ItemOf<R extends Route> =
  JsonOf<R, 200 & StatusOf<R>> extends { readonly items: readonly (infer Item)[] } ? Item : never;
