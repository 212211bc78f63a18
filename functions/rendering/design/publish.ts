import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PUBLISHED_FOLDER } from '../certificate/renderer.ts';
import { openFontLibrary } from '../fonts/font-library.ts';
import { compileDesign } from './compile-design.ts';
import { compileLogo } from './compile-logo.ts';
import { writeCompiledDesign } from './compiled-design.ts';
import { readDesignSource } from './design-source.ts';
import { writeLogoArt } from './logo-art.ts';

/** A file of `templates/published/` as the sources would write it now. */
export interface PublishedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Folders of `templates/` that hold a design. */
export function designFolders(templatesDir: string): string[] {
  return readdirSync(join(templatesDir, 'designs'))
    .filter((folder) => existsSync(join(templatesDir, 'designs', folder, 'layout.json')))
    .sort();
}

/** Where logos are drawn. */
export function logoFiles(templatesDir: string): string[] {
  const folder = join(templatesDir, 'issuers', 'assets');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.svg'))
    .sort()
    .map((file) => join(folder, file));
}

/** Compiles every design and logo of a templates folder. */
export function compileAll(templatesDir: string): PublishedFile[] {
  const library = openFontLibrary(templatesDir);
  const designs = designFolders(templatesDir).map((folder) => {
    const compiled = compileDesign(readDesignSource(templatesDir, folder), library);
    return { name: `${compiled.design}.design`, bytes: writeCompiledDesign(compiled) };
  });
  const logos = logoFiles(templatesDir).map((file) => ({
    name: `${basename(file, '.svg')}.logo`,
    bytes: writeLogoArt(compileLogo(readFileSync(file, 'utf8'), file)),
  }));
  return [...designs, ...logos];
}

/** Certificates were issued with a design whose sources have changed since. */
export class PublishedAlready extends Error {
  override readonly name = 'PublishedAlready';

  constructor(file: string) {
    super(`${file} is published and its sources have changed: give it a new version`);
  }
}

/**
 * Publishes designs and logos into `templates/published/`. What is published never changes, because issued
 * certificates name it; a change of the sources needs a new version in `layout.json`, or a new name for a
 * logo. `replace` lifts that for versions nothing was issued with. Answers the names it wrote.
 */
export function publish(templatesDir: string, { replace = false }: { replace?: boolean } = {}): string[] {
  const folder = join(templatesDir, PUBLISHED_FOLDER);
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  for (const { name, bytes } of compileAll(templatesDir)) {
    const file = join(folder, name);
    if (existsSync(file)) {
      if (readFileSync(file).equals(bytes)) continue;
      if (!replace) throw new PublishedAlready(name);
    }
    writeFileSync(file, bytes);
    written.push(name);
  }
  return written;
}
