/**
 * Reads the pages and attachments of a PDF with PDFium, compiled to WebAssembly: it opens what other programs wrote
 * (object streams, several revisions, encryption without a password) and draws pages, so that codes are read where a
 * person sees them.
 */

/** Grey pixels, one byte each, row by row. */
export interface GreyPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** One page of an open document. */
export interface PdfPage {
  readonly text: string;
  /** Addresses of its links. */
  readonly links: readonly string[];
  /** It consists of pictures, and of text, as a scanner recognised it, or none. */
  readonly isPictures: boolean;
  /** Draws the page with at most so many pixels on its longer side. */
  draw(longerSide: number): GreyPixels;
}

/** A document that PDFium opened. `close` frees it; its pages can't be read afterwards. */
export interface OpenPdf {
  readonly pageCount: number;
  page(index: number): PdfPage | undefined;
  /** Contents of the files attached under this name, none larger than `atMost` bytes. */
  attachments(name: string, atMost: number): Uint8Array[];
  close(): void;
}

/** The functions of PDFium's WebAssembly module that this module calls. Pointers are numbers, 0 is null. */
export interface PdfiumModule {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  _FPDF_InitLibrary(): void;
  _FPDF_LoadMemDocument(bytes: number, length: number, password: number): number;
  _FPDF_GetLastError(): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidthF(page: number): number;
  _FPDF_GetPageHeightF(page: number): number;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, buffer: number, stride: number): number;
  _FPDFBitmap_FillRect(
    bitmap: number,
    x: number,
    y: number,
    width: number,
    height: number,
    colour: number,
  ): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    x: number,
    y: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetText(text: number, start: number, count: number, buffer: number): number;
  _FPDFLink_Enumerate(page: number, position: number, link: number): number;
  _FPDFLink_GetAction(link: number): number;
  _FPDFAction_GetURIPath(document: number, action: number, buffer: number, bytes: number): number;
  _FPDFDoc_GetAttachmentCount(document: number): number;
  _FPDFDoc_GetAttachment(document: number, index: number): number;
  _FPDFAttachment_GetName(attachment: number, buffer: number, bytes: number): number;
  _FPDFAttachment_GetFile(attachment: number, buffer: number, bytes: number, length: number): number;
}

/** `FPDF_ERR_PASSWORD` and `FPDF_ERR_SECURITY`. */
const PROTECTED = [4, 5];
const GREY = 1;
const WHITE = 0xffffffff;
/** `FPDF_ANNOT | FPDF_GRAYSCALE`: a code may be stamped on as an annotation. */
const DRAW_FLAGS = 0x01 | 0x08;
/** `FPDF_PAGEOBJ_TEXT` and `FPDF_PAGEOBJ_IMAGE`. */
const [TEXT, IMAGE] = [1, 3];
const MOST_LINKS = 1000;
const MOST_ATTACHMENTS = 50;
const POINTER_BYTES = 4;

/** Opens a PDF. Returns `protected` where it needs a password, `unreadable` where PDFium can't open it. */
export function openPdf(pdfium: PdfiumModule, bytes: Uint8Array): OpenPdf | 'protected' | 'unreadable' {
  const copy = allocated(pdfium, bytes.length);
  pdfium.HEAPU8.set(bytes, copy);
  const document = pdfium._FPDF_LoadMemDocument(copy, bytes.length, 0);
  if (document === 0) {
    pdfium._free(copy);
    return PROTECTED.includes(pdfium._FPDF_GetLastError()) ? 'protected' : 'unreadable';
  }
  return {
    pageCount: pdfium._FPDF_GetPageCount(document),
    page: (index) => readPage(pdfium, document, index),
    attachments: (name, atMost) => attachmentsOf(pdfium, document, name, atMost),
    close() {
      pdfium._FPDF_CloseDocument(document);
      pdfium._free(copy);
    },
  };
}

function readPage(pdfium: PdfiumModule, document: number, index: number): PdfPage | undefined {
  const onPage = <T>(read: (page: number) => T): T | undefined => {
    const page = pdfium._FPDF_LoadPage(document, index);
    if (page === 0) return undefined;
    try {
      return read(page);
    } finally {
      pdfium._FPDF_ClosePage(page);
    }
  };
  return onPage((page) => ({
    text: textOf(pdfium, page),
    links: linksOf(pdfium, document, page),
    isPictures: isPictures(pdfium, page),
    draw: (longerSide) => onPage((again) => drawn(pdfium, again, longerSide)) ?? NOTHING,
  }));
}

const NOTHING: GreyPixels = { width: 0, height: 0, data: new Uint8Array() };

function textOf(pdfium: PdfiumModule, page: number): string {
  const text = pdfium._FPDFText_LoadPage(page);
  if (text === 0) return '';
  try {
    const count = pdfium._FPDFText_CountChars(text);
    if (count <= 0) return '';
    return withBuffer(pdfium, (count + 1) * 2, (buffer) => {
      const written = pdfium._FPDFText_GetText(text, 0, count, buffer);
      return utf16(pdfium, buffer, (written - 1) * 2);
    });
  } finally {
    pdfium._FPDFText_ClosePage(text);
  }
}

function linksOf(pdfium: PdfiumModule, document: number, page: number): string[] {
  const links: string[] = [];
  withBuffer(pdfium, POINTER_BYTES * 2, (address) => {
    const [position, link] = [address, address + POINTER_BYTES];
    pdfium.HEAPU8.fill(0, address, address + POINTER_BYTES * 2);
    while (links.length < MOST_LINKS && pdfium._FPDFLink_Enumerate(page, position, link) !== 0) {
      const action = pdfium._FPDFLink_GetAction(number32(pdfium, link));
      const length = action === 0 ? 0 : pdfium._FPDFAction_GetURIPath(document, action, 0, 0);
      if (length <= 1) continue;
      links.push(
        withBuffer(pdfium, length, (buffer) => {
          pdfium._FPDFAction_GetURIPath(document, action, buffer, length);
          return new TextDecoder().decode(pdfium.HEAPU8.slice(buffer, buffer + length - 1));
        }),
      );
    }
  });
  return links;
}

function isPictures(pdfium: PdfiumModule, page: number): boolean {
  const types = Array.from({ length: pdfium._FPDFPage_CountObjects(page) }, (_, index) =>
    pdfium._FPDFPageObj_GetType(pdfium._FPDFPage_GetObject(page, index)),
  );
  return types.includes(IMAGE) && types.every((type) => type === IMAGE || type === TEXT);
}

function drawn(pdfium: PdfiumModule, page: number, longerSide: number): GreyPixels {
  const [pageWidth, pageHeight] = [pdfium._FPDF_GetPageWidthF(page), pdfium._FPDF_GetPageHeightF(page)];
  const scale = longerSide / Math.max(pageWidth, pageHeight, 1);
  const width = Math.max(1, Math.round(pageWidth * scale));
  const height = Math.max(1, Math.round(pageHeight * scale));
  return withBuffer(pdfium, width * height, (buffer) => {
    const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, GREY, buffer, width);
    if (bitmap === 0) return NOTHING;
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, DRAW_FLAGS);
    pdfium._FPDFBitmap_Destroy(bitmap);
    return { width, height, data: pdfium.HEAPU8.slice(buffer, buffer + width * height) };
  });
}

function attachmentsOf(pdfium: PdfiumModule, document: number, wanted: string, atMost: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  const count = Math.min(pdfium._FPDFDoc_GetAttachmentCount(document), MOST_ATTACHMENTS);
  for (let index = 0; index < count; index += 1) {
    const attachment = pdfium._FPDFDoc_GetAttachment(document, index);
    if (attachment === 0 || nameOf(pdfium, attachment) !== wanted) continue;
    const content = withBuffer(pdfium, POINTER_BYTES, (length) => {
      const known = pdfium._FPDFAttachment_GetFile(attachment, 0, 0, length) !== 0;
      const bytes = number32(pdfium, length);
      if (!known || bytes === 0 || bytes > atMost) return undefined;
      return withBuffer(pdfium, bytes, (buffer) => {
        pdfium._FPDFAttachment_GetFile(attachment, buffer, bytes, length);
        return pdfium.HEAPU8.slice(buffer, buffer + bytes);
      });
    });
    if (content !== undefined) found.push(content);
  }
  return found;
}

function nameOf(pdfium: PdfiumModule, attachment: number): string {
  const length = pdfium._FPDFAttachment_GetName(attachment, 0, 0);
  if (length <= 2) return '';
  return withBuffer(pdfium, length, (buffer) => {
    pdfium._FPDFAttachment_GetName(attachment, buffer, length);
    return utf16(pdfium, buffer, length - 2);
  });
}

/** Calls `use` with the address of a buffer in PDFium's memory, which is freed afterwards. */
function withBuffer<T>(pdfium: PdfiumModule, bytes: number, use: (buffer: number) => T): T {
  const buffer = allocated(pdfium, bytes);
  try {
    return use(buffer);
  } finally {
    pdfium._free(buffer);
  }
}

/** Returns the address of new memory of PDFium. @throws RangeError when there is none */
function allocated(pdfium: PdfiumModule, bytes: number): number {
  const address = pdfium._malloc(bytes);
  if (address === 0) throw new RangeError('PDFium has no memory left');
  return address;
}

const utf16 = (pdfium: PdfiumModule, start: number, bytes: number): string =>
  new TextDecoder('utf-16le').decode(pdfium.HEAPU8.slice(start, start + Math.max(0, bytes)));

const number32 = ({ HEAPU8 }: PdfiumModule, address: number): number =>
  new DataView(HEAPU8.buffer).getUint32(address, true);
