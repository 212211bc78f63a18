import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { encode } from 'jpeg-js';

/** Pixels across: twice what an email shows, for screens with two pixels to a point. */
const WIDTH = 1088;
/** Text stays sharp, and a picture is some 150 KB. */
const QUALITY = 80;

let pdfium: Promise<PDFiumLibrary> | undefined;

/**
 * Returns the first page of a document as a JPEG picture. PDFium keeps its memory between pictures.
 *
 * @throws Error when PDFium can't read the document.
 */
export async function certificatePicture(pdf: Uint8Array): Promise<Uint8Array> {
  pdfium ??= startPdfium();
  const document = await (await pdfium).loadDocument(pdf);
  try {
    const page = document.getPage(0);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const { width, height, data } = await page.render({
      width: WIDTH,
      height: Math.round((WIDTH * originalHeight) / originalWidth),
      render: 'bitmap',
    });
    return encode({ width, height, data }, QUALITY).data;
  } finally {
    document.destroy();
  }
}

async function startPdfium(): Promise<PDFiumLibrary> {
  const { buffer } = new Uint8Array(await readFile(wasmPath()));
  return PDFiumLibrary.init({ wasmBinary: buffer });
}

/** Beside the bundle in Lambda, else in the installed package. */
function wasmPath(): string {
  const bundle = process.env.LAMBDA_TASK_ROOT;
  return bundle
    ? `${bundle}/pdfium.wasm`
    : createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm');
}
