import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Node's own modules that a bundle loads at their first use, if ever. */
const LATE = ['crypto', 'fs', 'fs/promises', 'http', 'https', 'process', 'stream/web', 'zlib'];

/**
 * For a module of its own that an ES module imports by name, Node reads every export there is: the browser's WebSocket
 * among those of `http`, for which it loads the whole of undici, and the streams of `fs`. Some 60 ms of CPU at each
 * cold start. Instead a bundle gets a stand-in for each function or class that it uses, which looks at Node's at its first
 * use; what is neither is read at once.
 */
export const lateModules: Plugin = {
  name: 'late-modules',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(node:)?(${LATE.join('|')})$`) }, ({ path, kind }) => {
      const name = path.replace('node:', '');
      // `require` reads no more than it is asked for.
      return kind === 'require-call'
        ? { path: `node:${name}`, external: true }
        : { path: name, namespace: 'late' };
    });
    build.onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({ contents: lateModule(path) }));
  },
};

/**
 * The source of a module with all the names of one of Node's, each of which a bundle drops unless it is used. Functions
 * and classes load Node's module when they are first called, made or looked into; what is neither, at once.
 */
export function lateModule(name: string): string {
  const own = process.getBuiltinModule(name) as Record<string, unknown>;
  // Not only the enumerable ones: `fs.constants` isn't.
  const exported = Object.getOwnPropertyNames(own).map((key, place) => {
    const standIn = quietly(() => typeof own[key]) === 'function' ? 'late' : 'read';
    return `const $${place} = /* @__PURE__ */ ${standIn}('${key}'); export { $${place} as '${key}' };`;
  });
  return [
    'let loaded;',
    `const read = (key) => (loaded ??= process.getBuiltinModule('${name}'))[key];`,
    `const late = (key) => new Proxy(function () {}, {
      apply: (_, self, values) => Reflect.apply(read(key), self, values),
      construct: (_, values, made) => Reflect.construct(read(key), values, made),
      get: (_, property) => read(key)[property],
    });`,
    ...exported,
    'export default /* @__PURE__ */ new Proxy({}, { get: (_, key) => read(key) });',
  ].join('\n');
}

/** Looks at something of Node's that may be deprecated. */
function quietly<T>(look: () => T): T {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    return look();
  } finally {
    process.noDeprecation = noDeprecation ?? false;
  }
}

/** What the AWS clients import for credentials that aren't in the environment, and for streams of events. */
const NEVER =
  /^(@aws-sdk\/credential-provider-(http|ini|process|sso|web-identity)|@smithy\/credential-provider-imds|@smithy\/core\/event-streams)$/;

/**
 * What a function never comes to: Lambda puts its credentials into its environment. Without the clients of four more
 * services, what they share with ours can be dropped where only they use it.
 */
export const neverImported: Plugin = {
  name: 'never-imported',
  setup(build) {
    build.onResolve({ filter: NEVER }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace: 'never' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'never' }, ({ path }) => ({
      contents: `throw new Error('No function carries ${path}: see infra/bundling/bundle-plugins.ts');`,
    }));
  },
};

/**
 * The AWS clients describe every command of a service in objects whose keys are constants, which esbuild never drops:
 * a computed key may run code. With the constants' own text for keys, a bundle holds the commands that it uses,
 * not S3's hundred; and of the errors, which each client registers by the dozen, those that `asked` names. Another
 * error is thrown as the service's general one, under the name that the service gave.
 */
export const usedSchemas = (asked: ReadonlySet<string>): Plugin => ({
  name: 'used-schemas',
  setup(build) {
    build.onLoad({ filter: /client-[a-z0-9]+\/dist-es\/schemas\/schemas_\d+\.js$/ }, async ({ path }) => ({
      contents: withAskedErrors(withPlainKeys(await readFile(path, 'utf8')), asked),
    }));
  },
});

/** A module's source with the text of its own constants instead of `[constant]:` for a key; other keys stay. */
export function withPlainKeys(source: string): string {
  const texts = new Map(
    [...source.matchAll(/^const (\w+) = ("[^"\\]*");$/gm)].map(([, name, text]) => [name, text]),
  );
  return source.replace(/\[(\w+)\]:/g, (key, name) => (texts.has(name) ? `${texts.get(name)}:` : key));
}

/** A service's schemas without the registration of errors that aren't asked for; the general one of each stays. */
export const withAskedErrors = (source: string, asked: ReadonlySet<string>): string =>
  source.replace(/^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm, (line, name) =>
    asked.has(name) ? line : '',
  );

/** The classes that the sources of a folder ask for with `instanceof`, by the names that their packages give them. */
export const classesAskedFor = (folder: string): ReadonlySet<string> =>
  new Set(
    globSync('**/*.ts', { cwd: folder })
      .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\binstanceof (\w+)/g)])
      .map(([, name = '']) => name),
  );
