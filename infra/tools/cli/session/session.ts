import type { Command } from 'commander';
import { ApiClient, embeddedCloudToken } from '../api-client.ts';
import type { Language } from '../arguments/language.ts';
import type { Help } from '../wording/help.ts';
import type { Messages } from '../wording/messages.ts';
import { WrongUsage } from './exit-codes.ts';

export type Role = 'coordinator' | 'approver' | 'auditor';

/** The words of one run, in one language. */
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

/** What a command works with: the service under the right token, and how to answer. */
export interface Session {
  readonly api: ApiClient;
  readonly json: boolean;
  readonly messages: Messages;
  readonly language: Language;
}

/**
 * Opens the service for a role. Without `--token`, an embedded cloud on this machine gives one for the role;
 * the public doors (`role` null) need none.
 */
export async function openSession(command: Command, words: Words, role: Role | null): Promise<Session> {
  const { url, token: given, json } = command.optsWithGlobals<GlobalOptions>();
  const address = serviceAddress(url, words.messages);
  const token = role === null ? given : (given ?? (await tokenFor(address, role, words)));
  return {
    api: new ApiClient({ url: address, language: words.language, ...(token === undefined ? {} : { token }) }),
    json: json === true,
    messages: words.messages,
    language: words.language,
  };
}

/** Whether an address is this machine's own: only there is a token given without being asked for. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** The address without a slash at its end. Throws `WrongUsage`, which names where it was given, when it is none. */
export function serviceAddress(url: string, messages: Messages, given = 'TAWTHEEQ_URL'): string {
  if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url)) {
    throw new WrongUsage(messages.notAnAddress(given, url));
  }
  return url.replace(/\/+$/, '');
}

/** One line, or several, for a person or the next program. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One line beside the answer: progress and hints, which must not end up in a pipe. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The one JSON document of `--json`. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

async function tokenFor(url: string, role: Role, words: Words): Promise<string> {
  const token = isLoopback(url) ? await embeddedCloudToken(url, { role }) : undefined;
  if (token === undefined) throw new WrongUsage(words.messages.tokenNeeded(url));
  return token;
}
