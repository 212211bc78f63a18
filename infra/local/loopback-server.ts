import { createServer, type RequestListener } from 'node:http';
import { StartRefusal } from './start-refusal.ts';

/** A running HTTP server. */
export interface LoopbackServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>`. For an IP address the AWS SDK uses path-style S3 URLs. */
  readonly url: string;
  /** Closes every connection; resolves when the port is free. */
  stop(): Promise<void>;
}

/**
 * Starts an HTTP server on 127.0.0.1; port 0 takes a free one.
 *
 * @throws StartRefusal when the port is in use or not permitted
 */
export async function listenOnLoopback(listener: RequestListener, port = 0): Promise<LoopbackServer> {
  const server = createServer(listener);
  // Long polls and idle Lambda processes keep a request open for a long time.
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
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
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
