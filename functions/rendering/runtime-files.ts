/** Folder of the published designs and logos inside the templates folder. */
export const PUBLISHED_FOLDER = 'published';

/**
 * Files that a function needs beside its bundle to render documents. `from` is relative to the root of the repository,
 * `to` to the folder of the bundle. A folder is copied with everything in it.
 */
export const RUNTIME_FILES: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'templates/published', to: 'templates/published' },
  { from: 'templates/transcript', to: 'templates/transcript' },
  { from: 'templates/print-run', to: 'templates/print-run' },
  { from: 'templates/fonts', to: 'templates/fonts' },
  { from: 'templates/issuers', to: 'templates/issuers' },
  // harfbuzzjs reads it beside the file that it is bundled into.
  { from: 'node_modules/harfbuzzjs/dist/harfbuzz.wasm', to: 'harfbuzz.wasm' },
];
