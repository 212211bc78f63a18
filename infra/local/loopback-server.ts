import { createServer, type RequestListener } from 'node:http';
import { StartRefusal } from './start-refusal.ts';

export interface LoopbackServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>`; an IP literal, because the AWS SDK then uses path-style S3 addresses by itself. */
  readonly url: string;
  /** Cuts every open connection; resolves when the port is free again. */
  stop(): Promise<void>;
}

/**
 * Starts an HTTP server that only this machine can reach.
 * Port 0 takes any free one. Refuses in one line when the port is taken or not allowed.
 */
export async function listenOnLoopback(listener: RequestListener, port = 0): Promise<LoopbackServer> {
  const server = createServer(listener);
  // Long polls and warm Lambda processes hold their connections for as long as they like.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.keepAliveTimeout = 75_000;
  server.on('checkContinue', (request, response) => {
    response.writeContinue();
    server.emit('request', request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refusalOf(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartRefusal(
      `Port ${port} is in use: stop what listens there, or choose another with --port.`,
    );
  }
  if (error.code === 'EACCES') {
    return new StartRefusal(`Port ${port} needs administrator rights: choose one above 1023 with --port.`);
  }
  return error;
}
