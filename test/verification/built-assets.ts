import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { bundlePages } from '../../infra/bundling/page-assets.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** What the bundled files of the pages are made of. */
const SOURCES = ['functions', 'templates/pages', 'templates/issuers', 'infra/bundling', 'package-lock.json'];

/** Returns a folder with the files that pages load, bundled as for a deployment. */
export const builtAssets = (): string => `${builtRoot()}/templates/assets`;

/** Returns a folder with what a function reads beside its bundle to show pages, made once for the same sources. */
export function builtRoot(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const path of filesOf(join(ROOT, source))) hash.update(readFileSync(path));
  const folder = join(ROOT, '.cache', `page-assets-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const fresh = mkdtempSync(join(dirname(folder), 'page-assets-'));
  for (const name of ['pages', 'issuers'])
    cpSync(join(ROOT, 'templates', name), join(fresh, 'templates', name), { recursive: true });
  bundlePages(join(fresh, 'templates', 'assets'));
  // Another process may have been faster.
  if (!existsSync(folder)) renameSync(fresh, folder);
  return folder;
}

const filesOf = (path: string): string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, encoding: 'utf8' })
        .map((name) => join(path, name))
        .filter((name) => statSync(name).isFile())
        .sort();
