import { type Command, CommanderError } from 'commander';

/** A parser error, with the command whose help explains it. */
export class MisusedCommand extends CommanderError {
  /** The command as people type it: `npx tawtheeq revoke`. */
  readonly commandLine: string;
  /** The help text of the missing option; undefined for other errors. */
  readonly missingOption: string | undefined;

  constructor({ exitCode, code, message }: CommanderError, command: Command) {
    super(exitCode, code, message);
    this.commandLine = `npx ${pathOf(command)}`;
    this.missingOption =
      code === 'commander.missingMandatoryOptionValue'
        ? command.options.find(({ flags }) => message.includes(`'${flags}'`))?.description
        : undefined;
  }
}

/** Makes a command and all its subcommands throw `MisusedCommand` for a wrong command line. */
export function throwMisusedCommand(command: Command): void {
  command.exitOverride((error) => {
    throw new MisusedCommand(error, command);
  });
  for (const subcommand of command.commands) throwMisusedCommand(subcommand);
}

const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
