import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import * as z from 'zod';
import { requestBody } from '../request-body.ts';
import { codePage } from './code-page.ts';
import { subjectNamed } from './identity.ts';
import type { ListedPerson, PeopleDirectory } from './people-directory.ts';
import type { PoolAccounts } from './pool-accounts.ts';
import { type SignInFault, signInPage } from './sign-in-page.ts';

/** Where the provider sends a browser to sign in, below its mount. */
export const INTERACTION_PATH = '/sign-in/';

const BODY_LIMIT_BYTES = 4 * 1024;

/** Who was meant by what was typed: one address, or nobody, or one of several. */
type Meant =
  | { readonly email: string }
  | { readonly fault: SignInFault; readonly people: readonly ListedPerson[] };

/**
 * Answers the sign-in page and its form. Unlike the user pool, it sends no code to the address and asks for no password:
 * it is for trying the product on one machine, and says so. The code of an authenticator app it asks for as the pool does.
 */
export async function answerSignIn(
  message: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
  { people, accounts }: { readonly people: PeopleDirectory; readonly accounts: PoolAccounts },
): Promise<void> {
  try {
    await provider.interactionDetails(message, response);
  } catch {
    return sendPage(response, 400, signInPage([], 'expired'));
  }
  if (message.method !== 'POST') return sendPage(response, 200, signInPage(await people.list()));
  const typed = await typedForm(message);
  const meant = await meantBy(typed.email, people);
  if ('fault' in meant) return sendPage(response, 400, signInPage(meant.people, meant.fault));
  const subject = subjectNamed(meant.email);
  if (accounts.codeAsked(subject) === 'yes') {
    if (typed.code === undefined) return sendPage(response, 200, codePage(meant.email));
    const fault = accounts.takeCode(subject, typed.code);
    if (fault !== undefined) return sendPage(response, 400, codePage(meant.email, fault));
  }
  await provider.interactionFinished(message, response, { login: { accountId: meant.email } });
}

async function typedForm(
  message: IncomingMessage,
): Promise<{ readonly email: string; readonly code: string | undefined }> {
  const form = new URLSearchParams((await requestBody(message, BODY_LIMIT_BYTES))?.toString());
  return { email: (form.get('email') ?? '').trim(), code: form.get('code')?.trim() };
}

/** Finds who is meant by an email address, or by a volunteer's ID, which people of the sample have at hand. */
async function meantBy(typed: string, people: PeopleDirectory): Promise<Meant> {
  const address = z.email().safeParse(typed.toLowerCase()).data;
  if (address !== undefined) return { email: address };
  const found = typed === '' || typed.length > 64 ? [] : await people.withId(typed);
  const addresses = new Set(found.map(({ email }) => email.toLowerCase()));
  const [email, ...others] = addresses;
  if (email === undefined) return { fault: 'noAddress', people: await people.list() };
  return others.length === 0 ? { email } : { fault: 'several', people: found };
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(page);
}
