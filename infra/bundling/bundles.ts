import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/** Some packages inside an ES module still call `require`. */
const BANNER = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** A file or folder of the repository, a text, or files that are made, and the path in a function's bundle. */
export type BundledFile =
  | {
      /** Relative to the repository's root. */
      readonly from: string;
      readonly to: string;
    }
  | { readonly text: string; readonly to: string }
  /** Writes its files into the folder at the path. */
  | { readonly write: (folder: string) => void; readonly to: string };

/**
 * Bundles `functions/handlers/<handler>.ts` into a new folder and copies the files that it reads beside it.
 * `index.mjs` exports the handler; what it imports dynamically, the CMS library of the seal above all, stays in files
 * of their own, which a cold start doesn't read. Returns the folder.
 */
export function bundleHandler(handler: string, files: readonly BundledFile[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tawtheeq-bundle-'));
  // CDK copies the folder into its assembly before this process ends.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  buildSync({
    entryPoints: { index: join(ROOT, 'functions', 'handlers', `${handler}.ts`) },
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    banner: { js: BANNER },
    logLevel: 'warning',
  });
  for (const file of files) {
    const target = join(folder, file.to);
    mkdirSync(dirname(target), { recursive: true });
    if ('text' in file) writeFileSync(target, file.text);
    else if ('write' in file) file.write(target);
    else cpSync(join(ROOT, file.from), target, { recursive: true });
  }
  return folder;
}
