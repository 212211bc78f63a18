import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from 'playwright-core';
import { PREVIEW_IDS } from '../verification/preview.ts';
import { linesBegunByMarks, overflowOf, overlapsOn } from './page-layout.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.stop());

const ADDRESSES = [
  '/',
  '/verify',
  '/verify/list',
  '/nothing',
  ...Object.values(PREVIEW_IDS).map((id) => `/verify/${id}`),
];
/** Widths at which other words end a line each time. */
const WIDTHS = [320, 340, 360, 390, 414, 480, 560, 700, 900, 1280];

async function withPage(run: (page: Page) => Promise<void>): Promise<void> {
  const context = await site.browser.newContext({ bypassCSP: true });
  try {
    await run(await context.newPage());
  } finally {
    await context.close();
  }
}

describe.each(['ar', 'en'])('every page in %s', (lang) => {
  test('begins no line with a comma or another closing mark, at any width', async () => {
    await withPage(async (page) => {
      for (const address of ADDRESSES) {
        await page.goto(`${site.base}${address}?lang=${lang}`);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          expect([address, width, await linesBegunByMarks(page)]).toEqual([address, width, []]);
        }
      }
    });
  });

  test('fits 320 px with text twice as large, and nothing lies on anything', async () => {
    await withPage(async (page) => {
      await page.setViewportSize({ width: 320, height: 640 });
      for (const address of ADDRESSES) {
        await page.goto(`${site.base}${address}?lang=${lang}`);
        for (const size of ['100%', '200%']) {
          await page.evaluate(`document.documentElement.style.fontSize = '${size}'`);
          const found = { address, size, wider: await overflowOf(page), overlaps: await overlapsOn(page) };
          expect(found).toEqual({ address, size, wider: 0, overlaps: [] });
        }
      }
    });
  });
});

describe.each(['ar', 'en'])('the answers about a list in %s', (lang) => {
  test.each([360, 1280])('are counted in a few lines, and have each ID on one: %d px', async (width) => {
    await withPage(async (page) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${site.base}/verify/list?lang=${lang}`);
      await page.locator('textarea').fill([...Object.values(PREVIEW_IDS), 'nothing'].join('\n'));
      await page.locator('button[value=page]').click();
      await page.locator('.counts').waitFor();
      const heights = (selector: string) =>
        page.locator(selector).evaluateAll((found) => found.map((one) => one.getBoundingClientRect().height));
      expect(Math.max(...(await heights('.counts li')))).toBeLessThan(40);
      expect(Math.max(...(await heights('td .id')))).toBeLessThan(30);
      const found = {
        wider: await overflowOf(page),
        overlaps: await overlapsOn(page),
        marks: await linesBegunByMarks(page),
      };
      expect(found).toEqual({ wider: 0, overlaps: [], marks: [] });
    });
  });
});

describe.each([
  ['ar', 'نورة عبدالله البيشي', 'الاسم مطابق'],
  ['en', 'Noura Abdullah Al-Bish', 'The name doesn’t match'],
])('a page on which a name was compared in %s', (lang, name, outcome) => {
  test('keeps the name within its quotation marks at any width', async () => {
    await withPage(async (page) => {
      await page.goto(`${site.base}/verify/${PREVIEW_IDS.valid}?lang=${lang}`);
      await page.locator('#name').fill(name);
      await page.locator('form:has(#name) button').click();
      await page.getByText(outcome).first().waitFor();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        expect([width, await linesBegunByMarks(page)]).toEqual([width, []]);
        expect([width, await overflowOf(page)]).toEqual([width, 0]);
      }
    });
  });
});

test('finds what it looks for where it is', async () => {
  await withPage(async (page) => {
    await page.setContent(
      '<p style="width:4em">Checked <b style="display:inline-block">at noon</b>, today</p>' +
        '<p style="position:absolute;top:0">Above</p><p style="position:absolute;top:2px">all</p>',
    );
    expect(await linesBegunByMarks(page)).toEqual(['n⏎, today']);
    expect(await overlapsOn(page)).toContain('Above / all');
  });
});

/** The size of each paper in points. */
const PAPERS = [
  ['A4', [595, 842]],
  ['Letter', [612, 792]],
] as const;
/** Points that printers leave white at each edge. */
const EDGE = 14;
const HEADING_POINTS = 15.75;

interface PrintedText {
  readonly text: string;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

async function printedPages(bytes: Uint8Array): Promise<{ size: number[]; texts: PrintedText[] }[]> {
  const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const page = await document.getPage(index + 1);
      const { items } = await page.getTextContent();
      const texts = items.flatMap((item) =>
        'str' in item && item.str.trim() !== ''
          ? [
              {
                text: item.str,
                size: item.height,
                left: item.transform[4],
                right: item.transform[4] + item.width,
                bottom: item.transform[5],
              },
            ]
          : [],
      );
      return { size: page.view.slice(2).map(Math.round), texts };
    }),
  );
  await document.destroy();
  return pages;
}

describe.each(PAPERS)('printed on %s', (format, size) => {
  test.each([
    ['ar', 'with margins', '10mm'],
    ['ar', 'without margins', '0'],
    ['en', 'with margins', '10mm'],
    ['en', 'without margins', '0'],
  ])('in %s %s, the answer has its full size and is whole', async (lang, _, margin) => {
    await withPage(async (page) => {
      for (const id of [PREVIEW_IDS.valid, PREVIEW_IDS.full, PREVIEW_IDS.revoked]) {
        await page.goto(`${site.base}/verify/${id}?lang=${lang}`);
        const margins = { top: margin, right: margin, bottom: margin, left: margin };
        const pages = await printedPages(await page.pdf({ format, margin: margins, printBackground: false }));
        expect(pages.length).toBeLessThanOrEqual(2);
        const texts = pages.flatMap((printed) => printed.texts);
        // The zero of Arabic digits is enlarged.
        const others = texts.filter(({ text }) => !/^[٠\s]+$/.test(text));
        expect(Math.max(...others.map(({ size }) => size))).toBeCloseTo(HEADING_POINTS, 1);
        for (const printed of pages) {
          for (const [side, points] of size.entries())
            expect(Math.abs((printed.size[side] ?? 0) - points)).toBeLessThan(2);
          for (const { text, left, right, bottom } of printed.texts) {
            const inside =
              left >= EDGE && right <= size[0] - EDGE && bottom >= EDGE && bottom <= size[1] - EDGE;
            expect([text, left, right, bottom, inside]).toEqual([text, left, right, bottom, true]);
          }
        }
        const shown = texts.map(({ text }) => text).join('');
        expect(shown).toContain(id.slice(0, 4));
        expect(shown).toContain('https://verify.example.org/verify');
        // Nobody opens a closed text on paper. Arabic comes in visual order out of a PDF.
        expect(shown).not.toContain('What these words mean');
      }
    });
  });
});
