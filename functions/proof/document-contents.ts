import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib';

/** What a document carries besides its page. */
export interface DocumentContents {
  /** Texts of the files attached as `credential.jwt`. */
  readonly credentials: readonly string[];
  /** Addresses that the page links to. */
  readonly links: readonly string[];
}

const CREDENTIAL_FILE = 'credential.jwt';
const CREDENTIAL_LIMIT_BYTES = 64 * 1024;

/** Reads a PDF's attached credentials and links; undefined for what is no PDF or a broken one. */
export async function documentContents(bytes: Uint8Array): Promise<DocumentContents | undefined> {
  // An archive holds its files as they are, and pdf-lib would read the first PDF in it.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return undefined;
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    return { credentials: attachedCredentials(document), links: links(document) };
  } catch {
    // pdf-lib throws plain errors of many kinds on files that are not PDFs: whatever it is, it can't be read.
    return undefined;
  }
}

function attachedCredentials(document: PDFDocument): string[] {
  const names = document.catalog.lookupMaybe(PDFName.of('Names'), PDFDict);
  const tree = names?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict);
  const leaves = tree?.lookupMaybe(PDFName.of('Names'), PDFArray);
  if (leaves === undefined) return [];
  const found: string[] = [];
  for (let place = 1; place < leaves.size(); place += 2) {
    const file = leaves.lookup(place, PDFDict);
    const name = file.lookup(PDFName.of('UF')) ?? file.lookup(PDFName.of('F'));
    if (!(name instanceof PDFString || name instanceof PDFHexString) || name.decodeText() !== CREDENTIAL_FILE)
      continue;
    const stream = file.lookupMaybe(PDFName.of('EF'), PDFDict)?.lookup(PDFName.of('F'));
    if (!(stream instanceof PDFRawStream) || stream.contents.length > CREDENTIAL_LIMIT_BYTES) continue;
    found.push(Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'));
  }
  return found;
}

function links(document: PDFDocument): string[] {
  return document.getPages().flatMap((page) => {
    const annotations = page.node.Annots()?.asArray() ?? [];
    return annotations.flatMap((reference) => {
      const action = document.context.lookupMaybe(reference, PDFDict)?.lookupMaybe(PDFName.of('A'), PDFDict);
      const address = action?.lookup(PDFName.of('URI'));
      return address instanceof PDFString || address instanceof PDFHexString ? [address.decodeText()] : [];
    });
  });
}
