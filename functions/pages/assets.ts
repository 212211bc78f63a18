import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { brotliDecompressSync, gzipSync } from 'node:zlib';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};
/** A worker has the policy of its own script: the reader of files may compile WebAssembly, the pages may not. */
const SCRIPT_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const PACKED = '.br';
/** Content codings, the smallest first. */
const CODINGS = ['br', 'gzip'] as const;
type Coding = (typeof CODINGS)[number];

/** A file that pages load from their own origin. */
export interface Asset {
  /** With the policy of scripts, and the encoding of packed bytes. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** The modules of an application besides its script, each of them once. */
export interface ApplicationModules {
  /** Without these its script can't begin. */
  readonly begins: readonly string[];
  /** What it loads for whoever is signed in, where that is always the same. */
  readonly signedIn: readonly string[];
}

/** The bundled files of the pages, each under a name that contains a hash of its content. */
export interface Assets {
  /** Returns the path of a file for a page: of `page.css`, `/assets/page.0F3C9A1B.css`. Throws when there is no such file. */
  pathOf(fileName: string): string;
  /** Returns the paths of the modules of an application, such as `my`. */
  modulesOf(application: string): ApplicationModules;
  /** Returns a file by its name without the hash, unpacked. Throws when there is no such file. */
  get(fileName: string): Asset;
  /**
   * Returns the file with a hashed name, which is the last segment of its path; packed in the best way that
   * `accept-encoding` says the browser unpacks.
   */
  find(hashedName: string, acceptEncoding?: string): Asset | undefined;
}

/** Finds the files that `bundlePages` wrote into a folder. They are read when they are first asked for. */
export function readAssets(folder: string): Assets {
  const names = new Set(readdirSync(folder).map((name) => name.slice(0, -PACKED.length)));
  const kept = new Map<string, Buffer>();
  const once = (key: string, make: () => Buffer): Buffer => {
    const bytes = kept.get(key) ?? make();
    kept.set(key, bytes);
    return bytes;
  };
  const bytesOf = (name: string, coding?: Coding): Buffer => {
    if (coding === 'gzip') return once(`${name}.gz`, () => gzipSync(bytesOf(name)));
    const packed = once(name, () => readFileSync(`${folder}/${name}${PACKED}`));
    return coding === 'br' ? packed : brotliDecompressSync(packed);
  };
  const nameOf = (fileName: string): string => {
    const extension = extname(fileName);
    const stem = `${fileName.slice(0, -extension.length)}.`;
    const found = [...names].find((name) => name.startsWith(stem) && name.endsWith(extension));
    if (found === undefined) throw new Error(`No page asset ${fileName}`);
    return found;
  };
  const find = (name: string, acceptEncoding = ''): Asset | undefined => {
    const contentType = CONTENT_TYPES[extname(name)];
    if (!names.has(name) || contentType === undefined) return undefined;
    const accepted = acceptEncoding.split(/[\s,;]+/);
    const coding = CODINGS.find((one) => accepted.includes(one));
    const headers = {
      'content-type': contentType,
      ...(name.endsWith('.js') ? { 'content-security-policy': SCRIPT_POLICY } : {}),
      ...(coding === undefined ? {} : { 'content-encoding': coding }),
    };
    return { headers, bytes: bytesOf(name, coding) };
  };
  return {
    pathOf: (fileName) => `/assets/${nameOf(fileName)}`,
    modulesOf: (application) => JSON.parse(String(bytesOf(nameOf(`${application}.json`)))),
    get: (fileName) => find(nameOf(fileName)) as Asset,
    find,
  };
}
