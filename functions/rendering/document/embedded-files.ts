import { Buffer } from 'node:buffer';
import type { DocumentWriter } from './document-writer.ts';
import { pdfDate, pdfText } from './pdf-syntax.ts';

/** A kind of file that documents carry. */
export interface AttachedKind {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
}

/** A file whose place in the document is known and whose content isn't yet. */
export interface AwaitedFile {
  readonly name: string;
  readonly stream: number;
  /** Media type, as a PDF name. */
  readonly subtype: string;
}

/** Makes room for files, in the order of their names; answers them and the catalog's entries. */
export function awaitFiles(
  writer: DocumentWriter,
  kinds: readonly AttachedKind[],
): { files: AwaitedFile[]; catalogEntries: string } {
  const specified = kinds.map(({ name, mediaType, description }) => {
    const [stream, specification] = [writer.allot(), writer.allot()];
    writer.object(
      specification,
      `<</Type/Filespec/F${pdfText(name)}/UF${pdfText(name)}/Desc${pdfText(description)}/AFRelationship/Data/EF<</F ${stream} 0 R/UF ${stream} 0 R>>>>`,
    );
    const subtype = mediaType.replace(
      /[^A-Za-z0-9.-]/g,
      (sign) => `#${sign.charCodeAt(0).toString(16).toUpperCase()}`,
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

/** Writes an awaited file's content. */
export function embedFile(
  writer: DocumentWriter,
  { stream, subtype }: AwaitedFile,
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
