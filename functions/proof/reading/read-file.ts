import { certificateIdsIn } from '../../domain/certificate/certificate-id-in-text.ts';
import { CREDENTIAL_FILE, CREDENTIAL_LIMIT_BYTES } from '../credential-file.ts';
import { type FileKind, fileKind, isPictureCutOff } from './file-kind.ts';
import { LARGEST_FILE_BYTES } from './largest-file.ts';
import { addressesIn, linkedIds, type PrintedIds, printedIds } from './named-ids.ts';
import { type OpenPdf, openPdf, type PdfiumModule, type PdfPage } from './pdf-engine.ts';
import { pdfFrame } from './pdf-frame.ts';
import { imageDataOf } from './qr-codes.ts';

/** Most pages that are read: a hundred certificates put together. */
const MOST_PAGES = 100;
/** Pixels on the longer side of a drawn page: 150 dots an inch on A4, then 300 for a page without a code. */
const DRAWN_SIDES = [1754, 3508] as const;

/** Why a file can't be examined. It says nothing about the certificate. The names are permanent. */
export type UnreadableReason =
  /** Neither a PDF nor a picture. */
  | 'not_a_document'
  /** An archive, which may hold the file. */
  | 'archive'
  /** A saved email, which may hold the file. */
  | 'message'
  /** A saved page, which anybody can change and which says how things stood. */
  | 'web_page'
  | 'too_large'
  /** A PDF, a PNG or a JPEG without its end, or a file without content. */
  | 'cut_off'
  /** A PDF that needs a password to be opened. */
  | 'protected'
  /** A PDF that can be read and names no certificate. */
  | 'names_none'
  /** A picture without a QR code of a certificate that can be read. */
  | 'no_code'
  /** A picture that can't be decoded here. */
  | 'picture_unknown'
  /** Reading it did not end in time. */
  | 'too_slow'
  /** Reading it would take more memory than a reader may have. */
  | 'too_costly';

/** What was read in a file. */
export interface FileReading {
  /** A PDF whose pages with certificates are pictures counts as a picture, also with the text that a scanner recognised. */
  readonly kind: 'document' | 'picture';
  /** Every sound certificate ID that the file names, each once. */
  readonly namedIds: readonly string[];
  /** Why the file can't be examined; null when it is whole and names a certificate. */
  readonly unreadable: UnreadableReason | null;
  /** Addresses in the QR codes and links that name a certificate, or stand on a page that does, each once. */
  readonly addresses: readonly string[];
  /** What a page prints for an ID, and another to which a QR code on the same page leads; null when none disagree. */
  readonly disagreement: { readonly printed: string; readonly code: string } | null;
  /** Contents of the files attached as `credential.jwt`. */
  readonly credentials: readonly string[];
  /** Something was added to it after its first end. */
  readonly revised: boolean;
  /** It is a PDF whose objects could be read. */
  readonly opened: boolean;
}

/** What reads pages and pictures, loaded when a file needs it. */
export interface ReadingTools {
  pdfium(): Promise<PdfiumModule>;
  /**
   * Returns the texts of the QR codes in a picture; undefined when it can't be decoded. `thoroughly` tries longer before
   * it finds none.
   */
  qrTexts(picture: Uint8Array | ImageData, thoroughly: boolean): Promise<readonly string[] | undefined>;
  /** Forgets what was loaded: after an error its memory is undefined. */
  discard(): void;
}

/** Returns what a file names and whether it could be read whole. Makes no request about the file. */
export async function readFile(bytes: Uint8Array, tools: ReadingTools): Promise<FileReading> {
  const kind = fileKind(bytes);
  if (bytes.length > LARGEST_FILE_BYTES) return unread(readingKindOf(kind), 'too_large');
  try {
    if (kind === 'picture') return await readPicture(bytes, tools);
    if (kind === 'pdf') return await readPdf(bytes, tools);
  } catch (error) {
    if (!isExhaustion(error)) throw error;
    tools.discard();
    return unread(readingKindOf(kind), 'too_costly');
  }
  if (bytes.length === 0) return unread('document', 'cut_off');
  return unread('document', kind === 'other' ? 'not_a_document' : kind);
}

/** Returns what a file counts as, of which no more is known than its first bytes. */
export const readingKindOf = (kind: FileKind): FileReading['kind'] =>
  kind === 'picture' ? 'picture' : 'document';

/** Returns whether what reads files ran out of memory, of a stack too. */
const isExhaustion = (error: unknown): boolean =>
  error instanceof WebAssembly.RuntimeError || error instanceof RangeError;

/** Returns the IDs that the bytes of a PDF name without its pages being read; none for other files. */
export async function idsInBytes(bytes: Uint8Array): Promise<string[]> {
  if (bytes.length > LARGEST_FILE_BYTES || fileKind(bytes) !== 'pdf') return [];
  return unique((await pdfFrame(bytes)).texts.flatMap(linkedIds));
}

/** A file that could not be examined. */
export const unread = (kind: FileReading['kind'], unreadable: UnreadableReason): FileReading => ({
  kind,
  namedIds: [],
  unreadable,
  addresses: [],
  disagreement: null,
  credentials: [],
  revised: false,
  opened: false,
});

async function readPicture(bytes: Uint8Array, tools: ReadingTools): Promise<FileReading> {
  const texts = await tools.qrTexts(bytes, true);
  const namedIds = unique((texts ?? []).flatMap(certificateIdsIn));
  if (namedIds.length === 0 && isPictureCutOff(bytes)) return unread('picture', 'cut_off');
  if (texts === undefined) return unread('picture', 'picture_unknown');
  if (namedIds.length === 0) return unread('picture', 'no_code');
  return {
    ...unread('picture', 'no_code'),
    unreadable: null,
    namedIds,
    addresses: texts.flatMap(addressesIn),
  };
}

async function readPdf(bytes: Uint8Array, tools: ReadingTools): Promise<FileReading> {
  const frame = await pdfFrame(bytes);
  const inBytes = unique(frame.texts.flatMap(linkedIds));
  const document = openPdf(await tools.pdfium(), bytes);
  if (document === 'protected') return unread('document', 'protected');
  if (!frame.whole) return unread('document', 'cut_off');
  if (document === 'unreadable') {
    if (inBytes.length > 0)
      return {
        ...unread('document', 'names_none'),
        unreadable: null,
        namedIds: inBytes,
        revised: frame.revised,
      };
    return unread('document', frame.encrypted ? 'protected' : 'names_none');
  }
  try {
    return { ...(await readOpenPdf(document, inBytes, tools)), revised: frame.revised };
  } finally {
    document.close();
  }
}

async function readOpenPdf(
  document: OpenPdf,
  inBytes: readonly string[],
  tools: ReadingTools,
): Promise<FileReading> {
  if (document.pageCount > MOST_PAGES) return unread('document', 'too_large');
  const pages = await readPages(document, inBytes, tools);
  const namedIds = unique([...pages.flatMap(idsOn), ...inBytes]);
  const attached = document.attachments(CREDENTIAL_FILE, CREDENTIAL_LIMIT_BYTES);
  const naming = pages.filter((page) => idsOn(page).length > 0);
  const scanned = (naming.length > 0 ? naming : pages).every(isScan);
  const kind = scanned && attached.length === 0 && inBytes.length === 0 ? 'picture' : 'document';
  return {
    kind,
    namedIds,
    unreadable: namedIds.length > 0 ? null : kind === 'picture' ? 'no_code' : 'names_none',
    addresses: unique(pages.flatMap(({ addresses }) => addresses)),
    disagreement: pages.map(disagreementOn).find((found) => found !== null) ?? null,
    credentials: attached.map((content) => new TextDecoder().decode(content)),
    revised: false,
    opened: true,
  };
}

/** The certificate IDs of a page, by where they stand. */
interface PageReading {
  readonly hasText: boolean;
  readonly isPictures: boolean;
  readonly linked: readonly string[];
  readonly printed: PrintedIds;
  readonly codes: readonly string[];
  readonly addresses: readonly string[];
}

async function readPages(
  document: OpenPdf,
  inBytes: readonly string[],
  tools: ReadingTools,
): Promise<PageReading[]> {
  const readings: PageReading[] = [];
  for (let index = 0; index < document.pageCount; index += 1) {
    const page = document.page(index);
    if (page === undefined) continue;
    const [side, ...larger] = DRAWN_SIDES;
    let reading = readingOf(page, (await tools.qrTexts(imageDataOf(page.draw(side)), false)) ?? []);
    for (const again of larger) {
      // A scan. A letter in the same file, and a file that is named already, are not drawn again.
      if (reading.hasText || inBytes.length > 0 || reading.codes.length > 0) break;
      reading = readingOf(page, (await tools.qrTexts(imageDataOf(page.draw(again)), true)) ?? []);
    }
    readings.push(reading);
  }
  return readings;
}

function readingOf(page: PdfPage, texts: readonly string[]): PageReading {
  const links = page.links.filter((link) => certificateIdsIn(link).length > 0);
  const reading = {
    hasText: page.text.trim() !== '',
    isPictures: page.isPictures,
    linked: links.flatMap(certificateIdsIn),
    printed: printedIds(page.text),
    codes: texts.flatMap(certificateIdsIn),
  };
  const named = idsOn(reading).length > 0;
  return { ...reading, addresses: [...(named ? texts.flatMap(addressesIn) : []), ...links] };
}

const idsOn = ({ linked, printed, codes }: Pick<PageReading, 'linked' | 'printed' | 'codes'>): string[] => [
  ...linked,
  ...printed.sound,
  ...codes,
];

const isScan = ({ hasText, isPictures, linked, codes }: PageReading): boolean =>
  linked.length === 0 && (!hasText || (isPictures && codes.length > 0));

/** A scanner's text has an ID with some symbols misread. */
const MOST_MISREAD = 9;

function disagreementOn({ printed, linked, codes, isPictures }: PageReading): FileReading['disagreement'] {
  const named = printed.sound.length > 0 ? printed.sound : linked;
  const code = codes.find((id) => !named.includes(id));
  if (code === undefined) return null;
  const unsound = printed.unsound.filter((id) => !isPictures || differing(id, code) > MOST_MISREAD);
  const [first] = printed.sound.length > 0 ? printed.sound : [...unsound, ...linked];
  return first === undefined ? null : { printed: first, code };
}

const differing = (id: string, code: string): number =>
  [...code].filter((symbol, index) => symbol !== id[index]).length;

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
