import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { certificateSentence } from '../../functions/rendering/certificate/certificate-wording.ts';
import { issuerColumns } from '../../functions/rendering/certificate/issuer-columns.ts';
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { SIGNATURE, signatoryColumns } from '../../functions/rendering/certificate/signatory-columns.ts';
import { compileElement } from '../../functions/rendering/design/compile-element.ts';
import { compileLogo } from '../../functions/rendering/design/compile-logo.ts';
import { type DesignSource, readDesignSource } from '../../functions/rendering/design/design-source.ts';
import { designFolders } from '../../functions/rendering/design/publish.ts';
import { writeDocument } from '../../functions/rendering/document/document-writer.ts';
import { previewSnapshots } from '../../functions/rendering/preview/preview.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import {
  type Box,
  baselinesIn,
  fitPlacement,
  type TextPlacement,
} from '../../functions/rendering/text/text-placement.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { DRAWINGS } from '../../templates/designs/drawing/drawings.ts';
import { type Greymap, pixelsOf } from './greymap.ts';
import { fileOf, run, testWith } from './tools.ts';

const library = openFontLibrary(templatesDirectory());
const designs = designFolders(templatesDirectory()).map((folder) =>
  readDesignSource(templatesDirectory(), folder),
);

/** A line, rule, logo, seal or QR symbol on the page. */
interface Piece {
  readonly what: string;
  /** Edges of the ink; of a QR symbol, including its quiet zone. */
  readonly box: Box;
}

/** A text on the page. */
interface Text {
  readonly what: string;
  readonly placement: TextPlacement;
  readonly text: string;
}

/** Returns the texts of a certificate. */
function textsOf(source: DesignSource, snapshot: CertificateSnapshot): Text[] {
  const texts: Text[] = [];
  piecesOf(source, snapshot, (text) => texts.push(text));
  return texts;
}

/** Returns everything on the page of a certificate except its art, with the edges of its ink. */
function piecesOf(
  source: DesignSource,
  snapshot: CertificateSnapshot,
  onText?: (text: Text) => void,
): Piece[] {
  const pieces: Piece[] = [];
  const addText = (what: string, placement: TextPlacement, text: string) => {
    onText?.({ what, placement, text });
    const fitted = fitPlacement(library, placement, text);
    const { size, baselines } = baselinesIn(placement, fitted);
    fitted.lines.forEach((line, i) => {
      const { x, align } = placement;
      const [width, y] = [(line.width * size) / 1000, baselines[i] ?? 0];
      const left = align === 'centre' ? x - width / 2 : align === 'right' ? x - width : x;
      const [bottom, top] = [y + (line.inkBottom * size) / 1000, y + (line.inkTop * size) / 1000];
      pieces.push({ what, box: [left, bottom, left + width, top] });
    });
  };
  source.layout.elements.forEach((written, index) => {
    const element = compileElement(written, source);
    if (element.kind === 'text') {
      const text = certificateSentence(element.wording, snapshot, element.language);
      if (text !== null) addText(written.kind === 'text' ? written.id : '', element.placement, text);
    } else if (element.kind === 'signatories') {
      const signing = element.issuer === 'all' ? snapshot.issuers : [snapshot.issuers[element.issuer]];
      const people = signing.flatMap((issuer) => issuer?.signatories ?? []);
      signatoryColumns(element, people, library).forEach(({ name, title, rule }, i) => {
        const [left, y, right] = rule;
        // The room of the signature is above the line.
        if (element.rule)
          pieces.push({ what: `signature ${index}.${i}`, box: [left, y, right, y + SIGNATURE.height - 0.5] });
        addText(`signatory ${index}.${i}`, name.placement, name.text);
        addText(`title ${index}.${i}`, title.placement, title.text);
      });
    } else if (element.kind === 'issuers') {
      issuerColumns(element, snapshot.issuers).forEach(({ logo, name }, i) => {
        if (logo) pieces.push({ what: `logo ${index}.${i}`, box: logo });
        addText(`issuer ${index}.${i}`, name.placement, name.text);
      });
    } else if (element.kind === 'seal' || element.kind === 'qr' || element.kind === 'logo') {
      if (element.kind !== 'logo' || snapshot.issuers[element.issuer])
        pieces.push({ what: `${element.kind} ${index}`, box: element.box });
    }
  });
  return pieces;
}

/** Returns the distance between two boxes in points, in the direction in which they are further apart. */
function distanceBetween([left, bottom, right, top]: Box, [l, b, r, t]: Box): number {
  return Math.max(l - right, left - r, b - top, bottom - t);
}

/** Levels of grey by which an ornament may differ from the page, where texts are printed over it. */
const PALE_ORNAMENT = 32;
const PIXELS_PER_POINT = 2;

/** Returns the picture of a design's art. */
async function artOf({ art }: DesignSource): Promise<Greymap> {
  const { context, catalog } = compileLogo(art.svg, art.file);
  const bytes = await writeDocument(context, catalog, '0'.repeat(32));
  const resolution = `${72 * PIXELS_PER_POINT}`;
  return pixelsOf(run('pdftoppm', ['-gray', '-r', resolution, '-singlefile', fileOf(bytes)]));
}

/** Returns the difference between the lightest and the darkest pixel of the art in a box. */
function contrastIn({ width, height, grey }: Greymap, [left, bottom, right, top]: Box): number {
  const [x, y] = [Math.ceil(left * PIXELS_PER_POINT), Math.ceil(height - top * PIXELS_PER_POINT)];
  const rows = Array.from({ length: Math.floor(height - bottom * PIXELS_PER_POINT) - y }, (_, row) =>
    grey.subarray((y + row) * width + x, (y + row) * width + Math.floor(right * PIXELS_PER_POINT)),
  );
  const levels = rows.flatMap((row) => [...row]);
  return Math.max(...levels) - Math.min(...levels);
}

describe.each(designs.map((source) => [source.design, source] as const))('%s', (design, source) => {
  test('has no elements that touch, in any case of the gallery', () => {
    for (const { shows, snapshot } of previewSnapshots(design)) {
      const pieces = piecesOf(source, snapshot);
      expect(pieces.length).toBeGreaterThan(20);
      const near = pieces.flatMap((one, i) =>
        pieces
          .slice(i + 1)
          .filter(({ what, box }) => distanceBetween(one.box, box) < (what === one.what ? 0.3 : 0.5))
          .map(({ what, box }) => `${one.what} | ${what} | ${distanceBetween(one.box, box).toFixed(2)}`),
      );
      expect({ shows, near }).toEqual({ shows, near: [] });
    }
  });

  test('prints every text at a size that can be read, in any case of the gallery', () => {
    for (const { shows, snapshot } of previewSnapshots(design)) {
      const small = textsOf(source, snapshot).flatMap(({ what, placement, text }) => {
        const { size } = fitPlacement(library, placement, text);
        // Below its smallest comfortable size a name has two lines, still larger than the text around it.
        const smallest = what.startsWith('name.') ? 12 : placement.minimumSize;
        return size < smallest ? [`${what} ${size} < ${smallest}`] : [];
      });
      expect({ shows, small }).toEqual({ shows, small: [] });
    }
  });

  testWith('pdftoppm')(
    'has no text, signature or QR symbol on a line or an edge of its art, in any case of the gallery',
    async () => {
      const art = await artOf(source);
      for (const { shows, snapshot } of previewSnapshots(design)) {
        const crossed = piecesOf(source, snapshot).flatMap(({ what, box }) =>
          /^(?:logo|seal) /.test(what) || contrastIn(art, box) <= PALE_ORNAMENT ? [] : [what],
        );
        expect({ shows, crossed }).toEqual({ shows, crossed: [] });
      }
    },
  );

  testWith('pdftoppm')('has no ink within 7 mm of the edges of the page', async () => {
    const [example] = previewSnapshots(design);
    if (!example) throw new Error('no example');
    const bytes = await loadRenderer(templatesDirectory(), { library }).render(example.snapshot);
    // 254 dpi are ten pixels per millimetre.
    const page = pixelsOf(run('pdftoppm', ['-gray', '-r', '254', '-singlefile', fileOf(bytes)]));
    let inked = 0;
    for (let y = 0; y < page.height; y++) {
      for (let x = 0; x < page.width; x++) {
        const toEdge = Math.min(x, y, page.width - 1 - x, page.height - 1 - y);
        if (toEdge < 70 && (page.grey[y * page.width + x] ?? 0) < 250) inked++;
      }
    }
    expect(inked).toBe(0);
  });

  test('prints every text with a contrast of at least 4.5 to 1', () => {
    for (const [name, { colour }] of Object.entries(source.layout.styles)) {
      const background = name.startsWith('panel') ? PANEL : '#ffffff';
      const [light, dark] = [luminance(colour), luminance(background)].sort((a, b) => b - a) as [
        number,
        number,
      ];
      expect({ name, enough: (light + 0.05) / (dark + 0.05) >= 4.5 }).toEqual({ name, enough: true });
    }
  });
});

/** Colour of the panel in the art of `course`, on which the `panel` styles are printed. */
const PANEL = '#141f40';

/** Returns the relative luminance of a colour (WCAG 2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('the art of the panel has the colour that its contrast is computed with', () => {
  expect(readFileSync(join(templatesDirectory(), 'designs', 'course', 'art.svg'), 'utf8')).toContain(
    `fill="${PANEL}"`,
  );
});

test.each(Object.entries(DRAWINGS))('the art of %s is what its drawing draws', (design, draw) => {
  expect(readFileSync(join(templatesDirectory(), 'designs', design, 'art.svg'), 'utf8')).toBe(draw());
});
