/** Prints text to standard output, for a person or the next program. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints progress, hints and errors to standard error, which does not end up in a pipe. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Prints the one JSON document of `--json`. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}
