import { expect, test } from '@jest/globals';
import { LEFT_OUT_STATES, type PrintRun } from '../../functions/domain/ports/print-run-renderer.ts';
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';
import { HARD_NAMES } from '../../functions/rendering/preview/gallery.ts';
import { openPrintRunRenderer } from '../../functions/rendering/print-run/render-print-run.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { shapeUnbroken, type TextPlacement } from '../../functions/rendering/text/text-placement.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { placedItems } from './extraction.ts';

const library = openFontLibrary(templatesDirectory());
const snapshot = exampleSnapshot('participation@1');
const NAMES = HARD_NAMES.filter(({ id }) => ['plain', 'full-tashkeel', 'hamza-seats'].includes(id));

/** Returns the text items of the list in front of a print run in Arabic. */
async function itemsOfList() {
  const [issuer] = loadIssuers(templatesDirectory()).values();
  if (!issuer) throw new Error('the sample has no issuer');
  const run: PrintRun = {
    batchId: 'BATCH',
    part: 1,
    parts: 1,
    language: 'ar',
    issuers: [issuer],
    readAt: '2025-08-20T09:00:00.000Z',
    certificates: NAMES.map(({ id, nameAr, nameEn }) => {
      const { certificateId, titleAr, titleEn } = snapshot;
      return { certificateId, opportunityId: 'OPP', titleAr, titleEn, volunteerId: id, nameAr, nameEn };
    }),
    leftOut: Object.fromEntries(LEFT_OUT_STATES.map((state) => [state, 0])) as PrintRun['leftOut'],
  };
  const renderer = loadRenderer(templatesDirectory(), { library });
  const documents = (async function* () {
    for (const _ of NAMES) yield await renderer.render(snapshot);
  })();
  const pieces: Uint8Array[] = [];
  const printing = openPrintRunRenderer(templatesDirectory(), library);
  for await (const piece of printing.printRun(run, documents)) pieces.push(piece);
  return placedItems(Buffer.concat(pieces));
}

test('the two names of a holder don’t touch on the list to tick', async () => {
  const items = await itemsOfList();
  for (const { nameAr, nameEn } of NAMES) {
    const below = items.find(({ text }) => text.normalize('NFC') === nameEn.normalize('NFC'));
    const above = items
      .filter(({ text, y }) => /[\u0620-\u06FF]{2}/.test(text) && y > (below?.y ?? 0))
      .toSorted((one, other) => one.y - other.y)[0];
    const upper = shapeUnbroken(library, placementOf('ar', 'plex-semibold'), nameAr);
    const lower = shapeUnbroken(library, placementOf('en', 'plex'), nameEn);
    const ink = (lower.inkTop * 7.4 - upper.inkBottom * 10) / 1000;
    expect((above?.y ?? 0) - (below?.y ?? 0)).toBeGreaterThan(ink);
  }
});

const placementOf = (language: 'ar' | 'en', face: string) => ({ language, face }) as TextPlacement;
