/** The route that a request matches. */
export interface RouteMatch<T> {
  readonly target: T;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Route<T> {
  readonly method: string;
  readonly segments: readonly string[];
  readonly target: T;
}

/**
 * The routes of an HTTP API by route key: `GET /certificates/{id}`, `ANY /files/{path+}` or `$default`. As in API
 * Gateway, a full match comes before a greedy variable, which comes before `$default`; among full matches, literal
 * segments come before variables, from the left; a method comes before `ANY`.
 */
export class RouteTable<T> {
  readonly #routes: Route<T>[];
  readonly #fallback: T | undefined;

  constructor(routes: ReadonlyMap<string, T>) {
    this.#fallback = routes.get('$default');
    this.#routes = [...routes]
      .filter(([routeKey]) => routeKey !== '$default')
      .map(([routeKey, target]) => {
        const [method = '', path = ''] = routeKey.split(' ');
        return { method, segments: segmentsOf(path), target };
      })
      .sort(bySpecificity);
  }

  /** Returns the route of a request with the path's decoded variables, or undefined. */
  find(method: string, path: string): RouteMatch<T> | undefined {
    const given = segmentsOf(path);
    for (const route of this.#routes) {
      if (route.method !== method && route.method !== 'ANY') continue;
      const pathParameters = match(route.segments, given);
      if (pathParameters !== undefined) return { target: route.target, pathParameters };
    }
    return this.#fallback === undefined ? undefined : { target: this.#fallback, pathParameters: {} };
  }
}

const segmentsOf = (path: string): string[] => path.split('/').slice(1);
const isGreedy = (segment: string | undefined): boolean => segment?.endsWith('+}') ?? false;
const isVariable = (segment: string | undefined): boolean => segment?.startsWith('{') ?? false;

function bySpecificity(one: Route<unknown>, other: Route<unknown>): number {
  const greedy = Number(isGreedy(one.segments.at(-1))) - Number(isGreedy(other.segments.at(-1)));
  if (greedy !== 0) return greedy;
  for (let index = 0; index < Math.max(one.segments.length, other.segments.length); index += 1) {
    const variable = Number(isVariable(one.segments[index])) - Number(isVariable(other.segments[index]));
    if (variable !== 0) return variable;
  }
  const length = other.segments.length - one.segments.length;
  return length !== 0 ? length : Number(one.method === 'ANY') - Number(other.method === 'ANY');
}

function match(pattern: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const value = given[index];
    if (value === undefined) return undefined;
    if (isGreedy(segment)) {
      const rest = given.slice(index).join('/');
      if (rest === '') return undefined;
      parameters[segment.slice(1, -2)] = decode(rest);
      return parameters;
    }
    if (isVariable(segment)) {
      if (value === '') return undefined;
      parameters[segment.slice(1, -1)] = decode(value);
    } else if (segment !== value) return undefined;
  }
  return pattern.length === given.length ? parameters : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
