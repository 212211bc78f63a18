/**
 * The reader of files in the browser: a worker, so that the page stays responsive, a file that takes too long can be
 * given up, and only this script may compile WebAssembly. The WebAssembly is loaded when a file needs it.
 */
import pdfiumPath from '@hyzyla/pdfium/pdfium.wasm';
import { prepareZXingModule } from 'zxing-wasm/reader';
import zxingPath from 'zxing-wasm/reader/zxing_reader.wasm';
import { certificateIdIn } from '../domain/certificate/certificate-id-in-text.ts';
import { addressesIn } from '../proof/reading/named-ids.ts';
import type { PdfiumModule } from '../proof/reading/pdf-engine.ts';
import { qrTexts } from '../proof/reading/qr-codes.ts';
import { idsInBytes, type ReadingTools, readFile } from '../proof/reading/read-file.ts';
import { startPdfium } from '../proof/reading/start-pdfium.ts';
import type { ReaderAnswers, ReaderTask } from './reader-tasks.ts';

/** Most pixels of a picture that the browser decodes: a photograph of 12 megapixels is made smaller. */
const MOST_PIXELS = 8_000_000;

let pdfium: Promise<PdfiumModule> | undefined;
let codes: Promise<unknown> | undefined;

const TOOLS: ReadingTools = {
  pdfium() {
    pdfium ??= wasmOf(pdfiumPath).then(startPdfium);
    return pdfium;
  },
  async qrTexts(picture, thoroughly) {
    codes ??= wasmOf(zxingPath).then((wasmBinary) =>
      prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true }),
    );
    await codes;
    return qrTexts(picture, thoroughly, drawnOnWhite);
  },
  discard() {
    pdfium = undefined;
    codes = undefined;
  },
};

async function wasmOf(path: string): Promise<ArrayBuffer> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.arrayBuffer();
}

/** Returns a picture of any kind that this browser knows on white, HEIC among them on Apple's devices. */
async function drawnOnWhite(bytes: Uint8Array): Promise<ImageData | undefined> {
  try {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (bitmap.width * bitmap.height)));
    const [width, height] = [Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale)];
    const drawing = new OffscreenCanvas(width, height).getContext('2d');
    if (drawing) drawing.fillStyle = 'white';
    drawing?.fillRect(0, 0, width, height);
    drawing?.drawImage(bitmap, 0, 0, width, height);
    return drawing?.getImageData(0, 0, width, height);
  } catch {
    return undefined;
  }
}

async function answerTo(task: ReaderTask): Promise<ReaderAnswers[ReaderTask['task']]> {
  switch (task.task) {
    case 'names':
      return idsInBytes(task.bytes);
    case 'whole':
      return readFile(task.bytes, TOOLS);
    case 'codes':
      return certificatesIn((await TOOLS.qrTexts(task.image, false)) ?? []);
  }
}

const certificatesIn = (texts: readonly string[]): ReaderAnswers['codes'] =>
  texts.flatMap((text) => {
    const read = certificateIdIn(text);
    const [address = text] = addressesIn(text);
    return read.ok ? [{ certificateId: read.certificateId, address }] : [];
  });

addEventListener('message', ({ data }: MessageEvent<ReaderTask>) => {
  void answerTo(data).then(
    (answer) => postMessage({ answer }),
    () => postMessage({ failed: true }),
  );
});
