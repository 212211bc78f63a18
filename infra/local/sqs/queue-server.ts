import { Server } from 'node:net';
import { startFauxqs } from 'fauxqs';
import { ACCOUNT, REGION } from '../region.ts';

/** A running SQS endpoint. */
export interface QueueServer {
  readonly endpoint: string;
  /** Returns a queue's URL. The SDK sends requests to the host in it, not to its configured endpoint. */
  queueUrl(name: string): string;
  stop(): Promise<void>;
}

/** Starts fauxqs, an emulator of SQS, on loopback. With `directory`, queues and messages survive a restart. */
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

/** Runs `start` with 0.0.0.0 replaced by 127.0.0.1: fauxqs listens on 0.0.0.0 and has no option for the host. */
async function onLoopbackOnly<T>(start: () => Promise<T>): Promise<T> {
  const listen = Server.prototype.listen;
  Server.prototype.listen = function (this: Server, ...given: unknown[]) {
    const [first, ...rest] = given;
    const options = isAnyAddress(first) ? { ...first, host: '127.0.0.1' } : first;
    return Reflect.apply(listen, this, [options, ...rest]);
  } as typeof listen;
  try {
    return await start();
  } finally {
    Server.prototype.listen = listen;
  }
}

function isAnyAddress(value: unknown): value is { host: string } {
  return typeof value === 'object' && value !== null && 'host' in value && value.host === '0.0.0.0';
}
