import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { InvocationError, THROTTLED } from '../lambda/invocation-error.ts';
import { requestBody } from '../request-body.ts';
import { apiEvent } from './api-event.ts';
import { sendIntegrationResponse, sendMessage } from './integration-response.ts';
import { type AuthorizedToken, type JwtAuthorizer, TokenRefused } from './jwt-authorizer.ts';
import { RouteTable } from './route-table.ts';

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** A route of the HTTP API with its integration. */
export interface ApiRoute {
  readonly routeKey: string;
  readonly invoke: (event: object) => Promise<unknown>;
  /** Absent: the route is public. */
  readonly authorizer?: JwtAuthorizer;
  readonly scopes?: readonly string[];
}

/** Sees what a function answered before it is sent. If it throws, the gateway sends a 500 instead. */
export type AnswerObserver = (routeKey: string, answer: unknown) => void;

/** Returns a request listener that emulates an HTTP API in front of the functions, without throttling and access logs. */
export function httpApi(
  routes: readonly ApiRoute[],
  log: (line: string) => void,
  onAnswer: AnswerObserver = () => undefined,
) {
  const table = new RouteTable(new Map(routes.map((route) => [route.routeKey, route])));

  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [rawPath = '/', rawQuery = ''] = splitOnce(message.url ?? '/', '?');
    const found = table.find(message.method ?? 'GET', rawPath);
    if (found === undefined) return sendMessage(response, 404, 'Not Found');
    const route = found.target;
    let token: AuthorizedToken | undefined;
    try {
      token = await route.authorizer?.(message.headers.authorization, route.scopes ?? []);
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      const challenge: Record<string, string> = error.status === 401 ? { 'www-authenticate': 'Bearer' } : {};
      return sendMessage(response, error.status, error.message, challenge);
    }
    const body = await requestBody(message, BODY_LIMIT_BYTES);
    if (body === undefined) {
      response.setHeader('connection', 'close');
      return sendMessage(response, 413, 'Request Entity Too Large');
    }
    const requestId = randomUUID();
    response.setHeader('apigw-requestid', requestId);
    const event = apiEvent({
      requestId,
      message,
      routeKey: route.routeKey,
      rawPath,
      rawQuery,
      pathParameters: found.pathParameters,
      token,
      body,
    });
    try {
      const answer = await route.invoke(event);
      onAnswer(route.routeKey, answer);
      sendIntegrationResponse(response, answer);
    } catch (error) {
      if (!(error instanceof InvocationError)) throw error;
      log(`${route.routeKey}: ${error.type}: ${error.message}`);
      if (error.type === 'RequestEntityTooLarge') sendMessage(response, 413, 'Request Entity Too Large');
      else if (error.type === THROTTLED) sendMessage(response, 503, 'Service Unavailable');
      else if (error.type === 'Sandbox.Timedout') sendMessage(response, 504, 'Gateway Timeout');
      else sendMessage(response, 500, 'Internal Server Error');
    }
  };
}

function splitOnce(text: string, separator: string): string[] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
