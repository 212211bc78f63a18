import type * as z from 'zod/mini';
import type { JsonResponse, PathNames, Route } from './route.ts';

/** A type with every array and object in it read-only, as the domain's types are. */
export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** The variables in a route's path. */
export type PathOf<R extends Route> = Readonly<Record<PathNames<R['path']>, string>>;

/** The query as a caller gives it. */
export type QueryInput<R extends Route> = R extends { readonly query: infer S }
  ? DeepReadonly<z.input<S>>
  : undefined;
/** The query as a handler reads it: defaults filled in, numbers parsed. */
export type QueryOutput<R extends Route> = R extends { readonly query: infer S } ? z.output<S> : undefined;

export type BodyInput<R extends Route> = R extends { readonly body: infer S }
  ? DeepReadonly<z.input<S>>
  : undefined;
/** Undefined, too, where the request had one of the route's other media types. */
export type BodyOutput<R extends Route> = R extends { readonly body: infer S }
  ? z.output<S> | (R extends { readonly otherBodies: object } ? undefined : never)
  : undefined;

/** The statuses of a route's table of responses. */
export type StatusOf<R extends Route> = keyof R['responses'] & number;

/** The JSON body of a route's answer with one status; never, where that answer has none. */
export type JsonOf<R extends Route, Status extends StatusOf<R> = StatusOf<R>> = {
  [S in Status]: R['responses'][S] extends JsonResponse<infer Body> ? DeepReadonly<z.output<Body>> : never;
}[Status];
