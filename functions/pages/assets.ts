import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A file that pages load from our own address. */
export interface Asset {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** The files of `templates/pages/assets`, each under a name that changes with its content. */
export interface Assets {
  /** Path to write into a page, `/assets/verification.0f3c9a1b22.css`; a name that doesn't exist is a fault. */
  pathOf(fileName: string): string;
  /** The file under the last segment of such a path. */
  find(hashedName: string): Asset | undefined;
}

/** Reads the assets once. They may be kept for ever by whoever loads them, because a change has a new name. */
export function readAssets(templatesDirectory: string): Assets {
  const directory = `${templatesDirectory}/pages/assets`;
  const paths = new Map<string, string>();
  const assets = new Map<string, Asset>();
  for (const fileName of readdirSync(directory)) {
    const extension = extname(fileName);
    const contentType = CONTENT_TYPES[extension];
    if (contentType === undefined) continue;
    const bytes = readFileSync(`${directory}/${fileName}`);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
    const hashedName = `${fileName.slice(0, -extension.length)}.${hash}${extension}`;
    paths.set(fileName, `/assets/${hashedName}`);
    assets.set(hashedName, { contentType, bytes });
  }
  return {
    pathOf(fileName) {
      const path = paths.get(fileName);
      if (path === undefined) throw new Error(`No page asset ${fileName}`);
      return path;
    },
    find: (hashedName) => assets.get(hashedName),
  };
}
