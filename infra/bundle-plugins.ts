import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Node's own modules that a bundle loads at their first use, if ever. */
const LATE = ['crypto', 'fs', 'fs/promises', 'http', 'https', 'process', 'stream/web', 'zlib'];

/**
 * For a module of its own that an ES module imports by name, Node reads every export there is: the browser's WebSocket
 * among those of `http`, for which it loads the whole of undici, and the streams of `fs`. Some 60 ms of CPU at each
 * cold start. A bundle gets an object with the same names instead, each of which is a look at Node's.
 */
export const lateModules: Plugin = {
  name: 'late-modules',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(node:)?(${LATE.join('|')})$`) }, ({ path }) => ({
      path: path.replace('node:', ''),
      namespace: 'late',
    }));
    build.onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({ contents: lateModule(path) }));
  },
};

/** The source of a module with all the names of one of Node's, which it loads when the first of them is read. */
export function lateModule(name: string): string {
  // Not only the enumerable ones: `fs.constants` isn't.
  const names = Object.getOwnPropertyNames(process.getBuiltinModule(name) ?? {});
  return [
    'let loaded;',
    `const load = () => (loaded ??= process.getBuiltinModule('${name}'));`,
    `module.exports = { ${names.map((key) => `get '${key}'() { return load()['${key}']; }`).join(', ')} };`,
  ].join('\n');
}

/**
 * The AWS clients describe every command of a service in objects whose keys are constants, which esbuild never drops:
 * a computed key may run code. With the constants' own text for keys, a bundle holds the commands that it uses,
 * not S3's hundred.
 */
export const usedSchemas: Plugin = {
  name: 'used-schemas',
  setup(build) {
    build.onLoad({ filter: /client-[a-z0-9]+\/dist-es\/schemas\/schemas_\d+\.js$/ }, async ({ path }) => ({
      contents: withPlainKeys(await readFile(path, 'utf8')),
    }));
  },
};

/** A module's source with the text of its own constants instead of `[constant]:` for a key; other keys stay. */
export function withPlainKeys(source: string): string {
  const texts = new Map(
    [...source.matchAll(/^const (\w+) = ("[^"\\]*");$/gm)].map(([, name, text]) => [name, text]),
  );
  return source.replace(/\[(\w+)\]:/g, (key, name) => (texts.has(name) ? `${texts.get(name)}:` : key));
}
