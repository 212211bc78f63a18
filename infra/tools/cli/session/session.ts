import type { Command } from 'commander';
import { ApiClient } from '../../../../functions/client/api-client.ts';
import type { StaffRole } from '../../../../functions/domain/staff/roles.ts';
import type { Language } from '../../../../functions/domain/wording/language.ts';
import { embeddedCloudToken } from '../api/embedded-cloud.ts';
import type { Help } from '../wording/help-en.ts';
import type { Messages } from '../wording/messages-en.ts';
import { WrongUsage } from './exit-codes.ts';
import { KeptSessions } from './sign-in/kept-sessions.ts';
import { freshToken } from './sign-in/sign-in.ts';

/** The texts of one run, in one language. */
export interface Words {
  readonly language: Language;
  readonly messages: Messages;
  readonly help: Help;
}

/** The options that every command has. */
export interface GlobalOptions {
  readonly url: string;
  readonly token?: string;
  readonly json?: true;
}

/** What a command works with: the API client with its token, and the form of the output. */
export interface Session {
  readonly api: ApiClient;
  readonly json: boolean;
  readonly messages: Messages;
  readonly language: Language;
}

/**
 * Opens a session with the service in a role. Without `--token`, it is that of whoever has signed in, renewed as long as
 * the command runs; where nobody has, an embedded cloud on this machine issues a token for the role, for every issuer or
 * for the one that is named. Public routes (`role` null) need no token.
 * @throws WrongUsage when the address is not one, or a token is needed and not given.
 */
export async function openSession(
  command: Command,
  words: Words,
  role: StaffRole | null,
  issuerId?: string,
): Promise<Session> {
  const { token: given } = command.optsWithGlobals<GlobalOptions>();
  const { address, json } = addressOf(command, words);
  const token = role === null ? given : (given ?? (await tokenFor(address, role, issuerId, words)));
  return {
    api: new ApiClient({
      baseUrl: address,
      language: words.language,
      ...(token === undefined ? {} : { token }),
    }),
    json,
    messages: words.messages,
    language: words.language,
  };
}

/** Returns whether an address is a loopback address. Only there does an embedded cloud issue tokens. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Returns the address of a service without a slash at its end.
 * @throws WrongUsage, with the option or variable that held it, when it is not an HTTP address.
 */
export function serviceAddress(url: string, messages: Messages, source = 'TAWTHEEQ_URL'): string {
  if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url)) {
    throw new WrongUsage(messages.notAnAddress(source, url));
  }
  return url.replace(/\/+$/, '');
}

/**
 * Returns the address that a command was given, and whether it prints JSON.
 * @throws WrongUsage when it is not an HTTP address.
 */
export function addressOf(
  command: Command,
  { messages }: Words,
): { readonly address: string; readonly json: boolean } {
  const { url, json } = command.optsWithGlobals<GlobalOptions>();
  return { address: serviceAddress(url, messages), json: json === true };
}

/** Returns the token of whoever has signed in, or gets one for a role from the embedded cloud. */
async function tokenFor(
  url: string,
  role: StaffRole,
  issuerId: string | undefined,
  words: Words,
): Promise<string | (() => Promise<string>)> {
  const sessions = new KeptSessions();
  if (sessions.find(url) !== undefined) return tokenOfSession(url, sessions, words);
  const identity = issuerId === undefined ? { role } : { role, id: 'sample-partner', issuers: [issuerId] };
  const token = isLoopback(url) ? await embeddedCloudToken(url, identity) : undefined;
  if (token === undefined) throw new WrongUsage(words.messages.tokenNeeded(url));
  return token;
}

/** Returns what gets the token of a kept session. Requests at the same time renew it once. */
function tokenOfSession(url: string, sessions: KeptSessions, { messages }: Words): () => Promise<string> {
  let pending: Promise<string> | undefined;
  const fresh = async () => {
    const token = await freshToken(url, sessions);
    if (token === undefined) throw new WrongUsage(messages.sessionEnded(url));
    return token;
  };
  return () => {
    pending ??= fresh().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}
