import { createHash } from 'node:crypto';
import type { Language } from '../../domain/wording/language.ts';
import { writeCatalog } from '../document/catalog.ts';
import { type ReservedFile, reserveFiles } from '../document/embedded-files.ts';
import { type SealObjects, sealEntries } from '../document/seal-field.ts';
import { contextWith, type SharedObjects, shareObjects } from '../document/shared-objects.ts';
import { deflatedStream } from '../document/streams.ts';
import { TagTree } from '../document/tag-tree.ts';
import { FontSubsets, fontTag } from '../text/font-subsets.ts';
import { rounded } from '../text/operands.ts';
import { type PDFContext, PDFHexString, PDFRef } from '../text/pdf-core.ts';
import { CREDENTIAL_FILE, RECORD_FILE } from './attached-record.ts';
import { sharedSentence } from './certificate-wording.ts';
import type { CompiledDesign } from './compiled-design.ts';
import { LatestUsed } from './latest-used.ts';
import {
  type CertificateText,
  type DesignContext,
  type ElementLayout,
  LINK_WORDS,
  type LinkPlacement,
  layoutElements,
  type QrPlacement,
} from './layout-elements.ts';
import type { SharedFacts } from './shared-facts.ts';

/** A design that is open for rendering, with the shared pages that are laid out. */
export interface RenderContext extends DesignContext {
  readonly sharedPages: LatestUsed<SharedPage>;
}

/** What a document contains besides the page and the data of its certificate. */
export interface SharedPageProfile {
  readonly credential: boolean;
  readonly seal: boolean;
}

/**
 * A design with everything laid out that the certificates of the same issuers and one day share, whatever their
 * opportunity. Their documents begin with the same objects; each certificate adds the rest.
 */
export interface SharedPage {
  readonly shared: SharedObjects;
  /** Fonts of the design and of the shared texts. */
  readonly fonts: FontSubsets;
  readonly texts: readonly CertificateText[];
  readonly symbols: readonly QrPlacement[];
  /** The data of the certificate, then its credential. */
  readonly files: readonly ReservedFile[];
  readonly seal: SealObjects | null;
  /** The objects that a certificate writes. */
  readonly catalog: PDFRef;
  readonly content: PDFRef;
  readonly metadata: PDFRef;
  /** The action of every link to the verification page. */
  readonly action: PDFRef;
  /** The heading in each language. */
  readonly headings: Readonly<Record<Language, string>>;
  /** Operators of texts with the characters of the shared page. */
  readonly drawnTexts: LatestUsed<Uint8Array>;
}

/** Shared pages kept per design; each takes some 60 KB. */
const MAX_SHARED_PAGES = 48;
/** Drawn texts kept per shared page; each takes some 300 bytes. */
const MAX_DRAWN_TEXTS = 1024;

/** Opens a design for rendering. */
export function renderContext(design: DesignContext): RenderContext {
  return { ...design, sharedPages: new LatestUsed(MAX_SHARED_PAGES) };
}

/** Returns the shared page of a certificate. Lays it out on the first call and keeps it. */
export function sharedPageOf(
  context: RenderContext,
  shared: SharedFacts,
  profile: SharedPageProfile,
): SharedPage {
  const key = JSON.stringify([profile.credential, profile.seal, shared]);
  let sharedPage = context.sharedPages.find(key);
  if (!sharedPage) {
    sharedPage = layoutSharedPage(context, shared, profile, createHash('sha256').update(key).digest('hex'));
    context.sharedPages.keep(key, sharedPage);
  }
  return sharedPage;
}

/** Lays out a shared page; `id` is hexadecimal and names its font subsets. */
function layoutSharedPage(
  { design, ...found }: DesignContext,
  shared: SharedFacts,
  profile: SharedPageProfile,
  id: string,
): SharedPage {
  const context = contextWith(design.shared);
  const objects = referencesOf(design);
  const tree = new TagTree(context, { root: objects.structure, document: objects.document });
  const fonts = new FontSubsets(() => context.nextRef().objectNumber, design.fonts);
  const sharedContent = context.nextRef();
  const layout = layoutElements({ design, ...found }, shared, profile.seal, { context, tree, fonts });
  tree.write();
  context.assign(sharedContent, deflatedStream(context, layout.content));
  const { files, catalogEntries } = reserveFiles(
    context,
    profile.credential ? [RECORD_FILE, CREDENTIAL_FILE] : [RECORD_FILE],
  );
  // From here on objects differ between documents, fonts that grow by the letters of names among them.
  const [content, metadata, action] = [context.nextRef(), context.nextRef(), context.nextRef()];
  fonts.embed(context, fontTag(id));
  for (const link of layout.links) writeLink(context, link, action);
  writePage(context, design, layout, fonts, [sharedContent, content]);
  const seal = layout.seal ? sealEntries(context, layout.seal) : {};
  writeCatalog(context, { ...objects, metadata }, { ...catalogEntries, ...seal });
  const headingOf = (language: Language) =>
    sharedSentence(design.headings[language], shared, language)?.words[0] ?? '';
  const ownFrom = files[0]?.stream.objectNumber ?? content.objectNumber;
  return {
    shared: shareObjects(context, ownFrom, design.shared.objects),
    fonts,
    texts: layout.texts,
    symbols: layout.symbols,
    files,
    seal: layout.seal,
    catalog: objects.catalog,
    content,
    metadata,
    action,
    headings: { ar: headingOf('ar'), en: headingOf('en') },
    drawnTexts: new LatestUsed(MAX_DRAWN_TEXTS),
  };
}

/** Writes the page; `contents` stand after the content of the design. */
function writePage(
  context: PDFContext,
  design: CompiledDesign,
  { logos, annotations }: ElementLayout,
  fonts: FontSubsets,
  contents: readonly PDFRef[],
): void {
  const { pages, page, fixedContent } = referencesOf(design);
  const forms = Object.entries(design.forms).map(([name, object]) => [name, PDFRef.of(object)] as const);
  context.assign(
    page,
    context.obj({
      Type: 'Page',
      Parent: pages,
      MediaBox: [0, 0, rounded(design.page.width), rounded(design.page.height)],
      Contents: [fixedContent, ...contents],
      StructParents: 0,
      Tabs: 'S',
      ...(annotations.length > 0 ? { Annots: [...annotations] } : {}),
      Resources: { XObject: { ...Object.fromEntries(forms), ...logos }, Font: fonts.resources() },
    }),
  );
}

/** Flag of an annotation (ISO 32000-1, 12.5.3). */
const PRINTED = 4;

/** Writes the annotation of a link to the verification page. */
function writeLink(
  context: PDFContext,
  { annotation, parentKey, language, box }: LinkPlacement,
  action: PDFRef,
): void {
  context.assign(
    annotation,
    context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      F: PRINTED,
      Border: [0, 0, 0],
      Rect: box.map(rounded),
      StructParent: parentKey,
      Contents: PDFHexString.fromText(LINK_WORDS[language]),
      A: action,
    }),
  );
}

/** Returns references to the objects of a design that each document writes again. */
function referencesOf({ objects }: CompiledDesign) {
  const { sections, ...others } = objects;
  return {
    ...(Object.fromEntries(
      Object.entries(others).map(([name, object]) => [name, PDFRef.of(object)]),
    ) as Record<keyof typeof others, PDFRef>),
    sections: { ar: PDFRef.of(sections.ar), en: PDFRef.of(sections.en) },
  };
}
