import { createHash } from 'node:crypto';
import type { CompiledDesign } from '../design/compiled-design.ts';
import type { LogoArt } from '../design/logo-art.ts';
import { type DocumentStart, DocumentWriter } from '../document/document-writer.ts';
import { type AwaitedFile, awaitFiles } from '../document/embedded-files.ts';
import { pdfNumber } from '../document/pdf-syntax.ts';
import { type SealPosition, sealEntries } from '../document/seal-field.ts';
import { StructureTree } from '../document/structure-tree.ts';
import { DocumentFonts, fontTag } from '../fonts/document-fonts.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import { cleanText } from '../text/clean-text.ts';
import { CREDENTIAL_FILE, RECORD_FILE } from './attached-record.ts';
import { type OwnSymbol, type OwnText, setElements } from './layout-elements.ts';
import type { SharedFacts } from './shared-facts.ts';

/** What a design is drawn with; opened once, at cold start. */
export interface RenderContext {
  readonly library: FontLibrary;
  readonly design: CompiledDesign;
  logo(name: string): LogoArt;
  readonly sharedPages: Map<string, SharedPage>;
}

/** What a document carries besides its certificate's data. */
export interface SharedPageProfile {
  readonly credential: boolean;
  readonly seal: boolean;
}

/**
 * A design in which everything is set that the certificates of one opportunity and day share: their documents
 * begin with the same bytes, and only what is each one's own is left to do.
 */
export interface SharedPage {
  readonly start: DocumentStart;
  /** The fonts of the shared texts, with the characters of hours, numbers and addresses too. */
  readonly fonts: DocumentFonts;
  readonly texts: readonly OwnText[];
  readonly symbols: readonly OwnSymbol[];
  /** The certificate's data, then its credential. */
  readonly files: readonly AwaitedFile[];
  readonly seal: SealPosition | null;
  /** The page's dictionary around the entries of the document's own fonts. */
  readonly page: { readonly before: string; readonly after: string };
  /** The title a viewer's window shows. */
  readonly title: string;
}

/** As many as hold what functions issue side by side; each is some 60 KB. */
const MOST_SHARED_PAGES = 48;

/** The edition a certificate belongs to, set on its first use. */
export function sharedPageOf(
  context: RenderContext,
  shared: SharedFacts,
  profile: SharedPageProfile,
): SharedPage {
  const { sharedPages } = context;
  const key = JSON.stringify([profile.credential, profile.seal, shared]);
  let sharedPage = sharedPages.get(key);
  if (!sharedPage) {
    const [oldest] = sharedPages.keys();
    if (sharedPages.size >= MOST_SHARED_PAGES && oldest !== undefined) sharedPages.delete(oldest);
    sharedPage = layoutSharedPage(context, shared, profile, createHash('sha256').update(key).digest('hex'));
    sharedPages.set(key, sharedPage);
  }
  return sharedPage;
}

function layoutSharedPage(
  context: RenderContext,
  shared: SharedFacts,
  profile: SharedPageProfile,
  id: string,
): SharedPage {
  const { objects, start, fixedMarks } = context.design;
  const writer = new DocumentWriter(start);
  const tree = new StructureTree(writer, objects, fixedMarks);
  const fonts = new DocumentFonts('E');
  const content = writer.allot();
  const set = setElements(context, shared, profile.seal, { writer, tree, fonts });
  tree.write();
  writer.deflatedStream(content, '', set.content);
  const fontResources = fonts.write(writer, fontTag(id), { compressed: true });
  const { files, catalogEntries } = awaitFiles(
    writer,
    profile.credential ? [RECORD_FILE, CREDENTIAL_FILE] : [RECORD_FILE],
  );
  writer.object(
    objects.catalog,
    `<</Type/Catalog/Pages ${objects.pages} 0 R/Lang(ar)/MarkInfo<</Marked true>>/StructTreeRoot ${objects.structure} 0 R/ViewerPreferences<</DisplayDocTitle true>>/Metadata ${objects.metadata} 0 R/OutputIntents[${objects.outputIntent} 0 R]${catalogEntries}${set.seal ? sealEntries(set.seal) : ''}>>`,
  );
  return {
    start: writer.asStart(),
    fonts,
    texts: set.texts,
    symbols: set.symbols,
    files,
    seal: set.seal,
    page: pageAround(context.design, content, fontResources, set),
    title: `${cleanText(shared.titleAr)} — ${cleanText(shared.titleEn)}`,
  };
}

function pageAround(
  { objects, page, fontResources: fixedFonts, formResources }: CompiledDesign,
  content: number,
  sharedFonts: string,
  { logos, annotations }: { readonly logos: string; readonly annotations: readonly number[] },
): SharedPage['page'] {
  const references = annotations.map((object) => `${object} 0 R`).join(' ');
  return {
    before: `<</Type/Page/Parent ${objects.pages} 0 R/MediaBox[0 0 ${pdfNumber(page.width)} ${pdfNumber(page.height)}]/Contents[${objects.fixedContent} 0 R ${content} 0 R ${objects.content} 0 R]/StructParents 0/Tabs/S${references && `/Annots[${references}]`}/Resources<</XObject<<${formResources}${logos}>>/Font<<${fixedFonts}${sharedFonts}`,
    after: '>>>>>>',
  };
}
