import type { CommandCompletions } from './completions.ts';

/** Returns a script for fish that completes `tawtheeq` and `npx tawtheeq`, with what each word does. */
export function fishScript(completions: readonly CommandCompletions[]): string {
  const paths = completions.flatMap(({ path }) => (path === '' ? [] : [quoted(path)]));
  const valued = new Set(
    completions.flatMap(({ options }) =>
      options.filter(({ takesValue }) => takesValue).map(({ name }) => name),
    ),
  );
  const lines = completions.flatMap(({ path, commands, options, values }) => {
    const at = `complete -c $program -n ${quoted(`__tawtheeq_at ${quoted(path)}`)}`;
    return [
      // Files are completed where a command has neither subcommands nor choices.
      ...(commands.length + values.length > 0 ? [`${at} -f`] : []),
      ...commands.map(({ name, description }) => `${at} -a ${name} -d ${quoted(summary(description))}`),
      ...(values.length > 0 ? [`${at} -a ${quoted(values.join(' '))}`] : []),
      ...options.map(({ name, description, takesValue, values: own }) => {
        const value = own.length > 0 ? ` -x -a ${quoted(own.join(' '))}` : takesValue ? ' -r' : '';
        return `${at} -l ${name.slice(2)}${value} -d ${quoted(summary(description))}`;
      }),
    ];
  });
  return `function __tawtheeq_at
  set -l words (commandline -opc)
  if string match -qr '(^|/)npx$' -- $words[1]
    test "$words[2]" = tawtheeq; or return 1
    set -e words[1]
  end
  set -l path
  set -l skip 0
  for word in $words[2..-1]
    if test $skip = 1
      set skip 0
    else if contains -- $word ${[...valued].join(' ')}
      set skip 1
    else if contains -- (string join ' ' $path $word) ${paths.join(' ')}
      set path $path $word
    end
  end
  test (string join ' ' '' $path | string trim) = "$argv[1]"
end
for program in tawtheeq npx
${lines.map((line) => `  ${line}`).join('\n')}
end
`;
}

/** Returns the first line of a description. */
const summary = (description: string): string => description.split('\n')[0] ?? '';

/** Returns a text as one word of fish. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
