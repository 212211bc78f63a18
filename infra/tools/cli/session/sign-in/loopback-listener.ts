import { createServer, type Server, type ServerResponse } from 'node:http';
import { LOOPBACK_PORTS, loopbackAddress } from '../../../../../functions/client/loopback-addresses.ts';

/** Waits on this machine for the browser that comes back from signing in. */
export interface LoopbackListener {
  /** The address to come back to. */
  readonly address: string;
  /** Resolves to the address that the browser came back with. */
  readonly returned: Promise<string>;
  close(): void;
}

const PAGE = `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>توثيق</title>
<style>:root{color-scheme:light dark}body{font:1.125rem/1.6 system-ui,sans-serif;max-width:30rem;margin:4rem auto;padding:0 1rem}</style>
<p>يمكنك إغلاق هذه النافذة والعودة إلى سطر الأوامر.</p>
<p lang="en" dir="ltr">You can close this window and go back to the command line.</p></html>`;

/** Listens on the first of the fixed ports that is free; undefined where none is. */
export async function listenForReturn(): Promise<LoopbackListener | undefined> {
  for (const port of LOOPBACK_PORTS) {
    const server = createServer();
    if (await listens(server, port)) return listenerOn(server, loopbackAddress(port));
  }
  return undefined;
}

function listenerOn(server: Server, address: string): LoopbackListener {
  const { pathname } = new URL(address);
  const returned = new Promise<string>((resolve) => {
    server.on('request', (request, response) => {
      const asked = new URL(request.url ?? '/', address);
      if (asked.pathname !== pathname) return answer(response, 404, '');
      answer(response, 200, PAGE);
      resolve(asked.href);
    });
  });
  return {
    address,
    returned,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const listens = (server: Server, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });

function answer(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(page);
}
