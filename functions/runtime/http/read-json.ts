import { type Node, parseTree } from 'jsonc-parser';

const DEEPEST_LEVEL = 16;

/** What makes a text invalid as the JSON of a request, although `JSON.parse` may accept it. */
export type JsonFault = 'syntax' | 'duplicate_key' | 'forbidden_key' | 'too_deep' | 'lone_surrogate';

/**
 * Parses JSON that every parser reads alike (RFC 7493): no duplicate keys, no lone surrogates; and no `__proto__` and
 * no more than 16 levels. Returns the value, or what is wrong.
 */
export function readJson(text: string): { readonly value: unknown } | { readonly fault: JsonFault } {
  try {
    const value: unknown = JSON.parse(text);
    const tree = parseTree(text);
    const fault = tree === undefined ? 'syntax' : faultIn(tree, 1);
    return fault === undefined ? { value } : { fault };
  } catch (error) {
    // The parser recurses, and overflows the stack on some ten thousand levels.
    return { fault: error instanceof RangeError ? 'too_deep' : 'syntax' };
  }
}

function faultIn(node: Node, depth: number): JsonFault | undefined {
  if (depth > DEEPEST_LEVEL) return 'too_deep';
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
