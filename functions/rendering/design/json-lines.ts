import { TemplateFault } from './template-fault.ts';

/** The value of a JSON file, and the line on which each part of it begins. */
export interface LocatedJson {
  readonly value: unknown;
  /** Returns the line of the value at a path, or of its nearest parent when the path doesn't exist. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Parses JSON and records the line of every value.
 *
 * @throws TemplateFault with the line of a syntax error.
 */
export function readLocatedJson(text: string, file: string): LocatedJson {
  const lines = new Map<string, number>();
  const scanner = new Scanner(text, file, lines);
  const value = scanner.document();
  return {
    value,
    lineOf(path) {
      for (let length = path.length; length > 0; length--) {
        const line = lines.get(keyOf(path.slice(0, length)));
        if (line !== undefined) return line;
      }
      return 1;
    },
  };
}

function keyOf(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}

/** A recursive-descent parser of JSON that counts lines. */
class Scanner {
  private readonly text: string;
  private readonly file: string;
  private readonly lines: Map<string, number>;
  private at = 0;
  private line = 1;

  constructor(text: string, file: string, lines: Map<string, number>) {
    this.text = text;
    this.file = file;
    this.lines = lines;
  }

  document(): unknown {
    const value = this.value([]);
    this.skipBlanks();
    if (this.at < this.text.length) this.fail('there is text after the end of the JSON value');
    return value;
  }

  private value(path: readonly string[]): unknown {
    this.skipBlanks();
    this.lines.set(keyOf(path), this.line);
    const next = this.text[this.at];
    if (next === '{') return this.object(path);
    if (next === '[') return this.array(path);
    const literal = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
    literal.lastIndex = this.at;
    const match = literal.exec(this.text)?.[0];
    if (match === undefined)
      return this.fail(`unexpected ${next === undefined ? 'end of file' : `"${next}"`}`);
    this.at += match.length;
    try {
      return JSON.parse(match);
    } catch {
      return this.fail(`${match} is not JSON`);
    }
  }

  private object(path: readonly string[]): Record<string, unknown> {
    const members: Record<string, unknown> = {};
    this.at++;
    for (let first = true; !this.closes('}', first); first = false) {
      this.skipBlanks();
      if (this.text[this.at] !== '"') this.fail('a member begins with its name in double quotes');
      const name = String(this.value([...path, '']));
      if (Object.hasOwn(members, name)) this.fail(`"${name}" is used twice`);
      this.skipBlanks();
      if (this.text[this.at++] !== ':') this.fail(`":" is missing after "${name}"`);
      members[name] = this.value([...path, name]);
    }
    return members;
  }

  private array(path: readonly string[]): unknown[] {
    const items: unknown[] = [];
    this.at++;
    for (let first = true; !this.closes(']', first); first = false) {
      items.push(this.value([...path, String(items.length)]));
    }
    return items;
  }

  /** Skips the closing bracket and returns true, or skips the comma before a further item. */
  private closes(bracket: string, first: boolean): boolean {
    this.skipBlanks();
    if (this.text[this.at] === bracket) {
      this.at++;
      return true;
    }
    if (first) return false;
    if (this.text[this.at] !== ',') this.fail(`"," or "${bracket}" is missing`);
    this.at++;
    this.skipBlanks();
    if (this.text[this.at] === bracket) this.fail(`there is a comma before "${bracket}"`);
    return false;
  }

  private skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 10) this.line++;
      else if (code !== 32 && code !== 9 && code !== 13) return;
      this.at++;
    }
  }

  private fail(problem: string): never {
    throw new TemplateFault(this.file, this.line, problem);
  }
}
