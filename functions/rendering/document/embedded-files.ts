import { Buffer } from 'node:buffer';
import type { DocumentWriter } from './document-writer.ts';
import { pdfDate, pdfText } from './pdf-syntax.ts';

/** Name and type of a file that is embedded in documents. */
export interface EmbeddedFileKind {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
}

/** A file whose specification is written and whose content follows in each document. */
export interface ReservedFile {
  readonly name: string;
  readonly stream: number;
  /** Media type as a PDF name. */
  readonly subtype: string;
}

/**
 * Writes the specifications of files, given in the order of their names; returns the files and the catalog's entries.
 */
export function reserveFiles(
  writer: DocumentWriter,
  kinds: readonly EmbeddedFileKind[],
): { files: ReservedFile[]; catalogEntries: string } {
  const specified = kinds.map(({ name, mediaType, description }) => {
    const [stream, specification] = [writer.allot(), writer.allot()];
    writer.object(
      specification,
      `<</Type/Filespec/F${pdfText(name)}/UF${pdfText(name)}/Desc${pdfText(description)}/AFRelationship/Data/EF<</F ${stream} 0 R/UF ${stream} 0 R>>>>`,
    );
    const subtype = mediaType.replace(
      /[^A-Za-z0-9.-]/g,
      (character) => `#${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    return { file: { name, stream, subtype }, specification };
  });
  const names = specified
    .map(({ file, specification }) => `${pdfText(file.name)}${specification} 0 R`)
    .join('');
  const references = specified.map(({ specification }) => `${specification} 0 R`).join(' ');
  return {
    files: specified.map(({ file }) => file),
    catalogEntries: `/AF[${references}]/Names<</EmbeddedFiles<</Names[${names}]>>>>`,
  };
}

/** Writes the content of a reserved file. */
export function embedFile(
  writer: DocumentWriter,
  { stream, subtype }: ReservedFile,
  body: string,
  modifiedAt: string,
): void {
  const bytes = Buffer.from(body);
  writer.stream(
    stream,
    `/Type/EmbeddedFile/Subtype/${subtype}/Params<</Size ${bytes.length}/ModDate${pdfDate(modifiedAt)}>>`,
    bytes,
  );
}
