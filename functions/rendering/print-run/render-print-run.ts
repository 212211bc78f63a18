import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrintRun, PrintRunRenderer } from '../../domain/ports/print-run-renderer.ts';
import type { Language } from '../../domain/wording/language.ts';
import { writeDocument } from '../document/document-writer.ts';
import { type MergedFile, mergePages } from '../document/merge-pages.ts';
import { TextPages } from '../document/text-pages.ts';
import type { FontLibrary } from '../text/font-library.ts';
import { PDFContext } from '../text/pdf-core.ts';
import type { Wording } from '../wording.ts';
import { CoverList } from './cover-list.ts';
import { PrintRunWording } from './print-run-wording.ts';

/** Opens the wording of print runs of a templates folder. */
export function openPrintRunRenderer(templatesDir: string, library: FontLibrary): PrintRunRenderer {
  const wording = (language: Language) =>
    JSON.parse(readFileSync(join(templatesDir, 'print-run', `wording.${language}.json`), 'utf8')) as Wording;
  const wordings = { ar: wording('ar'), en: wording('en') };
  return {
    printRun: (run, documents) =>
      mergePages(files(run, new PrintRunWording(wordings[run.language], run), library, documents)),
  };
}

/** Yields the list, and then the documents, each named by its certificate. */
async function* files(
  run: PrintRun,
  words: PrintRunWording,
  library: FontLibrary,
  documents: AsyncIterable<Uint8Array>,
): AsyncGenerator<MergedFile> {
  yield { bytes: await coverList(run, words, library) };
  let index = 0;
  for await (const bytes of documents) {
    const name = run.certificates[index]?.certificateId;
    if (name === undefined) throw new Error('a print run has more documents than its list');
    yield { bytes, name, pages: 1 };
    index += 1;
  }
  if (index < run.certificates.length) throw new Error('a print run has fewer documents than its list');
}

/** Returns the list as a file of its own. */
function coverList(run: PrintRun, words: PrintRunWording, library: FontLibrary): Promise<Uint8Array> {
  const context = PDFContext.create();
  const [catalog, root] = [context.nextRef(), context.nextRef()];
  const pages = new TextPages(context, library);
  new CoverList(run, words, pages).draw();
  pages.write(root, 'PRINTS');
  context.assign(catalog, context.obj({ Type: 'Catalog', Pages: root }));
  return writeDocument(context, catalog, '00');
}
