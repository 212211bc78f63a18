import { ColorSpace, Document, Matrix, Pixmap } from 'mupdf';

/** Grey pixels of a picture, one byte each. */
interface Grey {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => number;
}

/** A way in which a paper becomes a picture: its name and what makes the picture of a document. */
export type Photograph = readonly [name: string, take: (document: Uint8Array) => Uint8Array];

// A global is slow to look up in the context of a test, and every pixel needs them.
const { abs, max, min, round } = Math;
const WHITE = 255;
/** Dots an inch of an unscaled page. */
const POINTS = 72;

/** Draws the first page, turned by some degrees. */
function paper(document: Uint8Array, dotsPerInch: number, degrees = 0): Grey {
  const page = Document.openDocument(document, 'application/pdf').loadPage(0);
  const scale = dotsPerInch / POINTS;
  const matrix = Matrix.concat(Matrix.rotate(degrees), Matrix.scale(scale, scale));
  const pixmap = page.toPixmap(matrix, ColorSpace.DeviceGray, false);
  const [width, height, stride] = [pixmap.getWidth(), pixmap.getHeight(), pixmap.getStride()];
  const pixels = pixmap.getPixels().slice();
  const at = (x: number, y: number) => {
    const [column, row] = [round(x), round(y)];
    const inside = column >= 0 && row >= 0 && column < width && row < height;
    return inside ? (pixels[row * stride + column] ?? WHITE) : WHITE;
  };
  return { width, height, at };
}

/** Returns a picture of which each pixel is computed from the paper. */
function changed({ width, height }: Grey, pixel: (x: number, y: number) => number): Pixmap {
  const pixmap = new Pixmap(ColorSpace.DeviceGray, [0, 0, width, height], false);
  const pixels = pixmap.getPixels();
  const stride = pixmap.getStride();
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) pixels[y * stride + x] = pixel(x, y);
  return pixmap;
}

const asIs = (from: Grey): Pixmap => changed(from, from.at);
const blackAndWhite = (from: Grey): Pixmap => changed(from, (x, y) => (from.at(x, y) < 150 ? 0 : WHITE));

/**
 * A paper that was folded twice, across its QR code: a shadow along each fold, and the part behind one of them moved and
 * darker.
 */
const folded = (from: Grey): Pixmap =>
  changed(from, (x, y) => {
    const [foldX, foldY] = [from.width * 0.14, from.height * 0.75];
    const behind = y > foldY;
    const shadow = min(abs(y - foldY), abs(x - foldX));
    const light = from.at(x + (behind ? 1 : 0), y) * (behind ? 0.85 : 1);
    return light * min(1, 0.6 + shadow / 40);
  });

/** A paper that lies before the camera: `depth` is by how much its far edge is shorter. */
const inPerspective = (from: Grey, depth: number, dim = 1): Pixmap =>
  changed(from, (x, y) => {
    const far = 1 - y / from.height;
    const width = 1 - depth * far;
    const column = (x - from.width / 2) / width + from.width / 2;
    const row = from.height * (y / from.height) * (1 + depth * far * 0.5);
    return from.at(column, row) * (1 - (1 - dim) * (x / from.width));
  });

/** A dim picture with the grain of a small sensor. The grain is the same in every run. */
const grainy = (from: Grey): Pixmap =>
  changed(from, (x, y) => {
    const grain = (((x * 7919 + y * 104_729) ^ (x * y)) % 41) - 20;
    return max(0, min(WHITE, 60 + from.at(x, y) * 0.45 + grain));
  });

/** Returns a paper as ink on nothing: black pixels, the less opaque the paler they are on paper. */
export function inkAlone(document: Uint8Array, colours: ColorSpace): Uint8Array {
  const { width, height, at } = paper(document, 150);
  const pixmap = new Pixmap(colours, [0, 0, width, height], true);
  const [pixels, stride, channels] = [pixmap.getPixels(), pixmap.getStride(), pixmap.getNumberOfComponents()];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const pixel = y * stride + x * channels;
      pixels.fill(0, pixel, pixel + channels);
      pixels[pixel + channels - 1] = WHITE - at(x, y);
    }
  return pixmap.asPNG();
}

/** Fifteen ways from paper to picture. */
export const PHOTOGRAPHS: readonly Photograph[] = [
  ['300 dpi', (document) => asIs(paper(document, 300)).asPNG()],
  ['200 dpi', (document) => asIs(paper(document, 200)).asPNG()],
  ['150 dpi', (document) => asIs(paper(document, 150)).asPNG()],
  ['100 dpi', (document) => asIs(paper(document, 100)).asPNG()],
  ['black and white, 200 dpi', (document) => blackAndWhite(paper(document, 200)).asPNG()],
  ['black and white, 150 dpi', (document) => blackAndWhite(paper(document, 150)).asPNG()],
  ['JPEG at 30 %, 200 dpi', (document) => asIs(paper(document, 200)).asJPEG(30)],
  ['JPEG at 30 %, 100 dpi', (document) => asIs(paper(document, 100)).asJPEG(30)],
  ['turned by 7°', (document) => asIs(paper(document, 150, 7)).asJPEG(60)],
  ['turned by 90°', (document) => asIs(paper(document, 150, 90)).asJPEG(60)],
  ['upside down, grainy', (document) => grainy(paper(document, 150, 180)).asJPEG(60)],
  ['folded', (document) => folded(paper(document, 150)).asJPEG(60)],
  ['in perspective', (document) => inPerspective(paper(document, 200), 0.2).asJPEG(60)],
  ['in strong perspective', (document) => inPerspective(paper(document, 200, 4), 0.35).asJPEG(60)],
  ['in perspective and dim', (document) => inPerspective(paper(document, 150, -5), 0.25, 0.4).asJPEG(50)],
];
