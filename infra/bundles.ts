import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = new URL('..', import.meta.url).pathname;
const HANDLERS = join(ROOT, 'functions', 'handlers');

/** Some packages inside an ES module bundle still call `require`. */
const REQUIRE_BANNER =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * An ES module that imports `node:http` makes Node read every export of it, the browser's WebSocket among them, for
 * which it loads the whole of undici: some 45 ms of CPU at each cold start. As an object it is loaded alone.
 */
const HTTP = join(ROOT, 'infra', 'builtin-http.cjs');

let bundles: string | undefined;

/**
 * The folder of a handler's bundle, `index.mjs` and the files it reads beside it. All handlers are bundled at
 * once, the first time one is asked for: esbuild then reads each source once instead of once a function.
 */
export function bundleOf(
  handler: string,
  files: readonly { readonly from: string; readonly to: string }[],
): string {
  bundles ??= bundleHandlers();
  const folder = join(bundles, handler);
  for (const { from, to } of files) {
    mkdirSync(join(folder, dirname(to)), { recursive: true });
    cpSync(join(ROOT, from), join(folder, to), { recursive: true });
  }
  return folder;
}

function bundleHandlers(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'tawtheeq-bundles-'));
  const names = readdirSync(HANDLERS).map((file) => file.replace(/\.ts$/, ''));
  buildSync({
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, join(HANDLERS, `${name}.ts`)])),
    outdir,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    alias: { http: HTTP, 'node:http': HTTP },
    banner: { js: REQUIRE_BANNER },
    logLevel: 'warning',
  });
  return outdir;
}
