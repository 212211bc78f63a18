import { readFileSync } from 'node:fs';

/** Returns the text of a file, or undefined when there is no such file. */
export function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
