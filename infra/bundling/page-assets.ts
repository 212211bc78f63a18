import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { type BuildOptions, type BuildResult, buildSync, type Metafile } from 'esbuild';
import type { ApplicationModules } from '../../functions/pages/assets.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SCRIPTS = join(ROOT, 'functions', 'browser');
const SOURCES = [
  join(ROOT, 'templates', 'pages', 'assets'),
  // The logos.
  join(ROOT, 'templates', 'issuers', 'assets'),
];

/** Browsers that have everything that the scripts need, `DecompressionStream` above all. */
const BROWSERS = ['chrome103', 'safari16.4', 'firefox113'];

const OPTIONS = {
  bundle: true,
  minify: true,
  write: false,
  platform: 'browser',
  format: 'iife',
  target: BROWSERS,
  outdir: '/assets',
  publicPath: '/assets',
  entryNames: '[name].[hash]',
  assetNames: '[name].[hash]',
  // Arabic is half as long as its escapes.
  charset: 'utf8',
  loader: { '.wasm': 'file', '.woff2': 'file', '.svg': 'copy', '.png': 'copy' },
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Pages that are drawn in the browser: `functions/pages/<name>/main.tsx`, and what each loads for whoever is signed in. */
const APPLICATIONS = [
  { name: 'my', signedIn: ['volunteering'] },
  { name: 'console', signedIn: [] },
  { name: 'approve', signedIn: [] },
] as const;

/** An application's script is a module, whose parts are loaded when they are needed. */
const APPLICATION_OPTIONS = {
  format: 'esm',
  splitting: true,
  chunkNames: '[name].[hash]',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
} as const satisfies BuildOptions;

/**
 * Writes the files that pages load into a folder, each packed with Brotli and under a name with a hash of its content:
 * styles with their fonts, icons, logos, the script of the pages, the reader of files with the WebAssembly of its
 * packages, which the script loads when a file is chosen, and the applications. Beside the script of an application,
 * `<name>.modules.json` is its `ApplicationModules`.
 */
export function bundlePages(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const reader = built({ entryPoints: [join(SCRIPTS, 'reader.ts')] });
  const script = reader.find(({ path }) => path.endsWith('.js'));
  if (script === undefined) throw new Error('The reader of files was not bundled');
  const sources = SOURCES.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const pages = built({
    entryPoints: [join(SCRIPTS, 'page.ts'), join(SCRIPTS, 'stranger.ts'), ...sources],
    define: { READER_PATH: JSON.stringify(`/assets/${basename(script.path)}`) },
  });
  // Each by itself: in a bundle of both, a component that only one needs would be loaded by the other.
  const applications = APPLICATIONS.map(({ name, signedIn }) => {
    const { outputFiles, metafile } = buildSync({
      ...OPTIONS,
      ...APPLICATION_OPTIONS,
      entryPoints: { [name]: join(ROOT, 'functions', 'pages', name, 'main.tsx') },
    });
    const [script, ...begins] = modulesOf(metafile.outputs, [name]);
    const more = modulesOf(metafile.outputs, signedIn).filter(
      (path) => path !== script && !begins.includes(path),
    );
    return { name, outputFiles, modules: { begins, signedIn: more } satisfies ApplicationModules };
  });
  const write = (name: string, contents: Uint8Array | string): void =>
    writeFileSync(join(folder, `${name}.br`), packed(contents));
  for (const { path, contents } of [...reader, ...pages, ...applications.flatMap((one) => one.outputFiles)])
    write(basename(path), contents);
  for (const { name, modules } of applications) write(`${name}.modules.json`, JSON.stringify(modules));
}

/** Brotli's best quality takes a second for so many bytes: it is for what a page begins with. */
const LARGE_BYTES = 500_000;

const packed = (contents: Uint8Array | string): Buffer =>
  brotliCompressSync(contents, {
    params: { [constants.BROTLI_PARAM_QUALITY]: contents.length > LARGE_BYTES ? 9 : 11 },
  });

function built(options: BuildOptions): NonNullable<BuildResult['outputFiles']> {
  return buildSync({ ...OPTIONS, ...options }).outputFiles ?? [];
}

/** Returns the paths of modules and of what they import, themselves or by another, but for what they load later. */
function modulesOf(outputs: Metafile['outputs'], names: readonly string[]): string[] {
  const found = new Set<string>();
  const follow = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const imported of outputs[path]?.imports ?? [])
      if (imported.kind === 'import-statement') follow(imported.path);
  };
  for (const name of names) {
    const module = Object.keys(outputs).find((path) => basename(path).startsWith(`${name}.`));
    if (module === undefined) throw new Error(`The module ${name} was not bundled`);
    follow(module);
  }
  return [...found].map((path) => `/assets/${basename(path)}`);
}
