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

/** What is read from a document to examine it. */
export interface DocumentContents {
  /** Contents of the files attached as `credential.jwt`. */
  readonly credentials: readonly string[];
  /** Addresses of the pages' links. */
  readonly links: readonly string[];
}

const CREDENTIAL_FILE = 'credential.jwt';
const CREDENTIAL_LIMIT_BYTES = 64 * 1024;

/** Reads the attached credentials and the links of a PDF. Returns undefined when the bytes aren't a readable PDF. */
export async function documentContents(bytes: Uint8Array): Promise<DocumentContents | undefined> {
  // A ZIP archive may store PDFs uncompressed, and pdf-lib would read the first of them.
  if (isZip(bytes)) return undefined;
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    return { credentials: attachedCredentials(document), links: links(document) };
  } catch {
    // pdf-lib throws plain errors of many kinds for files that it can't read, so the kind is not checked.
    return undefined;
  }
}

/** Returns whether a file begins as a ZIP archive. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

function attachedCredentials(document: PDFDocument): string[] {
  const names = document.catalog.lookupMaybe(PDFName.of('Names'), PDFDict);
  const tree = names?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict);
  const leaves = tree?.lookupMaybe(PDFName.of('Names'), PDFArray);
  if (leaves === undefined) return [];
  const found: string[] = [];
  // A name tree's leaf alternates names and values.
  for (let index = 1; index < leaves.size(); index += 2) {
    const file = leaves.lookup(index, PDFDict);
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
