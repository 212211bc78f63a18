import type { Argument, Command, Option } from 'commander';
import { choicesOf } from '../arguments/option-values.ts';

/** What may be typed after a command. */
export interface CommandCompletions {
  /** The names of the subcommands that lead here, with spaces; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly Named[];
  readonly options: readonly OptionCompletions[];
  /** The values of the arguments that have a fixed choice. */
  readonly values: readonly string[];
}

export interface OptionCompletions extends Named {
  readonly takesValue: boolean;
  /** Empty where any value is allowed. */
  readonly values: readonly string[];
}

interface Named {
  readonly name: string;
  readonly description: string;
}

/** Returns what may be typed after a program and after each of its commands, as its help shows it. */
export function completionsOf(program: Command): CommandCompletions[] {
  return walk(program, []);
}

function walk(command: Command, path: readonly string[]): CommandCompletions[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const options = [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
  return [
    {
      path: path.join(' '),
      commands: commands.map((one) => ({ name: one.name(), description: one.description() })),
      options: options.flatMap(optionCompletions),
      values: command.registeredArguments.flatMap(valuesOf),
    },
    ...commands.flatMap((one) => walk(one, [...path, one.name()])),
  ];
}

const optionCompletions = (option: Option): OptionCompletions[] =>
  option.long == null
    ? []
    : [
        {
          name: option.long,
          description: option.description,
          takesValue: option.required || option.optional,
          values: valuesOf(option),
        },
      ];

const valuesOf = ({ argChoices, parseArg }: Argument | Option): readonly string[] =>
  argChoices ?? choicesOf(parseArg);
