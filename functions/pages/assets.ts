import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A file that pages load from their own origin. */
export interface Asset {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** The files of `templates/pages/assets`, each under a name that contains a hash of its content. */
export interface Assets {
  /** Returns the path of a file for a page, `/assets/page.0f3c9a1b22.css`. Throws when there is no such file. */
  pathOf(fileName: string): string;
  /** Returns a file by its name without the hash. Throws when there is no such file. */
  get(fileName: string): Asset;
  /** Returns the file with a hashed name, which is the last segment of its path. */
  find(hashedName: string): Asset | undefined;
}

/** Reads the assets. Browsers may cache them without a limit, because changed content has another name. */
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
  const pathOf = (fileName: string): string => {
    const path = paths.get(fileName);
    if (path === undefined) throw new Error(`No page asset ${fileName}`);
    return path;
  };
  const find = (hashedName: string) => assets.get(hashedName);
  return {
    pathOf,
    get: (fileName) => find(pathOf(fileName).slice('/assets/'.length)) as Asset,
    find,
  };
}
