import { createHash } from 'node:crypto';
import { DocumentFonts, fontTag } from '../document/document-fonts.ts';
import { type DocumentStart, DocumentWriter } from '../document/document-writer.ts';
import { type ReservedFile, reserveFiles } from '../document/embedded-files.ts';
import { pdfNumber } from '../document/pdf-syntax.ts';
import { type SealObjects, sealEntries } from '../document/seal-field.ts';
import { StructureTree } from '../document/structure-tree.ts';
import { cleanText } from '../text/clean-text.ts';
import { CREDENTIAL_FILE, RECORD_FILE } from './attached-record.ts';
import type { CompiledDesign } from './compiled-design.ts';
import {
  type CertificateText,
  type DesignContext,
  layoutElements,
  type QrPlacement,
} from './layout-elements.ts';
import type { SharedFacts } from './shared-facts.ts';

/** A design that is open for rendering, with the shared pages that are laid out. */
export interface RenderContext extends DesignContext {
  readonly sharedPages: Map<string, SharedPage>;
}

/** What a document contains besides the page and the data of its certificate. */
export interface SharedPageProfile {
  readonly credential: boolean;
  readonly seal: boolean;
}

/**
 * A design with everything laid out that the certificates of one opportunity and day share. Their documents begin with
 * the same bytes; each certificate adds the rest.
 */
export interface SharedPage {
  readonly start: DocumentStart;
  /** Fonts of the shared texts, with the characters of hours, certificate IDs and addresses added. */
  readonly fonts: DocumentFonts;
  readonly texts: readonly CertificateText[];
  readonly symbols: readonly QrPlacement[];
  /** The data of the certificate, then its credential. */
  readonly files: readonly ReservedFile[];
  readonly seal: SealObjects | null;
  /** The dictionary of the page, before and after the entries of the fonts of a single certificate. */
  readonly page: { readonly before: string; readonly after: string };
  /** Title of the document, which viewers show in their window. */
  readonly title: string;
}

/** Shared pages kept per design; each takes some 60 KB. */
const MAX_SHARED_PAGES = 48;

/** Returns the shared page of a certificate. Lays it out on the first call and keeps it. */
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
    if (sharedPages.size >= MAX_SHARED_PAGES && oldest !== undefined) sharedPages.delete(oldest);
    sharedPage = layoutSharedPage(context, shared, profile, createHash('sha256').update(key).digest('hex'));
    sharedPages.set(key, sharedPage);
  }
  return sharedPage;
}

/** Lays out a shared page; `id` is hexadecimal and names its font subsets. */
function layoutSharedPage(
  context: DesignContext,
  shared: SharedFacts,
  profile: SharedPageProfile,
  id: string,
): SharedPage {
  const { objects, start, fixedMarks } = context.design;
  const writer = new DocumentWriter(start);
  const tree = new StructureTree(writer, objects, fixedMarks);
  const fonts = new DocumentFonts('E');
  const content = writer.allot();
  const layout = layoutElements(context, shared, profile.seal, { writer, tree, fonts });
  tree.write();
  writer.deflatedStream(content, '', layout.content);
  const fontResources = fonts.write(writer, fontTag(id), { compressed: true });
  const { files, catalogEntries } = reserveFiles(
    writer,
    profile.credential ? [RECORD_FILE, CREDENTIAL_FILE] : [RECORD_FILE],
  );
  writer.object(
    objects.catalog,
    `<</Type/Catalog/Pages ${objects.pages} 0 R/Lang(ar)/MarkInfo<</Marked true>>/StructTreeRoot ${objects.structure} 0 R/ViewerPreferences<</DisplayDocTitle true>>/Metadata ${objects.metadata} 0 R/OutputIntents[${objects.outputIntent} 0 R]${catalogEntries}${layout.seal ? sealEntries(layout.seal) : ''}>>`,
  );
  return {
    start: writer.asStart(),
    fonts,
    texts: layout.texts,
    symbols: layout.symbols,
    files,
    seal: layout.seal,
    page: pageDictionary(context.design, content, fontResources, layout),
    title: `${cleanText(shared.titleAr)} — ${cleanText(shared.titleEn)}`,
  };
}

/** Returns the dictionary of the page, split where a certificate adds the entries of its fonts. */
function pageDictionary(
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
