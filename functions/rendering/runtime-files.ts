import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What a function that renders needs beside its bundle: `from` is relative to the repository's root, `to` to
 * the function's bundle. Folders are copied whole.
 */
export const RUNTIME_FILES: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'templates/published', to: 'templates/published' },
  { from: 'templates/transcript', to: 'templates/transcript' },
  { from: 'templates/fonts', to: 'templates/fonts' },
  { from: 'templates/issuers', to: 'templates/issuers' },
  { from: 'node_modules/harfbuzzjs/dist/harfbuzz.wasm', to: 'templates/harfbuzz.wasm' },
];

/** HarfBuzz as it is deployed beside the templates, or the npm package's own file in a checkout. */
export function harfbuzzFile(templatesDir: string): string {
  const deployed = join(templatesDir, 'harfbuzz.wasm');
  return existsSync(deployed)
    ? deployed
    : fileURLToPath(import.meta.resolve('harfbuzzjs/dist/harfbuzz.wasm'));
}
