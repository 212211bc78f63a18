import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import * as z from 'zod';
import { requestBody } from '../request-body.ts';
import type { SamplePerson } from './sample-people.ts';
import { signInPage } from './sign-in-page.ts';

/** Where the provider sends a browser to sign in, below its mount. */
export const INTERACTION_PATH = '/sign-in/';

const BODY_LIMIT_BYTES = 4 * 1024;

/**
 * Answers the sign-in page and its form. Unlike the user pool, it sends no code to the address: it is for trying the
 * product on one machine, and says so.
 */
export async function answerSignIn(
  message: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
  { people }: { readonly people: readonly SamplePerson[] },
): Promise<void> {
  try {
    await provider.interactionDetails(message, response);
  } catch {
    return sendPage(response, 400, signInPage(people, 'expired'));
  }
  if (message.method !== 'POST') return sendPage(response, 200, signInPage(people));
  const email = await typedAddress(message);
  if (email === undefined) return sendPage(response, 400, signInPage(people, 'noAddress'));
  await provider.interactionFinished(message, response, { login: { accountId: email } });
}

async function typedAddress(message: IncomingMessage): Promise<string | undefined> {
  const body = await requestBody(message, BODY_LIMIT_BYTES);
  const typed = new URLSearchParams(body?.toString()).get('email') ?? '';
  return z.email().safeParse(typed.trim().toLowerCase()).data;
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(page);
}
