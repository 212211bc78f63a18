import { readFileSync } from 'node:fs';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient } from '../../functions/client/api-client.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { expectSound } from '../browser/sound-page.ts';
import { eventually } from '../local/eventually.ts';
import { startConsole } from './console-cluster.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, DESKTOP, PHONE, signIn } from './signed-in-page.ts';
import { importSmallCluster } from './small-cluster.ts';

/** Rows of a list before somebody asks for more. */
const FIRST_ROWS = 50;
const ID = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-\d\d/g;

let cloud: SharedCloud;
let browser: Browser;
let coordinator: ApiClient;

beforeAll(async () => {
  cloud = await sharedCloud();
  ({ coordinator, browser } = await startConsole(cloud));
}, 300_000);
afterAll(() => browser?.close());

/** Returns the IDs on each page of a print run, each once. */
async function idsOnPages(bytes: Buffer): Promise<string[][]> {
  const file = await (await PDFiumLibrary.init()).loadDocument(bytes);
  const pages = Array.from({ length: file.getPageCount() }, (_, page) => [
    ...new Set(file.getPage(page).getText().match(ID) ?? []),
  ]);
  file.destroy();
  return pages;
}

const TEXTS = {
  ar: {
    alternative: 'كما ستُطبع',
    printRun: 'جميعها في ملف واحد للطباعة',
    find: 'البحث عن شخص في هذه الدفعة',
    search: 'بحث',
    found: 'اختر من تريد عرضه',
    show: /^عرض شهادة .+ كما ستُطبع$/,
    close: 'إغلاق',
    everybody: 'عرض الجميع',
  },
  en: {
    alternative: 'as it will print',
    printRun: 'All in one file, to print',
    find: 'Find somebody in this batch',
    search: 'Find',
    found: 'Choose whom to show',
    show: /^Show how the certificate of .+ will print$/,
    close: 'Close',
    everybody: 'Show everybody',
  },
} as const;

/** Finds somebody in the dry run by name, looks at how the certificate will print, and goes back to everybody. */
async function lookAtOne(
  page: Page,
  { volunteerId, shown }: { readonly volunteerId: string; readonly shown: number },
  texts: (typeof TEXTS)[keyof typeof TEXTS],
): Promise<void> {
  const show = page.getByRole('button', { name: texts.show });
  await eventually(async () => (await show.count()) === shown);
  await page.getByLabel(texts.find).last().fill(volunteerId);
  await page.getByRole('button', { name: texts.search, exact: true }).click();
  const found = page.getByRole('list', { name: texts.found });
  await found.waitFor();
  await expectSound(page);
  await found.getByRole('button', { name: volunteerId }).click();
  await eventually(async () => (await show.count()) === 1);
  expect(await page.getByRole('row').filter({ has: show }).textContent()).toContain(volunteerId);
  await show.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('img', { name: texts.alternative }).waitFor();
  await expectSound(page);
  await dialog.getByRole('button', { name: texts.close }).click();
  await page.getByRole('button', { name: texts.everybody }).click();
  await eventually(async () => (await show.count()) === shown);
}

test.each([
  ['ar', PHONE, TEXTS.ar, 5],
  ['en', DESKTOP, TEXTS.en, 300],
] as const)(
  'a certificate is looked at before its issue, and all are printed after it: %s, %p',
  async (language, viewport, texts, eligible) => {
    const cluster = `CP${language.toUpperCase()}`;
    const { opportunityId } = await importSmallCluster(coordinator, cloud, {
      name: cluster,
      volunteers: eligible,
    });
    const body = { opportunityIds: [opportunityId], issuerId: 'rawabi-health-cluster', notify: false };
    const { batchId } = await coordinator.call(createBatch, { body: { ...body, dryRun: true } });
    await waitForBatch(coordinator, batchId);
    await asReader(
      browser,
      async ({ page }) => {
        page.setDefaultTimeout(120_000);
        await signIn(page, `${cloud.url}/console/batches/${batchId}`, 'coordinator@example.org', language);
        const picture = page.getByRole('img', { name: texts.alternative });
        await picture.waitFor();
        // It is a picture with the shape of the page, however narrow the screen.
        const { width, height } = (await picture.boundingBox()) ?? { width: 0, height: 1 };
        expect(width / height).toBeCloseTo(842 / 595, 1);
        await picture.scrollIntoViewIfNeeded();
        await expectSound(page);

        await lookAtOne(
          page,
          { volunteerId: `${cluster}-${eligible}`, shown: Math.min(eligible, FIRST_ROWS) },
          texts,
        );
        await coordinator.call(createBatch, { body: { confirms: batchId } });
        await waitForBatch(coordinator, batchId);
        const button = page.getByRole('button', { name: texts.printRun });
        await button.waitFor();
        await expectSound(page);
        const [saved] = await Promise.all([page.waitForEvent('download'), button.click()]);
        const pdf = readFileSync(await saved.path());
        expect(saved.suggestedFilename()).toBe(`tawtheeq-${batchId}-print-${language}-001.pdf`);
        // The list names each certificate once, and each has its page, in the order of the list.
        const pages = await idsOnPages(pdf);
        const listed = pages.slice(0, -eligible).flat();
        expect(new Set(listed).size).toBe(eligible);
        expect(pages.slice(-eligible)).toEqual(listed.map((id) => [id]));
      },
      { language, viewport },
    );
  },
  600_000,
);
