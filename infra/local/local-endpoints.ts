import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { sendMessage } from './api-gateway/integration-response.ts';
import { identityShape } from './cognito/identity.ts';
import type { TokenIssuer } from './cognito/token-issuer.ts';
import type { Schedule } from './eventbridge/schedules.ts';
import type { RunningFunction } from './lambda/functions.ts';
import { requestBody } from './request-body.ts';
import type { Mailbox } from './ses/mailbox.ts';
import { emailPage, mailboxPage } from './ses/mailbox-page.ts';

const BODY_LIMIT_BYTES = 16 * 1024;
const USER_POOL_API = '/_local/';
/** Emails on the mailbox's page; all those of a large batch would take minutes to read. */
const LISTED_EMAILS = 200;

/** What the local endpoints give access to. */
export interface LocalServices {
  /** The addresses and names that `GET /_local/health` answers. */
  readonly description: object;
  /** Why the cloud can't go on; undefined while it can. */
  readonly health: () => string | undefined;
  readonly tokens: TokenIssuer;
  readonly functions: readonly RunningFunction[];
  readonly schedules: readonly Schedule[];
  readonly mailbox: Mailbox;
}

/**
 * Answers the endpoints below `/_local/`, which AWS doesn't have: health, tokens, functions, schedules and the mailbox.
 * Every process of this machine may request any token; a web page may not, even when its host name resolves to 127.0.0.1.
 */
export async function answerLocalEndpoint(
  message: IncomingMessage,
  response: ServerResponse,
  services: LocalServices,
): Promise<void> {
  if (!isFromThisMachine(message)) return sendMessage(response, 403, 'Forbidden');
  const [path = ''] = (message.url ?? '').split('?');
  const [, , resource, name, action] = path.split('/');
  if (resource === 'identity') return services.tokens.answer(message, response);
  // The pool's issuer is below the address of its API, as on AWS.
  if (path === USER_POOL_API) return services.tokens.answerOwnAccount(message, response);
  switch (`${message.method} ${resource}`) {
    case 'GET health':
      return sendHealth(response, services);
    case 'POST token':
      return mintToken(message, response, services);
    case 'GET functions':
      return sendJson(response, { functions: services.functions.map(describe) });
    case 'POST schedules': {
      const schedule = services.schedules.find((candidate) => candidate.name === name);
      if (schedule === undefined || action !== 'run') return sendMessage(response, 404, 'Not Found');
      await schedule.run();
      return sendJson(response, { ran: name });
    }
    case 'GET mailbox':
      return sendEmails(message, response, services.mailbox, name);
    default:
      return sendMessage(response, 404, 'Not Found');
  }
}

/** Answers 503 once a program of the cloud has ended, with the reason. */
function sendHealth(response: ServerResponse, { description, health }: LocalServices): void {
  const failure = health();
  if (failure === undefined) sendJson(response, { embeddedCloud: true, ...description });
  else sendMessage(response, 503, failure);
}

/** Returns whether a request comes from a program of this machine, or from a page of the gateway itself. */
function isFromThisMachine(message: IncomingMessage): boolean {
  const host = (message.headers.host ?? '').replace(/:\d+$/, '');
  // A page of another site may send a simple POST without a preflight request.
  return (
    (host === '127.0.0.1' || host === 'localhost') &&
    (message.method === 'GET' ||
      isFromOwnPage(message) ||
      (message.headers.origin === undefined && message.headers['sec-fetch-site'] !== 'cross-site'))
  );
}

/** Whether a page of the gateway itself sends a request to sign somebody in, or about who has. */
function isFromOwnPage({ url, headers: { origin, host } }: IncomingMessage): boolean {
  const isForPeople = url === USER_POOL_API || url?.startsWith('/_local/identity/') === true;
  return isForPeople && origin === `http://${host}`;
}

async function mintToken(
  message: IncomingMessage,
  response: ServerResponse,
  services: LocalServices,
): Promise<void> {
  const body = await requestBody(message, BODY_LIMIT_BYTES);
  const identity = identityShape.safeParse(readJson(body));
  if (!identity.success) return sendMessage(response, 400, z.prettifyError(identity.error));
  sendJson(response, { access_token: await services.tokens.mint(identity.data), token_type: 'Bearer' });
}

function sendEmails(
  message: IncomingMessage,
  response: ServerResponse,
  mailbox: Mailbox,
  emailId: string | undefined,
): void {
  const email = emailId === undefined ? undefined : mailbox.find(emailId);
  if (emailId !== undefined && email === undefined) {
    sendMessage(response, 404, 'Not Found');
    return;
  }
  if (message.headers.accept?.includes('text/html') !== true) {
    sendJson(response, email ?? { items: mailbox.list() });
    return;
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    email === undefined ? mailboxPage(mailbox.list(LISTED_EMAILS), mailbox.ids().length) : emailPage(email),
  );
}

const describe = ({ logicalId, pool }: RunningFunction): object => ({
  name: pool.definition.name,
  logicalId,
  pids: pool.pids(),
  ...pool.usage(),
});

function readJson(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString() ?? '');
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
