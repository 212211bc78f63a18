import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as startRequest,
} from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type LoopbackServer, listenOnLoopback } from '../loopback-server.ts';
import { requestBody } from '../request-body.ts';
import type { AccessKeys } from './access-keys.ts';
import type { Call } from './call.ts';
import type { Principal } from './principal.ts';

/** How the requests of one service are read and refused. */
export interface GuardedService {
  /** The address of what answers. */
  readonly upstream: string;
  /** Whether what a request does is in its body. */
  readonly saysInBody: (request: IncomingMessage) => boolean;
  /** Returns what a request does, from its body where it says it there. */
  readonly calls: (request: IncomingMessage, body: Buffer) => readonly Call[];
  /** Answers that a request isn't permitted. */
  readonly refuse: (response: ServerResponse, code: RefusalCode, reason: string) => void;
  /** What a caller must be permitted, to be told that what was asked for is missing. */
  readonly missing?: (request: IncomingMessage) => Call;
}

/** Why a request isn't permitted: by whom it is signed isn't known, or that caller may not do it. */
export type RefusalCode = 'unknown-key' | 'denied';

const BODY_LIMIT_BYTES = 32 * 1024 * 1024;

/**
 * Starts a proxy before a service which passes on what IAM permits. Headers are passed on unchanged, because a
 * signature covers the host.
 *
 * @param refusal returns why a call isn't permitted; undefined where it is
 */
export async function guard(
  service: GuardedService,
  keys: AccessKeys,
  refusal: (principal: Principal, call: Call) => string | undefined,
): Promise<LoopbackServer> {
  const agent = new Agent({ keepAlive: true });
  const upstream = new URL(service.upstream);
  const server = await listenOnLoopback(async (request, response) => {
    try {
      const body = service.saysInBody(request) ? await requestBody(request, BODY_LIMIT_BYTES) : undefined;
      // A browser asks before it uploads, without a signature.
      if (request.method === 'OPTIONS') return await forward(request, response, body);
      const principal = keys.principalOf(accessKeyOf(request));
      if (principal === undefined)
        return service.refuse(response, 'unknown-key', 'The security token is invalid.');
      for (const call of service.calls(request, body ?? Buffer.alloc(0))) {
        const reason = refusal(principal, call);
        if (reason !== undefined) return service.refuse(response, 'denied', reason);
      }
      await forward(request, response, body, principal);
    } catch {
      // Either side has gone; the other one is told by the end of its connection.
      response.destroy();
    }
  });

  async function forward(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer | undefined,
    principal?: Principal,
  ): Promise<void> {
    const answer = await answerOf(request, body);
    const missing =
      answer.statusCode === 404 && principal !== undefined ? service.missing?.(request) : undefined;
    const reason = missing === undefined || principal === undefined ? undefined : refusal(principal, missing);
    if (reason !== undefined) {
      answer.resume();
      return service.refuse(response, 'denied', reason);
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    await pipeline(answer, response);
  }

  function answerOf(request: IncomingMessage, body: Buffer | undefined): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const forwarded = startRequest({
        agent,
        host: upstream.hostname,
        port: upstream.port,
        method: request.method,
        path: request.url,
        headers: withoutExpectation(request.headers),
      });
      forwarded.once('response', resolve).once('error', reject);
      request.once('close', () => {
        if (!request.complete) forwarded.destroy();
      });
      if (body === undefined) pipeline(request, forwarded).catch(reject);
      else forwarded.end(body);
    });
  }

  return {
    ...server,
    stop: async () => {
      await server.stop();
      agent.destroy();
    },
  };
}

/** `Expect: 100-continue` is answered here. */
function withoutExpectation({ expect: _, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  return headers;
}

/** Returns the access key that a request is signed with, in its header or its address. */
function accessKeyOf({ headers, url = '' }: IncomingMessage): string {
  const signed = /Credential=([^/,\s]+)\//.exec(headers.authorization ?? '')?.[1];
  return signed ?? /[?&]X-Amz-Credential=([^%/&]+)/.exec(url)?.[1] ?? '';
}
