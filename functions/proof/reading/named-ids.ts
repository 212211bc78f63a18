import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';

/** An ID in a verification link. A longer run of letters and digits is no ID. */
const LINKED = /\/(?:v|verify)\/([0-9A-Z]{18})(?![0-9A-Z])/gi;
/** The ID as the identifier in a document's metadata, which other writers keep. */
const IDENTIFIER = /<dc:identifier>([0-9A-Z-]{18,22})</gi;
/** The ID as it is printed. PDFium writes U+0002 for a dash at the end of a line. */
const PRINTED =
  /(?<![0-9A-Z])[0-9A-Z]{4}(?:[\p{Pd}\p{Cc}\u00ad]\s*[0-9A-Z]{4}){3}[\p{Pd}\p{Cc}\u00ad]\s*\d{2}(?![0-9A-Z])/gu;

/** Returns the sound certificate IDs in the links and the metadata of a text, each once. */
export const linkedIds = (text: string): string[] =>
  sound([...text.matchAll(LINKED), ...text.matchAll(IDENTIFIER)].map(([, id = '']) => id));

/** Returns the sound certificate IDs that a page prints or spells out in an address, each once. */
export const printedIds = (text: string): string[] =>
  sound([
    ...[...text.matchAll(PRINTED)].map(([id]) => id),
    ...[...text.matchAll(LINKED)].map(([, id = '']) => id),
  ]);

const sound = (written: readonly string[]): string[] => [
  ...new Set(
    written.flatMap((id) => {
      const read = parseCertificateId(id.replace(/[^0-9A-Za-z]/g, ''));
      return read.ok ? [read.certificateId] : [];
    }),
  ),
];
