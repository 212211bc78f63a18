import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { classesAskedFor, lateModules, neverImported, usedSchemas } from './bundle-plugins.ts';
import { clocksOfIssuers } from './known-clocks.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
/** Loads a handler's code, and has V8 compile it. */
const START = join(ROOT, 'infra', 'bundling', 'bundle-start');
const HANDLERS = join(ROOT, 'functions', 'handlers');

/** What stands before a bundle's code: some packages inside an ES module still call `require`. */
const BANNER =
  "import './lazily.mjs'; const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);";

const ASKED = classesAskedFor(join(ROOT, 'functions'));

const folders = new Map<string, string>();

/** Bundles every handler of `functions/handlers/`; to be awaited before the first construct asks for one. */
export async function bundleHandlers(): Promise<void> {
  const workshop = mkdtempSync(join(tmpdir(), 'tawtheeq-bundles-'));
  const clocks = JSON.stringify(clocksOfIssuers(join(ROOT, 'templates')));
  await Promise.all(
    handlers().map(async (handler) => {
      const folder = join(workshop, handler);
      await bundle(handler, folder, clocks);
      cpSync(START, folder, { recursive: true });
      folders.set(handler, folder);
    }),
  );
}

/** The files there that hold a function's handler; beside them lie routes that two functions share. */
const handlers = (): string[] =>
  readdirSync(HANDLERS)
    .filter((file) =>
      /^export (const|async function) handler\b/m.test(readFileSync(join(HANDLERS, file), 'utf8')),
    )
    .map((file) => basename(file, '.ts'));

/**
 * One handler's bundle: `handler.mjs`, which `index.mjs` loads, and what it imports only when it needs it, the CMS
 * library of the seal above all, in files of their own that a cold start doesn't read.
 */
const bundle = (handler: string, folder: string, clocks: string) =>
  build({
    entryPoints: { handler: join(HANDLERS, `${handler}.ts`) },
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    define: { KNOWN_CLOCKS: clocks },
    plugins: [lateModules, neverImported, usedSchemas(ASKED)],
    banner: { js: BANNER },
    logLevel: 'warning',
  });

/** The folder of a handler's bundle, with the files it reads beside it. */
export function bundleOf(
  handler: string,
  files: readonly { readonly from: string; readonly to: string }[],
): string {
  const folder = folders.get(handler);
  if (folder === undefined) throw new Error(`There is no bundle of functions/handlers/${handler}.ts`);
  for (const { from, to } of files) {
    mkdirSync(join(folder, dirname(to)), { recursive: true });
    cpSync(join(ROOT, from), join(folder, to), { recursive: true });
  }
  return folder;
}
