import { createHash } from 'node:crypto';
import { type ReservedFile, reserveFiles } from '../document/embedded-files.ts';
import { type SealObjects, sealEntries } from '../document/seal-field.ts';
import { contextWith, type SharedObjects, shareObjects } from '../document/shared-objects.ts';
import { deflatedStream } from '../document/streams.ts';
import { TagTree } from '../document/tag-tree.ts';
import { FontSubsets, fontTag } from '../text/font-subsets.ts';
import type { Language } from '../text/language.ts';
import { rounded } from '../text/operands.ts';
import { type PDFContext, PDFRef, PDFString } from '../text/pdf-core.ts';
import { CREDENTIAL_FILE, RECORD_FILE } from './attached-record.ts';
import { sharedSentence } from './certificate-wording.ts';
import type { CompiledDesign } from './compiled-design.ts';
import { LatestUsed } from './latest-used.ts';
import {
  type CertificateText,
  type DesignContext,
  type ElementLayout,
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
 * A design with everything laid out that the certificates of one opportunity and day share. Their documents begin with
 * the same objects; each certificate adds the rest.
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
  readonly page: PDFRef;
  readonly content: PDFRef;
  readonly metadata: PDFRef;
  /** The heading in each language. */
  readonly headings: Readonly<Record<Language, string>>;
  /** Operators of texts with the characters of the shared page. */
  readonly drawnTexts: LatestUsed<Uint8Array>;
  /** Writes the page again, for a certificate that adds a font. */
  readonly writePage: (context: PDFContext, fonts: FontSubsets) => void;
}

/** Shared pages kept per design; each takes some 60 KB. */
const MAX_SHARED_PAGES = 48;
/** Drawn texts kept per design; each takes some 200 bytes. */
const MAX_DRAWN_TEXTS = 4096;

/** Opens a design for rendering. */
export function renderContext(design: Omit<DesignContext, 'drawnTexts'>): RenderContext {
  return {
    ...design,
    sharedPages: new LatestUsed(MAX_SHARED_PAGES),
    drawnTexts: new LatestUsed(MAX_DRAWN_TEXTS),
  };
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
  const content = context.nextRef();
  const layout = layoutElements({ design, ...found }, shared, profile.seal, { context, tree, fonts });
  tree.write();
  context.assign(content, deflatedStream(context, layout.content));
  fonts.embed(context, fontTag(id));
  const { files, catalogEntries } = reserveFiles(
    context,
    profile.credential ? [RECORD_FILE, CREDENTIAL_FILE] : [RECORD_FILE],
  );
  context.assign(
    objects.catalog,
    context.obj({
      Type: 'Catalog',
      Pages: objects.pages,
      Lang: PDFString.of('ar'),
      MarkInfo: { Marked: true },
      StructTreeRoot: objects.structure,
      ViewerPreferences: { DisplayDocTitle: true },
      Metadata: objects.metadata,
      OutputIntents: [objects.outputIntent],
      ...catalogEntries,
      ...(layout.seal ? sealEntries(context, layout.seal) : {}),
    }),
  );
  const headingOf = (language: Language) =>
    sharedSentence(design.headings[language], shared, language)?.words[0] ?? '';
  const writePage = pageWriter(design, content, layout);
  writePage(context, fonts);
  return {
    shared: shareObjects(context),
    fonts,
    texts: layout.texts,
    symbols: layout.symbols,
    files,
    seal: layout.seal,
    catalog: objects.catalog,
    page: objects.page,
    content: objects.content,
    metadata: objects.metadata,
    headings: { ar: headingOf('ar'), en: headingOf('en') },
    drawnTexts: new LatestUsed(MAX_DRAWN_TEXTS),
    writePage,
  };
}

/** Returns a function that writes the page with the fonts that it is given. */
function pageWriter(
  design: CompiledDesign,
  sharedContent: PDFRef,
  { logos, annotations }: ElementLayout,
): SharedPage['writePage'] {
  const { pages, page, fixedContent, content } = referencesOf(design);
  const forms = Object.entries(design.forms).map(([name, object]) => [name, PDFRef.of(object)] as const);
  return (context, fonts) =>
    context.assign(
      page,
      context.obj({
        Type: 'Page',
        Parent: pages,
        MediaBox: [0, 0, rounded(design.page.width), rounded(design.page.height)],
        Contents: [fixedContent, sharedContent, content],
        StructParents: 0,
        Tabs: 'S',
        ...(annotations.length > 0 ? { Annots: [...annotations] } : {}),
        Resources: { XObject: { ...Object.fromEntries(forms), ...logos }, Font: fonts.resources() },
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
