import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { TemplateFault } from './template-fault.ts';

/** The value of a JSON file, and the line on which each part of it begins. */
export interface LocatedJson {
  readonly value: unknown;
  /** Returns the line of the value at a path, or of its nearest parent when the path doesn't exist. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Parses JSON and finds the line of every value.
 *
 * @throws TemplateFault with the line of a syntax error, or of a member that an object has twice.
 */
export function readLocatedJson(text: string, file: string): LocatedJson {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error)
    throw new TemplateFault(file, lineAt(text, error.offset), inWords(printParseErrorCode(error.error)));
  if (!root) throw new TemplateFault(file, 1, 'the file is empty');
  const twice = memberTwice(root);
  if (twice) throw new TemplateFault(file, lineAt(text, twice.offset), `"${twice.value}" is used twice`);
  return {
    value: getNodeValue(root),
    lineOf(path) {
      for (let length = path.length; length > 0; length--) {
        const node = findNodeAtLocation(
          root,
          path.slice(0, length).map((key) => (typeof key === 'number' ? key : String(key))),
        );
        if (node) return lineAt(text, node.offset);
      }
      return 1;
    },
  };
}

/** Returns the name of the first member that its object has twice. */
function memberTwice(node: Node): Node | null {
  const names = new Set<string>();
  for (const child of node.children ?? []) {
    const name = child.type === 'property' ? child.children?.[0] : undefined;
    if (name && names.has(name.value)) return name;
    if (name) names.add(name.value);
    const found = memberTwice(child);
    if (found) return found;
  }
  return null;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Returns the words of a code such as `ColonExpected`. */
function inWords(code: string): string {
  return code.replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
