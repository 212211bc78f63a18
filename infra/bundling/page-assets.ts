import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { type BuildOptions, type BuildResult, buildSync, type Metafile } from 'esbuild';

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

/** Pages that are drawn in the browser: `functions/pages/<name>/main.tsx`. */
const APPLICATIONS = ['my', 'console', 'approve'];

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
 * `<name>.imports.json` names the modules that it can't begin without.
 */
export function bundlePages(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const reader = built({ entryPoints: [join(SCRIPTS, 'reader.ts')] });
  const script = reader.find(({ path }) => path.endsWith('.js'));
  if (script === undefined) throw new Error('The reader of files was not bundled');
  const sources = SOURCES.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const pages = built({
    entryPoints: [join(SCRIPTS, 'page.ts'), ...sources],
    define: { READER_PATH: JSON.stringify(`/assets/${basename(script.path)}`) },
  });
  // Each by itself: in a bundle of both, a component that only one needs would be loaded by the other.
  const applications = APPLICATIONS.map((name) => {
    const { outputFiles, metafile } = buildSync({
      ...OPTIONS,
      ...APPLICATION_OPTIONS,
      entryPoints: { [name]: join(ROOT, 'functions', 'pages', name, 'main.tsx') },
    });
    return { name, outputFiles, imports: importsOf(metafile.outputs, name) };
  });
  const write = (name: string, contents: Uint8Array | string): void =>
    writeFileSync(join(folder, `${name}.br`), packed(contents));
  for (const { path, contents } of [...reader, ...pages, ...applications.flatMap((one) => one.outputFiles)])
    write(basename(path), contents);
  for (const { name, imports } of applications) write(`${name}.imports.json`, JSON.stringify(imports));
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

/** Returns the files that an application's script imports, itself or by another, but for those that it loads later. */
function importsOf(outputs: Metafile['outputs'], name: string): string[] {
  const entry = Object.keys(outputs).find((path) => basename(path).startsWith(`${name}.`));
  const found = new Set<string>();
  const follow = (path: string): void => {
    for (const imported of outputs[path]?.imports ?? []) {
      if (imported.kind !== 'import-statement' || found.has(imported.path)) continue;
      found.add(imported.path);
      follow(imported.path);
    }
  };
  if (entry === undefined) throw new Error(`The application ${name} was not bundled`);
  follow(entry);
  return [...found].map((path) => basename(path));
}
