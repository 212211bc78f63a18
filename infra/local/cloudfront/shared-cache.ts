import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { RequestHandler } from '../gateway.ts';
import { matchesPattern } from '../iam/wildcard.ts';

const MOST_ANSWERS = 10_000;
const LARGEST_BODY_BYTES = 1024 * 1024;

interface KeptAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  readonly keptAt: number;
  readonly until: number;
}

/** What a distribution keeps. */
export interface CacheRules {
  /** The patterns of paths whose answers may be kept, in which `*` stands for any text. */
  readonly paths: readonly string[];
  /** The request headers by which answers are kept apart, beside the address. */
  readonly headers: readonly string[];
}

/**
 * Returns a handler that keeps answers as a distribution does: those at its paths that say so with `s-maxage` or `max-age`,
 * for no longer, never past an outage, and apart by the headers that a page depends on. Requests that come while the first is
 * under way wait for its answer. A request with a token always goes to the origin.
 */
export function sharedCache(
  origin: RequestHandler,
  rules: CacheRules,
  now: () => number = Date.now,
): RequestHandler {
  const kept = new Map<string, KeptAnswer>();
  const underWay = new Map<string, Promise<KeptAnswer | undefined>>();

  return async (request, response) => {
    const key = keyOf(request, rules);
    if (key === undefined) return origin(request, response);
    const answer = kept.get(key);
    if (answer !== undefined && now() < answer.until) return send(response, answer, now());
    kept.delete(key);
    const first = await underWay.get(key);
    if (first !== undefined) return send(response, first, now());
    const asked = ask(origin, request, response, now);
    underWay.set(key, asked);
    try {
      const fresh = await asked;
      if (fresh === undefined) return;
      const [oldest] = kept.keys();
      if (kept.size >= MOST_ANSWERS && oldest !== undefined) kept.delete(oldest);
      kept.set(key, fresh);
    } finally {
      if (underWay.get(key) === asked) underWay.delete(key);
    }
  };
}

/** Returns what an answer depends on; undefined for a request whose answer is nobody else's. */
function keyOf(
  { method = 'GET', url = '/', headers }: IncomingMessage,
  rules: CacheRules,
): string | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || headers.authorization !== undefined) return undefined;
  const [path = '/'] = url.split('?');
  if (!rules.paths.some((pattern) => matchesPattern(pattern, path))) return undefined;
  const values = rules.headers.map((name) => headers[name.toLowerCase()] ?? '');
  return [`${method} ${url}`, ...values].join('\n');
}

/** Lets the origin answer, and returns a copy of the answer if it may be kept. */
async function ask(
  origin: RequestHandler,
  request: IncomingMessage,
  response: ServerResponse,
  now: () => number,
): Promise<KeptAnswer | undefined> {
  let status = 0;
  let headers: OutgoingHttpHeaders = {};
  let body: Buffer = Buffer.alloc(0);
  const writeHead = response.writeHead.bind(response);
  const end = response.end.bind(response);
  response.writeHead = ((code: number, given: OutgoingHttpHeaders = {}) => {
    [status, headers] = [code, given];
    return writeHead(code, given);
  }) as ServerResponse['writeHead'];
  response.end = ((chunk?: Buffer | string) => {
    if (chunk !== undefined) body = Buffer.from(chunk as string);
    return end(chunk as Buffer);
  }) as ServerResponse['end'];
  await origin(request, response);
  const lifetimeMs = lifetimeSeconds(headers) * 1000;
  if (lifetimeMs === 0 || status >= 500 || body.length > LARGEST_BODY_BYTES) return undefined;
  const keptAt = now();
  return { status, headers, body, keptAt, until: keptAt + lifetimeMs };
}

/** Returns for how long shared caches may keep an answer; 0 for one that they must not keep. */
function lifetimeSeconds(headers: OutgoingHttpHeaders): number {
  const control = String(headers['cache-control'] ?? '');
  if (/no-store|private/.test(control) || headers['set-cookie'] !== undefined) return 0;
  const [, shared] = /s-maxage=(\d+)/.exec(control) ?? [];
  const [, everyone] = /(?:^|[\s,])max-age=(\d+)/.exec(control) ?? [];
  return Number(shared ?? everyone ?? 0);
}

function send(response: ServerResponse, { status, headers, body, keptAt }: KeptAnswer, at: number): void {
  response.writeHead(status, { ...headers, age: String(Math.floor((at - keptAt) / 1000)) }).end(body);
}
