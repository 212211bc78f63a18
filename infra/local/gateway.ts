import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendMessage } from './api-gateway/integration-response.ts';
import { type LoopbackServer, listenOnLoopback } from './loopback-server.ts';

/** Answers a request. */
export type RequestHandler = (message: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** The server at the product's public address. */
export interface Gateway extends LoopbackServer {
  /** Sets what answers the requests; until then they get a 503. */
  answerWith(handler: RequestHandler): void;
}

/** Starts the gateway; port 0 takes a free one. @throws StartRefusal when the port is in use or not permitted. */
export async function startGateway(port: number | undefined, log: (line: string) => void): Promise<Gateway> {
  let answer: RequestHandler = (_, response) =>
    sendMessage(response, 503, 'Service Unavailable', { 'retry-after': '2' });
  const server = await listenOnLoopback(async (message, response) => {
    try {
      await answer(message, response);
    } catch (error) {
      log(`gateway: ${error instanceof Error ? error.stack : error}`);
      if (!response.headersSent) sendMessage(response, 500, 'Internal Server Error');
    }
  }, port);
  return {
    ...server,
    answerWith: (handler) => {
      answer = handler;
    },
  };
}
