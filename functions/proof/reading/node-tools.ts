import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule } from 'zxing-wasm/reader';
import type { PdfiumModule } from './pdf-engine.ts';
import { qrTexts } from './qr-codes.ts';
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
    return qrTexts(picture, thoroughly);
  },
  discard() {
    pdfium = undefined;
    codes = undefined;
  },
};

async function startCodeReader(): Promise<unknown> {
  const wasmBinary = await wasmOf('zxing-wasm/reader/zxing_reader.wasm');
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

async function wasmOf(specifier: string): Promise<ArrayBuffer> {
  const { buffer } = new Uint8Array(await readFile(createRequire(import.meta.url).resolve(specifier)));
  return buffer;
}
