import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request of a function to a service: method, path, body, and the operation where the service is DynamoDB. */
export interface Effect {
  readonly method: string;
  readonly path: string;
  readonly operation: string | undefined;
  readonly body: string;
}

/** A running proxy. */
export interface EffectProxy {
  readonly url: string;
  /** Sets the service; requests before that are refused. */
  forwardTo(upstream: string): void;
  /** Calls `watch` before each request is forwarded, and again after the service answered, before the answer is passed on. */
  onEffect(watch: (effect: Effect, moment: 'before' | 'after') => void | Promise<void>): void;
  stop(): Promise<void>;
}

/**
 * Starts a proxy between functions and a service, so that a test can kill a function's process exactly before or after
 * one of its effects. Headers are passed on unchanged, because the signature covers the host.
 */
export async function startEffectProxy(): Promise<EffectProxy> {
  let upstream: URL | undefined;
  let watch: (effect: Effect, moment: 'before' | 'after') => void | Promise<void> = () => undefined;

  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const target = request.headers['x-amz-target'];
    const effect: Effect = {
      method: request.method ?? '',
      path: request.url ?? '',
      operation: typeof target === 'string' ? target.split('.').at(-1) : undefined,
      body: body.toString('latin1'),
    };
    await watch(effect, 'before');
    if (upstream === undefined || request.socket.destroyed) {
      response.destroy();
      return;
    }
    const forwarded = http.request(
      {
        host: upstream.hostname,
        port: upstream.port,
        method: request.method,
        path: request.url,
        headers: request.headers,
      },
      async (answer) => {
        const pieces: Buffer[] = [];
        for await (const piece of answer) pieces.push(piece as Buffer);
        await watch(effect, 'after');
        if (!response.destroyed)
          response.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(pieces));
      },
    );
    forwarded.on('error', () => response.destroy());
    forwarded.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forwardTo: (address) => {
      upstream = new URL(address);
    },
    onEffect: (watcher) => {
      watch = watcher;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
