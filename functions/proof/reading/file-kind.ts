/** What a file is by its first bytes, whatever its name says. */
export type FileKind = 'pdf' | 'archive' | 'picture' | 'other';

const HEADER = '%PDF-';
const HEADER_WITHIN = 1024;
/** Beginnings of archives: ZIP, gzip, 7z, RAR. */
const ARCHIVES = ['PK', '\x1f\x8b', '7z\xbc\xaf', 'Rar!'];
/** Names that documents of Word, Excel and LibreOffice, which are ZIP files, begin with. */
const OFFICE = /\[Content_Types\]\.xml|_rels\/\.rels|mimetypeapplication\/vnd\./;
/** Beginnings of pictures: PNG, JPEG, GIF, BMP, TIFF in both orders of bytes. */
const PICTURES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'BM', 'II*\0', 'MM\0*'];
/** Brands of the ISO container that phones take pictures in: HEIC, HEIF, AVIF. */
const PICTURE_BRAND = /^.{4}ftyp(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1|avif|avis)/s;
const WEBP = /^RIFF.{4}WEBP/s;

/** Returns what a file is. Of a PDF's header one byte may be wrong: the file is an altered one. */
export function fileKind(bytes: Uint8Array): FileKind {
  const start = latin1(bytes.subarray(0, HEADER_WITHIN));
  // An archive may store PDFs uncompressed, with their headers near its start.
  if (ARCHIVES.some((mark) => start.startsWith(mark))) return OFFICE.test(start) ? 'other' : 'archive';
  if (PICTURES.some((mark) => start.startsWith(mark)) || PICTURE_BRAND.test(start) || WEBP.test(start))
    return 'picture';
  const same = [...HEADER].filter((character, index) => start[index] === character).length;
  return same >= HEADER.length - 1 || start.includes(HEADER) ? 'pdf' : 'other';
}

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

/** Returns bytes as text, one character for each byte. */
export function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + CHUNK)));
  return parts.join('');
}

/** Arguments that a call can take on every browser. */
const CHUNK = 8192;
