import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { sentenceFor } from '../../functions/rendering/certificate/certificate-wording.ts';
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { signatoryColumns } from '../../functions/rendering/certificate/signatory-columns.ts';
import { compileElement } from '../../functions/rendering/design/compile-element.ts';
import { type DesignSource, readDesignSource } from '../../functions/rendering/design/design-source.ts';
import { designFolders } from '../../functions/rendering/design/publish.ts';
import { openFontLibrary } from '../../functions/rendering/fonts/font-library.ts';
import { previewSnapshots } from '../../functions/rendering/preview/preview.ts';
import {
  type Box,
  baselinesIn,
  fitPlacement,
  type TextPlacement,
} from '../../functions/rendering/text/text-placement.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { pixelsOf } from './greymap.ts';
import { fileOf, run, testWith } from './tools.ts';

const library = openFontLibrary(templatesDirectory());
const designs = designFolders(templatesDirectory()).map((folder) =>
  readDesignSource(templatesDirectory(), folder),
);

interface Piece {
  readonly what: string;
  /** Edges of its ink; of a QR symbol with its quiet zone. */
  readonly box: Box;
}

/** Everything that stands on a certificate's page but its art, with the edges of its ink. */
function piecesOf(source: DesignSource, snapshot: CertificateSnapshot): Piece[] {
  const pieces: Piece[] = [];
  const set = (what: string, placement: TextPlacement, text: string) => {
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
      const text = sentenceFor(element.wording, snapshot, element.language);
      if (text !== null) set(written.kind === 'text' ? written.id : '', element.placement, text);
    } else if (element.kind === 'signatories') {
      const whose = element.issuer === 'all' ? snapshot.issuers : [snapshot.issuers[element.issuer]];
      const people = whose.flatMap((issuer) => issuer?.signatories ?? []);
      signatoryColumns(element, people).forEach(({ name, title, rule }, i) => {
        if (element.rule) pieces.push({ what: `rule ${index}.${i}`, box: rule });
        set(`signatory ${index}.${i}`, name.placement, name.text);
        set(`title ${index}.${i}`, title.placement, title.text);
      });
    } else if (element.kind === 'seal' || element.kind === 'qr' || element.kind === 'logo') {
      if (element.kind !== 'logo' || snapshot.issuers[element.issuer])
        pieces.push({ what: `${element.kind} ${index}`, box: element.box });
    }
  });
  return pieces;
}

/** Points of white between two boxes, in the direction in which they are further apart. */
function whiteBetween([left, bottom, right, top]: Box, [l, b, r, t]: Box): number {
  return Math.max(l - right, left - r, b - top, bottom - t);
}

describe.each(designs.map((source) => [source.design, source] as const))('%s', (design, source) => {
  test('lets nothing touch, whatever stands on it', () => {
    for (const { shows, snapshot } of previewSnapshots(design)) {
      const pieces = piecesOf(source, snapshot);
      expect(pieces.length).toBeGreaterThan(20);
      const near = pieces.flatMap((one, i) =>
        pieces
          .slice(i + 1)
          .filter(({ what, box }) => whiteBetween(one.box, box) < (what === one.what ? 0.3 : 0.5))
          .map(({ what, box }) => `${one.what} | ${what} | ${whiteBetween(one.box, box).toFixed(2)}`),
      );
      expect({ shows, near }).toEqual({ shows, near: [] });
    }
  }, 60_000);

  testWith('pdftoppm')(
    'keeps 7 mm to the edges of the sheet free of ink',
    () => {
      const [example] = previewSnapshots(design);
      if (!example) throw new Error('no example');
      const bytes = loadRenderer(templatesDirectory(), { library }).render(example.snapshot);
      // Ten pixels to a millimetre.
      const page = pixelsOf(run('pdftoppm', ['-gray', '-r', '254', '-singlefile', fileOf(bytes)]));
      let inked = 0;
      for (let y = 0; y < page.height; y++) {
        for (let x = 0; x < page.width; x++) {
          const toEdge = Math.min(x, y, page.width - 1 - x, page.height - 1 - y);
          if (toEdge < 70 && (page.grey[y * page.width + x] ?? 0) < 250) inked++;
        }
      }
      expect(inked).toBe(0);
    },
    60_000,
  );

  test('prints every text in a colour that is read easily', () => {
    for (const [name, { colour }] of Object.entries(source.layout.styles)) {
      const ground = name.startsWith('panel') ? PANEL : '#ffffff';
      const [light, dark] = [luminance(colour), luminance(ground)].sort((a, b) => b - a) as [number, number];
      expect({ name, enough: (light + 0.05) / (dark + 0.05) >= 4.5 }).toEqual({ name, enough: true });
    }
  });
});

/** The ground that the drawing of `course` puts under the styles of its panel. */
const PANEL = '#141f40';

/** Relative luminance as WCAG defines it. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('the panel is drawn in the colour that its texts are read on', () => {
  expect(readFileSync(join(templatesDirectory(), 'designs', 'course', 'art.svg'), 'utf8')).toContain(
    `fill="${PANEL}"`,
  );
});
