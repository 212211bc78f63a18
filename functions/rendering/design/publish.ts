import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { designData } from '../certificate/compiled-design.ts';
import { writeDocument } from '../document/document-writer.ts';
import type { LogoData } from '../document/logo-art.ts';
import { PUBLISHED_FOLDER } from '../runtime-files.ts';
import { openFontLibrary } from '../template-fonts.ts';
import { PDFRef } from '../text/pdf-core.ts';
import { compileDesign } from './compile-design.ts';
import { compileLogo } from './compile-logo.ts';
import { readDesignSource } from './design-source.ts';

/** A file of `templates/published/`, compiled from the current sources. */
export interface PublishedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Returns the names of the designs in `templates/designs/`, sorted. */
export function designFolders(templatesDir: string): string[] {
  return readdirSync(join(templatesDir, 'designs'))
    .filter((folder) => existsSync(join(templatesDir, 'designs', folder, 'layout.json')))
    .sort();
}

/** Returns the paths of the logos in `templates/issuers/assets/`, sorted. */
function logoFiles(templatesDir: string): string[] {
  const folder = join(templatesDir, 'issuers', 'assets');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.svg'))
    .sort()
    .map((file) => join(folder, file));
}

/** Compiles every design and logo of a templates folder: a PDF file each, and the data beside it. */
export async function compileAll(templatesDir: string): Promise<PublishedFile[]> {
  const library = openFontLibrary(templatesDir);
  const files: PublishedFile[] = [];
  for (const folder of designFolders(templatesDir)) {
    const compiled = compileDesign(readDesignSource(templatesDir, folder), library);
    const { design, context, objects } = compiled;
    const pdf = await writeDocument(context, PDFRef.of(objects.catalog), fileId(design));
    files.push({ name: `${design}.pdf`, bytes: pdf });
    files.push({ name: `${design}.json`, bytes: Buffer.from(designData(compiled, pdf)) });
  }
  for (const file of logoFiles(templatesDir)) {
    const name = basename(file, '.svg');
    const { context, catalog, art } = compileLogo(readFileSync(file, 'utf8'), file);
    const pdf = await writeDocument(context, catalog, fileId(name));
    const from = Buffer.from(pdf).indexOf(art.deflated);
    const { width, height } = art;
    const data: LogoData = { width, height, operators: [from, from + art.deflated.length] };
    files.push({ name: `${name}.pdf`, bytes: pdf });
    files.push({ name: `${name}.json`, bytes: Buffer.from(`${JSON.stringify(data)}\n`) });
  }
  return files;
}

/** Returns the ID of a published file. */
function fileId(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

/** The sources of a published file have changed; certificates may have been issued with it. */
export class PublishedAlready extends Error {
  override readonly name = 'PublishedAlready';

  constructor(file: string) {
    super(`${file} is published and its sources have changed: give it a new version`);
  }
}

/**
 * Compiles designs and logos into `templates/published/` and returns the names of the files that it wrote. A published
 * file never changes, because issued certificates refer to it: a changed design needs a new version in `layout.json`, a
 * changed logo a new name. `replace` overwrites files anyway, for versions that no certificate was issued with.
 *
 * @throws PublishedAlready when a file would change and `replace` is false.
 */
export async function publish(
  templatesDir: string,
  { replace = false }: { replace?: boolean } = {},
): Promise<string[]> {
  const folder = join(templatesDir, PUBLISHED_FOLDER);
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  for (const { name, bytes } of await compileAll(templatesDir)) {
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
