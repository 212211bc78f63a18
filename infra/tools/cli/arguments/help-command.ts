import type { Command } from 'commander';

/** Gives a command and all its subcommands that have some a subcommand `help`, beside the option. */
export function addHelpCommand(command: Command, description: string): void {
  if (command.commands.length === 0) return;
  command.helpCommand('help [command]', description);
  for (const subcommand of command.commands) addHelpCommand(subcommand, description);
}
