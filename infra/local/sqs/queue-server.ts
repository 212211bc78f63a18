import { Server } from 'node:net';
import { startFauxqs } from 'fauxqs';
import { ACCOUNT, REGION } from '../region.ts';

export interface QueueServer {
  readonly endpoint: string;
  /** The address functions and clients use; the SDK calls the host in it, whatever its own endpoint. */
  queueUrl(name: string): string;
  stop(): Promise<void>;
}

/** SQS by fauxqs, on loopback; `directory` keeps queues and messages over a restart. */
export async function startQueueServer(options: { directory?: string }): Promise<QueueServer> {
  const server = await onLoopbackOnly(() =>
    startFauxqs({
      port: 0,
      logger: false,
      defaultRegion: REGION,
      ...(options.directory === undefined ? {} : { dataDir: options.directory }),
    }),
  );
  const endpoint = `http://127.0.0.1:${server.port}`;
  return {
    endpoint,
    queueUrl: (name) => `${endpoint}/${ACCOUNT}/${name}`,
    stop: () => server.stop(),
  };
}

/** fauxqs listens on 0.0.0.0 and has no option for it: while it starts, that address means 127.0.0.1. */
async function onLoopbackOnly<T>(start: () => Promise<T>): Promise<T> {
  const listen = Server.prototype.listen;
  Server.prototype.listen = function (this: Server, ...parts: unknown[]) {
    const [first, ...rest] = parts;
    const moved = isEverywhere(first) ? { ...first, host: '127.0.0.1' } : first;
    return Reflect.apply(listen, this, [moved, ...rest]);
  } as typeof listen;
  try {
    return await start();
  } finally {
    Server.prototype.listen = listen;
  }
}

function isEverywhere(value: unknown): value is { host: string } {
  return typeof value === 'object' && value !== null && 'host' in value && value.host === '0.0.0.0';
}
