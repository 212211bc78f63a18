import type { Command } from 'commander';
import { ROLES } from '../../../../../functions/domain/staff/roles.ts';
import { embeddedCloudToken } from '../../api/embedded-cloud.ts';
import { withExamples } from '../../arguments/examples.ts';
import { print, printJson } from '../../output/print.ts';
import { WrongUsage } from '../../session/exit-codes.ts';
import { addressOf, isLoopback, type Words } from '../../session/session.ts';

/** Adds `token`: prints a bearer token of the embedded cloud. */
export function addToken(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('token')
    .description(help.commands.token)
    .argument('<role>', help.arguments.role);
  withExamples(command, help, ['token coordinator', 'token volunteer:V-0001']).action(
    async (argument: string, _options, self: Command) => {
      const { address, json } = addressOf(self, words);
      const [role = '', ...rest] = argument.split(':');
      const id = rest.join(':');
      if (!ROLES.some((known) => known === role) || (role === 'volunteer' && id === ''))
        throw new WrongUsage(messages.notARole(argument));
      const token = isLoopback(address)
        ? await embeddedCloudToken(address, { role, ...(id === '' ? {} : { id }) })
        : undefined;
      if (token === undefined) throw new WrongUsage(messages.notALoopback(address));
      if (json) printJson({ role, ...(id === '' ? {} : { id }), access_token: token });
      else print(token);
    },
  );
}
