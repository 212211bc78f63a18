import { Buffer } from 'node:buffer';
import type { DocumentWriter } from './document-writer.ts';
import { pdfDate, pdfText } from './pdf-syntax.ts';

export interface EmbeddedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly body: string;
}

/** Attaches files in the order of their names; answers the catalog's entries for them. */
export function embedFiles(
  writer: DocumentWriter,
  files: readonly EmbeddedFile[],
  modifiedAt: string,
): string {
  const specifications = files.map(({ name, mediaType, description, body }) => {
    const bytes = Buffer.from(body);
    const stream = writer.allot();
    const subtype = mediaType.replace(
      /[^A-Za-z0-9.-]/g,
      (sign) => `#${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    writer.stream(
      stream,
      `/Type/EmbeddedFile/Subtype/${subtype}/Params<</Size ${bytes.length}/ModDate${pdfDate(modifiedAt)}>>`,
      bytes,
    );
    const specification = writer.allot();
    writer.object(
      specification,
      `<</Type/Filespec/F${pdfText(name)}/UF${pdfText(name)}/Desc${pdfText(description)}/AFRelationship/Data/EF<</F ${stream} 0 R/UF ${stream} 0 R>>>>`,
    );
    return { name, specification };
  });
  const names = specifications
    .map(({ name, specification }) => `${pdfText(name)}${specification} 0 R`)
    .join('');
  const references = specifications.map(({ specification }) => `${specification} 0 R`).join(' ');
  return `/AF[${references}]/Names<</EmbeddedFiles<</Names[${names}]>>>>`;
}
