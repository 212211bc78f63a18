/** One operator of a content stream, with its operands as text. */
export interface Operation {
  readonly operator: string;
  readonly operands: readonly string[];
  /** Bytes of the strings among the operands, without escapes. */
  readonly strings: readonly number[][];
}

/** Parses a content stream (latin-1). Supports the part of the syntax that our documents use. */
export function operationsOf(content: string): Operation[] {
  const operations: Operation[] = [];
  let operands: string[] = [];
  let strings: number[][] = [];
  let at = 0;
  const token = /\s+|\(|<<|>>|\[|\]|\/[^\s()<>[\]/%]*|[^\s()<>[\]/%]+/y;
  while (at < content.length) {
    token.lastIndex = at;
    const match = token.exec(content)?.[0];
    if (match === undefined)
      throw new Error(`can't read the content at ${at}: ${content.slice(at, at + 20)}`);
    at += match.length;
    if (match.trim() === '') continue;
    if (match === '(') {
      const { bytes, end } = literalString(content, at);
      strings.push(bytes);
      operands.push('()');
      at = end;
    } else if (/^[A-Za-z'"*]/.test(match)) {
      operations.push({ operator: match, operands, strings });
      operands = [];
      strings = [];
    } else operands.push(match);
  }
  return operations;
}

/** Reads a literal string after its opening bracket. */
function literalString(content: string, start: number): { bytes: number[]; end: number } {
  const bytes: number[] = [];
  let depth = 1;
  let at = start;
  for (; depth > 0; at++) {
    const code = content.charCodeAt(at);
    if (code === 0x5c) {
      const next = content[++at] ?? '';
      bytes.push(next === 'r' ? 13 : next === 'n' ? 10 : next.charCodeAt(0));
    } else if (code === 0x29 && --depth === 0) continue;
    else {
      if (code === 0x28) depth++;
      bytes.push(code);
    }
  }
  return { bytes, end: at };
}
