import type * as z from 'zod/mini';
import type { JournalAct } from '../domain/journal-act.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Role } from '../domain/staff/roles.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'HEAD' | 'OPTIONS';
export type Schema = z.ZodMiniType;

/** A JSON body. `alsoAs` names other media types that the route can answer with instead. */
export interface JsonResponse<
  S extends Schema = Schema,
  Others extends readonly string[] = readonly string[],
> {
  readonly kind: 'json';
  readonly description: string;
  readonly schema: S;
  readonly mediaType: string;
  readonly alsoAs: Others;
}

/** A body that no schema describes: a page, a PDF, a token. */
export interface FileResponse {
  readonly kind: 'file';
  readonly description: string;
  readonly mediaTypes: readonly string[];
}

/** A redirect to the address in the `location` header. */
export interface RedirectResponse {
  readonly kind: 'redirect';
  readonly description: string;
}

export interface EmptyResponse {
  readonly kind: 'empty';
  readonly description: string;
}

export type RouteResponse = JsonResponse | FileResponse | RedirectResponse | EmptyResponse;

/** One route of the API. The gateway, the handlers, the OpenAPI document, the client and the docs all read it. */
export interface Route {
  readonly method: Method;
  /** In API Gateway's notation: `/certificates/{id}`. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  /** Who may call it. The gateway's authorizer rejects a request without a valid token, unless it is `public`. */
  readonly roles: 'public' | readonly Role[];
  /** What the journal calls it, where it is a privileged act or read: see `implement`. */
  readonly journal?: JournalAct;
  /** One schema for each variable in the path. */
  readonly parameters?: Readonly<Record<string, Schema>>;
  readonly query?: Schema;
  /** The JSON body. */
  readonly body?: Schema;
  /** The largest JSON body, where many texts come at once; 256 by default. */
  readonly bodyLimitKibibytes?: number;
  /** Other media types of the request that the handler parses itself, each with its description. */
  readonly otherBodies?: Readonly<Record<string, string>>;
  /** By HTTP status, without refusals and faults. */
  readonly responses: Readonly<Record<number, RouteResponse>>;
  /** Refusals of this route besides those that follow from its roles, query and body (see `refusalsOf`). */
  readonly refusals: readonly RefusalCode[];
}

/** Names of the variables in a path: `'id'` for `/certificates/{id}`, `'proxy'` for the rest of a path, `/{proxy+}`. */
export type PathNames<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Greedy}+` ? Greedy : Name) | PathNames<Rest>
  : never;

type WithParameters<R extends Route> = [PathNames<R['path']>] extends [never]
  ? { readonly parameters?: never }
  : { readonly parameters: Readonly<Record<PathNames<R['path']>, Schema>> };

/** Returns a route with its exact type. Doesn't compile when a variable in the path has no schema. */
export const route = <const R extends Route>(definition: R & WithParameters<R>): R => definition;

/** Describes a response as JSON; `alsoAs` are other media types of the same answer, as `text/html`. */
export function json<S extends Schema, const Others extends readonly string[] = readonly []>(
  description: string,
  schema: S,
  options: { readonly mediaType?: string; readonly alsoAs?: Others } = {},
): JsonResponse<S, Others> {
  const { mediaType = 'application/json', alsoAs = [] as readonly string[] as Others } = options;
  return { kind: 'json', description, schema, mediaType, alsoAs };
}

/** Describes a response that is a file of one of these media types. */
export const file = (description: string, ...mediaTypes: readonly string[]): FileResponse => ({
  kind: 'file',
  description,
  mediaTypes,
});

/** Describes a response that leads elsewhere. */
export const redirect = (description: string): RedirectResponse => ({ kind: 'redirect', description });

/** Describes a response without a body. */
export const empty = (description: string): EmptyResponse => ({ kind: 'empty', description });

/** `POST /batches`: the route key of API Gateway. */
export const routeKey = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/** Every refusal of a route: those that follow from its roles, query and body, then its own, then that of a store. */
export function refusalsOf(route: Route): readonly RefusalCode[] {
  return [
    ...(route.roles === 'public' ? [] : (['FORBIDDEN_ROLE'] as const)),
    ...(route.roles === 'public' || route.roles.every((role) => role === 'volunteer')
      ? []
      : (['SECOND_FACTOR_MISSING'] as const)),
    ...(route.query === undefined || acceptsAnyQuery(route.query) ? [] : (['QUERY_INVALID'] as const)),
    ...(route.body === undefined ? [] : (['BODY_INVALID'] as const)),
    ...route.refusals,
    'STORE_UNAVAILABLE',
  ];
}

/** Whether a query schema ignores parameters that it doesn't know, as those of public pages do. */
const acceptsAnyQuery = (query: Schema): boolean => query.safeParse({ unknown: '' }).success;
