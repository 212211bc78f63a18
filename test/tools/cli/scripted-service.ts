import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';

/** A request that a scripted service received. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly language: string | undefined;
  readonly body: string;
}

/** One scripted answer. */
export interface Scripted {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly text?: string;
}

/** Answers by `METHOD /path?query`. A list gives one answer per request, and then repeats its last one. */
export type Script = Record<string, Scripted | Scripted[]>;

/** A running scripted service. */
export interface ScriptedService {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

/**
 * Starts a service that answers by a script, for what the real service does not do on demand: fail or answer wrongly.
 * Tests against the embedded cloud cover the routes themselves.
 */
export async function scriptedService(script: Script): Promise<ScriptedService> {
  const received: Received[] = [];
  const requestCounts = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    received.push({
      method: request.method ?? '',
      path,
      authorization: request.headers.authorization,
      language: request.headers['accept-language'],
      body: await bodyOf(request),
    });
    const key = `${request.method} ${path}`;
    const answers = [script[key] ?? { status: 404, json: { code: 'NOT_FOUND', title: 'Not here' } }].flat();
    const count = requestCounts.get(key) ?? 0;
    requestCounts.set(key, count + 1);
    const { status = 200, headers = {}, json, text } = answers[Math.min(count, answers.length - 1)] ?? {};
    response.writeHead(status, {
      'content-type': json === undefined ? 'text/plain' : 'application/json',
      ...headers,
    });
    response.end(json === undefined ? (text ?? '') : JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Opens scripted services that look like embedded clouds, and closes them after each test of the file. */
export function embeddedServices(): {
  readonly open: (script: Script) => Promise<ScriptedService>;
  /** The services of the current test, in the order in which they were opened. */
  readonly opened: readonly ScriptedService[];
} {
  const opened: ScriptedService[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((service) => service.close()));
  });
  const open = async (script: Script) => {
    const service = await scriptedService({
      'GET /_local/health': { json: {} },
      'POST /_local/token': { json: { access_token: 'T' } },
      ...script,
    });
    opened.push(service);
    return service;
  };
  return { open, opened };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}
