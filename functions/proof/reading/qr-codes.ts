import { type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { mayBeTransparent } from './file-kind.ts';
import type { GreyPixels } from './pdf-engine.ts';

const MOST_CODES = 20;
/** How zxing-wasm says that bytes are no picture of a kind that it knows. */
const NOT_DECODED = 'Failed to load image from memory';
const BASIC: ReaderOptions = { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: MOST_CODES };
/** Further ways to tell black from white, for pictures in which the first finds no code. */
const HARDER: readonly ReaderOptions[] = [
  { ...BASIC, binarizer: 'GlobalHistogram' },
  { ...BASIC, tryDenoise: true },
];

/**
 * Returns the texts of the QR codes in a picture, given as the bytes of a PNG or JPEG or as pixels; undefined when it
 * can't be decoded. `drawnOnWhite` decodes what this can't: other kinds of pictures, and transparency, of which the reader
 * of codes sees the colours alone. Whoever calls it has told zxing-wasm where its WebAssembly is: otherwise it fetches it
 * from a third party.
 */
export async function qrTexts(
  picture: Uint8Array | ImageData,
  thoroughly: boolean,
  drawnOnWhite: (picture: Uint8Array) => Promise<ImageData | undefined>,
): Promise<string[] | undefined> {
  const texts = await textsOf(picture, thoroughly);
  if (!(picture instanceof Uint8Array)) return texts;
  if (texts !== undefined && (texts.length > 0 || !mayBeTransparent(picture))) return texts;
  const image = await drawnOnWhite(picture);
  return image === undefined ? texts : textsOf(image, thoroughly);
}

async function textsOf(picture: Uint8Array | ImageData, thoroughly: boolean): Promise<string[] | undefined> {
  for (const options of thoroughly ? [BASIC, ...HARDER] : [BASIC]) {
    const codes = await readBarcodes(picture, options);
    if (codes.some(({ error }) => error === NOT_DECODED)) return undefined;
    const texts = codes.filter(({ isValid }) => isValid).map(({ text }) => text);
    if (texts.length > 0) return [...new Set(texts)];
  }
  return [];
}

/** Returns grey pixels as image data, as the reader of codes takes them. */
export function imageDataOf({ width, height, data }: GreyPixels): ImageData {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let index = 0; index < data.length; index += 1) {
    const grey = data[index] ?? 0;
    rgba.fill(grey, index * 4, index * 4 + 3);
    rgba[index * 4 + 3] = 255;
  }
  // Node has no class for image data; the reader of codes uses these fields only.
  return { width, height, data: rgba, colorSpace: 'srgb' } as ImageData;
}
