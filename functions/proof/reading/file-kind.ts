/** What a file is by its first bytes, whatever its name says. */
export type FileKind = 'pdf' | 'archive' | 'picture' | 'message' | 'web_page' | 'other';

const HEADER = '%PDF-';
const HEADER_WITHIN = 1024;
/** Beginnings of archives: ZIP, gzip, 7z, RAR. */
const ARCHIVES = ['PK', '\x1f\x8b', '7z\xbc\xaf', 'Rar!'];
/** What TAR has behind the name of its first file; the file itself begins 255 bytes later. */
const TAR = { mark: 'ustar', at: 257 };
/** Names that documents of Word, Excel and LibreOffice, which are ZIP files, begin with. */
const OFFICE = /\[Content_Types\]\.xml|_rels\/\.rels|mimetypeapplication\/vnd\./;
/** Beginnings of pictures: PNG, JPEG, GIF, BMP, TIFF in both orders of bytes; JPEG 2000 and JPEG XL, in a box or bare. */
const PICTURES = [
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  'BM',
  'II*\0',
  'MM\0*',
  '\0\0\0\x0cjP  ',
  '\xff\x4f\xff\x51',
  '\0\0\0\x0cJXL ',
  '\xff\x0a',
];
/** Brands of the ISO container that phones take pictures in: HEIC, HEIF, AVIF. */
const PICTURE_BRAND = /^.{4}ftyp(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1|avif|avis)/s;
const WEBP = /^RIFF.{4}WEBP/s;
/** What an email begins with, as mail programs save one: fields, of which one is of emails alone. */
const MESSAGE =
  /^(?:From \S+@\S+ .*\r?\n[\w-]+:|(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){0,20}?(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|X-[\w-]+):)/i;
/** A container of Microsoft's, and a name within it that only messages of Outlook have, in UTF-16. */
const COMPOUND_FILE = '\xd0\xcf\x11\xe0';
const OUTLOOK_MESSAGE = [...'__substg1.0_'].join('\0');
const MESSAGE_WITHIN = 4 * 1024 * 1024;
/** HTML, also in UTF-16 with its zeros left out, and the forms in which browsers save a page with its pictures. */
const WEB_PAGE =
  /^[\xef\xbb\xbf\xfe\xff\s]*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i;
const SAVED_WEB_PAGE = /^Snapshot-Content-Location:|^From: .{0,3}Saved by |^bplist00.{0,8}WebMainResource/ims;

/** Returns what a file is. Of a PDF's header one byte may be wrong: the file is an altered one. */
export function fileKind(bytes: Uint8Array): FileKind {
  const start = latin1(bytes.subarray(0, HEADER_WITHIN));
  // An archive may store PDFs uncompressed, with their headers near its start.
  if (start.startsWith(TAR.mark, TAR.at)) return 'archive';
  if (ARCHIVES.some((mark) => start.startsWith(mark))) return OFFICE.test(start) ? 'other' : 'archive';
  if (PICTURES.some((mark) => start.startsWith(mark)) || PICTURE_BRAND.test(start) || WEBP.test(start))
    return 'picture';
  const same = [...HEADER].filter((character, index) => start[index] === character).length;
  // A viewer opens a PDF whatever stands before its header.
  if (same >= HEADER.length - 1 || start.includes(HEADER)) return 'pdf';
  if (WEB_PAGE.test(start.replaceAll('\0', '')) || SAVED_WEB_PAGE.test(start)) return 'web_page';
  return MESSAGE.test(start) || isOutlookMessage(bytes, start) ? 'message' : 'other';
}

const isOutlookMessage = (bytes: Uint8Array, start: string): boolean =>
  start.startsWith(COMPOUND_FILE) && latin1(bytes.subarray(0, MESSAGE_WITHIN)).includes(OUTLOOK_MESSAGE);

/** How PNG and JPEG begin and end. Phones write more behind the end of a JPEG. */
const PICTURE_ENDS = [
  ['\x89PNG', 'IEND'],
  ['\xff\xd8\xff', '\xff\xd9'],
] as const;
const END_WITHIN = 64 * 1024;

/** Returns whether a picture has lost its end on its way. */
export function isPictureCutOff(bytes: Uint8Array): boolean {
  const start = latin1(bytes.subarray(0, 4));
  const [, end] = PICTURE_ENDS.find(([mark]) => start.startsWith(mark)) ?? [];
  return end !== undefined && !latin1(bytes.subarray(-END_WITHIN)).includes(end);
}

/** Where the header of a PNG says which channels its pixels have, and the kinds with one for transparency. */
const [COLOUR_TYPE_AT, WITH_ALPHA] = [25, [4, 6]] as const;
/** The part of a PNG that makes some of its colours transparent; it stands before the pixels. */
const TRANSPARENT_COLOURS = 'tRNS';

/** Returns whether a picture is a PNG of which parts may be transparent. */
export function mayBeTransparent(bytes: Uint8Array): boolean {
  const start = latin1(bytes.subarray(0, END_WITHIN));
  if (!start.startsWith('\x89PNG')) return false;
  return WITH_ALPHA.some((type) => type === bytes[COLOUR_TYPE_AT]) || start.includes(TRANSPARENT_COLOURS);
}

/** Returns bytes as text, one character for each byte. */
export function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + CHUNK)));
  return parts.join('');
}

/** Arguments that a call can take on every browser. */
const CHUNK = 8192;
