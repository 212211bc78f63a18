import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = new URL('..', import.meta.url).pathname;
const HANDLERS = join(ROOT, 'functions', 'handlers');

/** Some packages inside an ES module bundle still call `require`. */
const REQUIRE_BANNER =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * For each of these that an ES module imports by name, Node reads every export there is: the browser's WebSocket among
 * those of `http`, for which it loads the whole of undici, and the streams of `fs`. Some 55 ms of CPU at each cold
 * start; as an object each is loaded alone.
 */
const LOADED_WHOLE = ['http', 'fs', 'fs/promises', 'process'];

let workshop: Workshop | undefined;

/** Where bundles are made, and what they get for the modules that are costly to import by name. */
interface Workshop {
  readonly folder: string;
  readonly alias: Readonly<Record<string, string>>;
}

/**
 * The folder of a handler's bundle, `index.mjs` and the files it reads beside it. What a handler imports only when it
 * needs it, the CMS library of the seal above all, stays in files of its own that a cold start doesn't read.
 */
export function bundleOf(
  handler: string,
  files: readonly { readonly from: string; readonly to: string }[],
): string {
  workshop ??= openWorkshop();
  const folder = join(workshop.folder, handler);
  buildSync({
    entryPoints: { index: join(HANDLERS, `${handler}.ts`) },
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    alias: workshop.alias,
    banner: { js: REQUIRE_BANNER },
    logLevel: 'warning',
  });
  for (const { from, to } of files) {
    mkdirSync(join(folder, dirname(to)), { recursive: true });
    cpSync(join(ROOT, from), join(folder, to), { recursive: true });
  }
  return folder;
}

function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'tawtheeq-bundles-'));
  const alias: Record<string, string> = {};
  for (const name of LOADED_WHOLE) {
    const file = join(folder, `${name.replace('/', '-')}.cjs`);
    writeFileSync(file, `module.exports = process.getBuiltinModule('node:${name}');\n`);
    alias[name] = file;
    alias[`node:${name}`] = file;
  }
  return { folder, alias };
}
