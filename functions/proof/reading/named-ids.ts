import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { writtenIdsIn } from '../../domain/certificate/certificate-id-in-text.ts';

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

/** What a page prints as certificate IDs. */
export interface PrintedIds {
  /** Sound ones, each once. */
  readonly sound: readonly string[];
  /** Letters and digits of what has the form of one, and is none. */
  readonly unsound: readonly string[];
}

/** Longest text of a page that is searched. */
const LONGEST_PAGE = 200_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what PDFium has for a hyphen at the end of a line
const BROKEN_DASH = /\u0002\s*/g;
const ID_SYMBOLS = 18;
/** Of 18 symbols so few letters are seldom an ID, and often a row of numbers. */
const FEWEST_LETTERS = 4;

/** Returns the certificate IDs that a page prints or spells out in an address, in whatever form a person would read them. */
export function printedIds(text: string): PrintedIds {
  const written = writtenIdsIn(text.slice(0, LONGEST_PAGE).replace(BROKEN_DASH, '-'));
  const unsound = written
    .filter(({ certificateId }) => certificateId === null)
    .map(({ text: printed }) => printed.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase())
    .filter((id) => id.length === ID_SYMBOLS && (id.match(/[A-Z]/g)?.length ?? 0) >= FEWEST_LETTERS);
  const printed = sound([
    ...[...text.matchAll(PRINTED)].map(([id]) => id),
    ...[...text.matchAll(LINKED)].map(([, id = '']) => id),
    ...written.flatMap(({ certificateId }) => certificateId ?? []),
  ]);
  return { sound: printed, unsound };
}

/** A host and a path without a scheme, as readers of codes open them too. */
const HOST_AND_PATH = /^\s*([\w-]+(?:\.[\w-]+)+(?::\d+)?\/\S*)/;

/** Returns the addresses in the text of a code. */
export function addressesIn(text: string): string[] {
  const found = text.match(/https?:\/\/\S+/gi);
  if (found !== null) return found;
  const [, bare] = HOST_AND_PATH.exec(text) ?? [];
  return bare === undefined ? [] : [`https://${bare}`];
}

const sound = (written: readonly string[]): string[] => [
  ...new Set(
    written.flatMap((id) => {
      const read = parseCertificateId(id.replace(/[^0-9A-Za-z]/g, ''));
      return read.ok ? [read.certificateId] : [];
    }),
  ),
];
