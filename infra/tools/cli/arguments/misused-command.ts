import { type Command, CommanderError } from 'commander';

/** What the parser says of a command line, with the command that it was parsing, whose own help tells more. */
export class MisusedCommand extends CommanderError {
  /** As people type it: `npx tawtheeq revoke`. */
  readonly typed: string;
  /** What the help says of the option that is missing, where one is: its choices, or what it is for. */
  readonly missing: string | undefined;

  constructor({ exitCode, code, message }: CommanderError, command: Command) {
    super(exitCode, code, message);
    this.typed = `npx ${pathOf(command)}`;
    this.missing =
      code === 'commander.missingMandatoryOptionValue'
        ? command.options.find(({ flags }) => message.includes(`'${flags}'`))?.description
        : undefined;
  }
}

/** Makes every command of a program throw its own `MisusedCommand`. */
export function throwMisusedCommand(command: Command): void {
  command.exitOverride((error) => {
    throw new MisusedCommand(error, command);
  });
  for (const part of command.commands) throwMisusedCommand(part);
}

const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
