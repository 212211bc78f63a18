import { Buffer } from 'node:buffer';
import {
  type PDFContext,
  PDFHexString,
  PDFName,
  type PDFObject,
  type PDFRef,
  PDFString,
} from '../text/pdf-core.ts';
import { streamOf } from '../text/raw-object.ts';

/** Name and type of a file that is embedded in documents. */
export interface EmbeddedFileKind {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
}

/** A file whose specification is written and whose content follows in each document. */
export interface ReservedFile {
  readonly stream: PDFRef;
  readonly mediaType: string;
}

/**
 * Writes the specifications of files, given in the order of their names; returns the files and the catalog's entries.
 */
export function reserveFiles(
  context: PDFContext,
  kinds: readonly EmbeddedFileKind[],
): { files: ReservedFile[]; catalogEntries: Record<string, PDFObject> } {
  const specifications = kinds.map(() => context.nextRef());
  // The streams have the last numbers: they differ between documents.
  const streams = kinds.map(() => context.nextRef());
  const specified = kinds.map(({ name, mediaType, description }, i) => {
    const [specification, stream] = [specifications[i] as PDFRef, streams[i] as PDFRef];
    context.assign(
      specification,
      context.obj({
        Type: 'Filespec',
        F: PDFString.of(name),
        UF: PDFHexString.fromText(name),
        Desc: PDFString.of(description),
        AFRelationship: 'Data',
        EF: { F: stream, UF: stream },
      }),
    );
    return { name, specification, file: { stream, mediaType } };
  });
  const names = specified.flatMap(({ name, specification }) => [PDFString.of(name), specification]);
  return {
    files: specified.map(({ file }) => file),
    catalogEntries: {
      AF: context.obj(specified.map(({ specification }) => specification)),
      Names: context.obj({ EmbeddedFiles: { Names: names } }),
    },
  };
}

/** Writes the content of a reserved file. */
export function embedFile(
  context: PDFContext,
  { stream, mediaType }: ReservedFile,
  body: string,
  modifiedAt: string,
): void {
  const bytes = Buffer.from(body);
  context.assign(
    stream,
    streamOf(context, bytes, {
      Type: 'EmbeddedFile',
      Subtype: PDFName.of(mediaType),
      Params: { Size: bytes.length, ModDate: PDFString.fromDate(new Date(modifiedAt)) },
    }),
  );
}
