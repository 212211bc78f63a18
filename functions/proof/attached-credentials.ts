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

import { CREDENTIAL_FILE, CREDENTIAL_LIMIT_BYTES } from './credential-file.ts';

/** Returns the contents of the files that a document of ours attaches as `credential.jwt`. */
export async function attachedCredentials(bytes: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
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
