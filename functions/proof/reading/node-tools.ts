import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFDocument } from 'pdf-lib';
import { prepareZXingModule } from 'zxing-wasm/reader';
import { mayBeTransparent } from './file-kind.ts';
import { openPdf, type PdfiumModule } from './pdf-engine.ts';
import { imageDataOf, qrTexts } from './qr-codes.ts';
import type { ReadingTools } from './read-file.ts';
import { startPdfium } from './start-pdfium.ts';

let pdfium: Promise<PdfiumModule> | undefined;
let codes: Promise<unknown> | undefined;

/** Reads files in Node, with the WebAssembly of the installed packages. */
export const NODE_TOOLS: ReadingTools = {
  pdfium() {
    pdfium ??= wasmOf('@hyzyla/pdfium/pdfium.wasm').then(startPdfium);
    return pdfium;
  },
  async qrTexts(picture, thoroughly) {
    codes ??= startCodeReader();
    await codes;
    return qrTexts(picture, thoroughly, drawnOnWhite);
  },
  discard() {
    pdfium = undefined;
    codes = undefined;
  },
};

/** Most pixels of a picture that is drawn here: what phones and scanners make. */
const MOST_PIXELS = 24_000_000;
const [PNG_WIDTH_AT, PNG_HEIGHT_AT] = [16, 20];

/** Returns a transparent PNG on white, drawn as the page of a PDF; undefined for other pictures and larger ones. */
async function drawnOnWhite(picture: Uint8Array): Promise<ImageData | undefined> {
  if (!mayBeTransparent(picture)) return undefined;
  const pdf = await pdfOf(Buffer.from(picture));
  if (pdf === undefined) return undefined;
  const document = openPdf(await NODE_TOOLS.pdfium(), pdf.bytes);
  if (document === 'protected' || document === 'unreadable') return undefined;
  try {
    const pixels = document.page(0)?.draw(pdf.longerSide);
    return pixels && imageDataOf(pixels);
  } finally {
    document.close();
  }
}

/** Returns a PDF of which a PNG is the page, a point for each pixel; undefined where it can't be decoded. */
async function pdfOf(png: Buffer): Promise<{ bytes: Uint8Array; longerSide: number } | undefined> {
  const [width, height] = [png.readUInt32BE(PNG_WIDTH_AT), png.readUInt32BE(PNG_HEIGHT_AT)];
  if (width * height > MOST_PIXELS) return undefined;
  const pdf = await PDFDocument.create();
  try {
    pdf.addPage([width, height]).drawImage(await pdf.embedPng(png), { width, height });
  } catch {
    return undefined;
  }
  return { bytes: await pdf.save(), longerSide: Math.max(width, height) };
}

async function startCodeReader(): Promise<unknown> {
  const wasmBinary = await wasmOf('zxing-wasm/reader/zxing_reader.wasm');
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

async function wasmOf(specifier: string): Promise<ArrayBuffer> {
  const { buffer } = new Uint8Array(await readFile(createRequire(import.meta.url).resolve(specifier)));
  return buffer;
}
