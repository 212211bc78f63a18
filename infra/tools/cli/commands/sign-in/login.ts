import type { Command } from 'commander';
import { withExamples } from '../../arguments/examples.ts';
import { print, printJson, printNote } from '../../output/print.ts';
import { CommandRefused, WrongUsage } from '../../session/exit-codes.ts';
import { addressOf, type Words } from '../../session/session.ts';
import { KeptSessions } from '../../session/sign-in/kept-sessions.ts';
import { listenForReturn } from '../../session/sign-in/loopback-listener.ts';
import { openBrowser } from '../../session/sign-in/open-browser.ts';
import { endSession, providerOf, signIn } from '../../session/sign-in/sign-in.ts';

/** How long somebody may take at the sign-in page. */
const WAITS_MS = 10 * 60_000;

/** Adds `login` and `logout`: a session with a service, kept on this machine for this user. */
export function addLogin(program: Command, words: Words): void {
  const { help, messages } = words;
  const login = program
    .command('login')
    .description(help.commands.login)
    .option('--no-browser', help.options.noBrowser);
  withExamples(login, help, ['login --url https://verify.cluster.example', 'login --no-browser']).action(
    async ({ browser }: { readonly browser: boolean }, self: Command) => {
      const { address, json } = addressOf(self, words);
      const provider = await providerOf(address);
      const listener = await listenForReturn();
      if (listener === undefined) throw new WrongUsage(messages.portsTaken);
      const show = (page: string) => {
        printNote(messages.signInAt(page));
        if (browser) openBrowser(page);
      };
      try {
        const session = await inTime(signIn(provider, listener, show), messages.signInTooLong);
        new KeptSessions().keep(address, session);
        if (json) printJson({ url: address, name: session.name });
        else print(messages.signedIn(session.name, address));
      } catch (error) {
        if (error instanceof CommandRefused) throw error;
        throw new CommandRefused(messages.signInFailed(error instanceof Error ? error.message : ''));
      } finally {
        listener.close();
      }
    },
  );

  const logout = program.command('logout').description(help.commands.logout);
  withExamples(logout, help, ['logout']).action(async (_options, self: Command) => {
    const { address, json } = addressOf(self, words);
    const sessions = new KeptSessions();
    const session = sessions.find(address);
    if (session === undefined) throw new CommandRefused(messages.notSignedIn(address));
    // Here first: what can't be told to the provider ends by itself within hours.
    sessions.forget(address);
    const ended = await endSession(session);
    if (json) printJson({ url: address, name: session.name, ended });
    else print(ended ? messages.signedOut(address) : messages.signedOutHere(address));
  });
}

/** @throws CommandRefused with the message when it takes too long */
async function inTime<T>(result: Promise<T>, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CommandRefused(message)), WAITS_MS);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
