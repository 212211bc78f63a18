import { type Node, parseTree } from 'jsonc-parser';

const DEEPEST = 16;

/** What makes a text unfit as a request's JSON, although a lenient parser would take it. */
export type JsonFault = 'syntax' | 'duplicate_key' | 'forbidden_key' | 'too_deep' | 'lone_surrogate';

/**
 * Reads JSON that means one thing only: no key twice in an object, no `__proto__`, no more than 16 levels, no
 * text that isn't well-formed Unicode.
 */
export function readJson(text: string): { readonly value: unknown } | { readonly fault: JsonFault } {
  try {
    const value: unknown = JSON.parse(text);
    const tree = parseTree(text);
    const fault = tree === undefined ? 'syntax' : faultIn(tree, 1);
    return fault === undefined ? { value } : { fault };
  } catch (error) {
    // A parser that recurses runs out of stack on brackets by the thousand.
    return { fault: error instanceof RangeError ? 'too_deep' : 'syntax' };
  }
}

function faultIn(node: Node, depth: number): JsonFault | undefined {
  if (depth > DEEPEST) return 'too_deep';
  if (typeof node.value === 'string' && !node.value.isWellFormed()) return 'lone_surrogate';
  const keys = new Set<string>();
  for (const child of node.children ?? []) {
    const [key, value] = child.type === 'property' ? (child.children ?? []) : [undefined, child];
    if (key !== undefined) {
      if (key.value === '__proto__') return 'forbidden_key';
      if (!key.value.isWellFormed()) return 'lone_surrogate';
      if (keys.has(key.value)) return 'duplicate_key';
      keys.add(key.value);
    }
    const fault = value && faultIn(value, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
