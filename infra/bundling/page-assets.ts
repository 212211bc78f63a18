import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, type BuildResult, buildSync } from 'esbuild';

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
 * Writes the files that pages load into a folder, each packed and under a name with a hash of its content: styles
 * with their fonts, icons, logos, the script of the pages, the reader of files with the WebAssembly of its packages, which the script
 * loads when a file is chosen, and the applications.
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
  const applications = APPLICATIONS.flatMap((name) =>
    built({
      ...APPLICATION_OPTIONS,
      entryPoints: { [name]: join(ROOT, 'functions', 'pages', name, 'main.tsx') },
    }),
  );
  for (const { path, contents } of [...reader, ...pages, ...applications])
    writeFileSync(join(folder, `${basename(path)}.gz`), gzipSync(contents, { level: 9 }));
}

function built(options: BuildOptions): NonNullable<BuildResult['outputFiles']> {
  return buildSync({ ...OPTIONS, ...options }).outputFiles ?? [];
}
