import type { Language } from '../domain/wording/language.ts';
import type { JsonResponse, Route } from '../routes/route.ts';
import type { JsonOf } from '../routes/route-types.ts';
import { ApiFault, ApiRefusal, ApiUnreachable, type Problem } from './api-errors.ts';
import { findMisfit } from './find-misfit.ts';
import { reach } from './reach.ts';
import type { InputArguments, ItemOf, ListRoute, RequestInput, RouteAnswer } from './request-types.ts';

export interface ApiClientOptions {
  /** The address of the service. */
  readonly baseUrl: string;
  /** A bearer token, or what returns the present one; without one only public routes answer. */
  readonly token?: string | (() => Promise<string>);
  /** The language of the service's texts; English by default. */
  readonly language?: Language;
  readonly fetch?: typeof fetch;
}

const REQUEST_TIMEOUT_MS = 60_000;
/** A read is tried again after each of these pauses when the service fails: its store may be waking up. */
const PAUSES_AFTER_FAULTS_MS = [300, 1_000];
const LARGEST_PAGE = 200;

/** An input without its types. */
interface AnyInput {
  readonly path?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
}

/**
 * A client of the API, typed by the route table. Every method throws `ApiRefusal` when the service refuses,
 * `ApiFault` when it fails, and `ApiUnreachable` when there is no usable answer.
 */
export class ApiClient {
  readonly baseUrl: string;
  readonly #fetch: typeof fetch;
  readonly #token: ApiClientOptions['token'];
  readonly #language: string;

  constructor({ baseUrl, token, language = 'en', ...options }: ApiClientOptions) {
    this.baseUrl = baseUrl.replace(/\/+$/, '');
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#token = token;
    this.#language = language;
  }

  /** Calls a route and returns the JSON of its answer. */
  async call<const R extends Route>(route: R, ...[input]: InputArguments<R>): Promise<JsonOf<R>> {
    const answer = await this.#exchange(route, input, 'application/json');
    if ('body' in answer) return answer.body as JsonOf<R>;
    throw new ApiUnreachable(this.#addressOf(route, input), 'the answer is not JSON');
  }

  /** Calls a route and returns its answer with its status: for routes that answer in more than one way. */
  async request<const R extends Route>(route: R, ...[input]: InputArguments<R>): Promise<RouteAnswer<R>> {
    return (await this.#exchange(route, input, 'application/json')) as RouteAnswer<R>;
  }

  /** Calls a route and returns its answer as text in one of its other media types. */
  async text<const R extends Route>(
    route: R,
    mediaType: string,
    ...[input]: InputArguments<R>
  ): Promise<string> {
    const answer = await this.#exchange(route, input, mediaType);
    if ('text' in answer) return answer.text;
    throw new ApiUnreachable(this.#addressOf(route, input), `the answer is not ${mediaType}`);
  }

  /** Calls a route that answers with a file, and returns its bytes. */
  async bytes<const R extends Route>(
    route: R,
    mediaType: string,
    ...[input]: InputArguments<R>
  ): Promise<Uint8Array<ArrayBuffer>> {
    const answer = await this.#exchange(route, input, mediaType);
    if ('bytes' in answer) return answer.bytes;
    throw new ApiUnreachable(this.#addressOf(route, input), `the answer is not ${mediaType}`);
  }

  /** Calls a route that redirects, and returns the absolute address that it leads to. */
  async link<const R extends Route>(route: R, ...[input]: InputArguments<R>): Promise<string> {
    const answer = await this.#exchange(route, input, '*/*');
    if ('location' in answer) return answer.location;
    throw new ApiUnreachable(this.#addressOf(route, input), 'the answer has no link');
  }

  /** Yields the items of a list, page after page, at most so many. */
  async *list<const R extends ListRoute>(
    route: R & ([ItemOf<R>] extends [never] ? never : unknown),
    input: Pick<RequestInput<R>, 'path' | 'query'>,
    atMost = Number.POSITIVE_INFINITY,
  ): AsyncGenerator<ItemOf<R>> {
    let cursor: string | undefined;
    let left = atMost;
    do {
      const query = { ...(input.query as object | undefined), limit: Math.min(left, LARGEST_PAGE), cursor };
      const page = (await this.#exchange(route, { ...input, query }, 'application/json')) as {
        readonly body: { readonly items: readonly ItemOf<R>[]; readonly cursor: string | null };
      };
      for (const item of page.body.items.slice(0, left)) yield item;
      left -= page.body.items.length;
      cursor = page.body.cursor ?? undefined;
    } while (cursor !== undefined && left > 0);
  }

  async #exchange(route: Route, input: object | undefined, accept: string): Promise<AnyAnswer> {
    const pauses = route.method === 'GET' ? [...PAUSES_AFTER_FAULTS_MS] : [];
    for (;;)
      try {
        return await this.#exchangeOnce(route, (input ?? {}) as AnyInput, accept);
      } catch (error) {
        const pause = pauses.shift();
        if (!(error instanceof ApiFault) || pause === undefined) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
  }

  async #exchangeOnce(route: Route, input: AnyInput, accept: string): Promise<AnyAnswer> {
    const address = this.#addressOf(route, input);
    const token = typeof this.#token === 'function' ? await this.#token() : this.#token;
    const response = await reach(
      address,
      {
        method: route.method,
        redirect: 'manual',
        headers: {
          'accept-language': this.#language,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          accept,
          ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      },
      this.#fetch,
    );
    return this.#read(route, response, address, accept);
  }

  async #read(route: Route, response: Response, address: string, accept: string): Promise<AnyAnswer> {
    const { status } = response;
    const listed = route.responses[status];
    const location = response.headers.get('location');
    if (listed?.kind === 'redirect' && location !== null) {
      await response.body?.cancel();
      return { status, location: new URL(location, address).href };
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (listed?.kind === 'empty') return { status };
    const text = textOf(bytes);
    if (response.ok && (listed?.kind === 'file' || accept !== 'application/json'))
      return { status, text, bytes };
    const body = parsed(text);
    if (listed?.kind === 'json' && body !== undefined) {
      const misfit = misfitOf(listed, body);
      if (misfit === undefined) return { status, body };
      if (response.ok)
        throw new ApiUnreachable(this.baseUrl, `the answer has another shape than expected (at "${misfit}")`);
    }
    throw failureOf(response, body, address);
  }

  #addressOf({ path }: Route, input: object = {}): string {
    const { path: variables = {}, query = {} } = input as AnyInput;
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(variables[name] ?? ''));
    const address = new URL(this.baseUrl + filled);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) address.searchParams.set(name, String(value));
    return address.href;
  }
}

type AnyAnswer =
  | { readonly status: number }
  | { readonly status: number; readonly body: unknown }
  | { readonly status: number; readonly text: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly status: number; readonly location: string };

const misfitOf = ({ schema }: JsonResponse, body: unknown) => findMisfit(schema, body);

/** Decodes UTF-8 and keeps a byte order mark, which spreadsheets need and `Response.text()` removes. */
const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** The JSON of a text; undefined if it is none. An empty text counts as null. */
function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureOf(response: Response, body: unknown, address: string): ApiRefusal | ApiUnreachable {
  const { status, ok, url } = response;
  if (ok || status < 400) return new ApiUnreachable(address, 'the answer is not JSON');
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Problem;
  if (status < 500) return new ApiRefusal(status, problem, url || address);
  const said = problem.title ?? problem.message;
  return new ApiFault(address, said === undefined ? `HTTP ${status}` : `${said}, HTTP ${status}`, {
    status,
    ...problem,
  });
}
