import { type PDFContext, type PDFDict, type PDFObject, type PDFRef, PDFString } from '../text/pdf-core.ts';

/** The objects that a catalog names. */
export interface CatalogObjects {
  readonly catalog: PDFRef;
  readonly pages: PDFRef;
  readonly structure: PDFRef;
  readonly metadata: PDFRef;
  /** The intent, or a reference to it. */
  readonly outputIntent: PDFObject;
}

/** Writes the catalog of a tagged document in Arabic that shows its title (PDF/A-3a, PDF/UA-1), with further entries. */
export function writeCatalog(
  context: PDFContext,
  { catalog, pages, structure, metadata, outputIntent }: CatalogObjects,
  entries: Record<string, PDFObject> = {},
): void {
  context.assign(
    catalog,
    context.obj({
      Type: 'Catalog',
      Pages: pages,
      Lang: PDFString.of('ar'),
      MarkInfo: { Marked: true },
      StructTreeRoot: structure,
      ViewerPreferences: { DisplayDocTitle: true },
      Metadata: metadata,
      OutputIntents: [outputIntent],
      ...entries,
    }),
  );
}

/** Returns the intent to show the colours of a document as sRGB, whose profile is `profile`. */
export const outputIntent = (context: PDFContext, profile: PDFRef): PDFDict =>
  context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of('sRGB'),
    Info: PDFString.of('sRGB'),
    DestOutputProfile: profile,
  });
