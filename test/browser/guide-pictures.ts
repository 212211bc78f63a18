/**
 * Takes the pictures of the README and of the coordinator's guide, of the sample in a cloud of its own:
 * `node test/browser/guide-pictures.ts`
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { certificatePicture } from '../../functions/rendering/picture/certificate-picture.ts';
import { createBatch, listBatchItems } from '../../functions/routes/batches.ts';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { importSample } from '../../infra/local/sample-cluster.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { startChromium } from './chromium.ts';

const IMAGES = join(import.meta.dirname, '..', '..', 'docs', 'images');
const ISSUER = 'rawabi-health-cluster';
const PATIENCE_MS = 120_000;
const DESK: BrowserContextOptions = { viewport: { width: 1100, height: 760 } };
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };

/** A file with two mistakes. */
const HOURS = `entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by
RW-H-2001,RW-0002,RW-OP-01,2025-03-05,6,approved,coordinator-1
RW-H-2002,RW-0003,RW-OP-01,30/02/2025,6,approved,coordinator-1
RW-H-2003,RW-9999,RW-OP-01,2025-03-05,6,approved,coordinator-1
`;

const data = mkdtempSync(join(tmpdir(), 'guide-pictures-'));
const cloud = await startEmbeddedCloud({ assembly: synthesized(), data, inMemory: true });
const browser = await startChromium();
try {
  await importSample(cloud, console.error);
  const api = new ApiClient({
    baseUrl: cloud.url,
    token: await cloud.token('coordinator', { id: 'coordinator@example.org' }),
  });
  const body = { issuerId: ISSUER, from: '2025-01-01', to: '2025-12-31', dryRun: true };
  const { batchId } = await api.call(createBatch, { body });
  await waitForBatch(api, batchId);

  await atPage('coordinator', '/console/imports', async (page) => {
    const file = { name: 'hours.csv', mimeType: 'text/csv', buffer: Buffer.from(HOURS) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('مرفوض').first().waitFor();
    await take(page, 'console-import');
  });
  await atPage('supervisor', '/console/hours', async (page) => {
    await page.getByRole('table').waitFor();
    await take(page, 'console-hours');
  });
  await atPage('coordinator', '/console', async (page) => {
    await page.getByText(/معاين/).first().waitFor();
    await page.getByText('لحظات من فضلك').waitFor({ state: 'detached' });
    await take(page, 'console-home');
  });
  await atPage('coordinator', `/console/batches/${batchId}`, async (page) => {
    await page.getByRole('table').waitFor();
    await page.getByText('جارٍ رسم الشهادة').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'الأسماء ونتائجها' }).evaluate((list) => list.scrollIntoView());
    await take(page, 'console-dry-run');
    await page
      .getByRole('button', { name: /^عرض شهادة/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('img').waitFor();
    await take(page, 'console-preview');
  });

  const issued = await api.call(createBatch, { body: { confirms: batchId, notify: false } });
  await waitForBatch(api, issued.batchId);
  await atPage('coordinator', `/console/batches/${issued.batchId}`, async (page) => {
    const button = page.getByRole('button', { name: 'جميعها في ملف واحد للطباعة' });
    const [saved] = await Promise.all([page.waitForEvent('download'), button.click()]);
    const list = await certificatePicture(readFileSync(await saved.path()));
    writeFileSync(join(IMAGES, 'print-run.jpg'), list);
    await page.getByRole('link', { name: 'قائمة التسليم' }).click();
    await page.getByRole('table').waitFor();
    await take(page, 'console-hand-out');
  });
  const { items } = await api.call(listBatchItems, {
    path: { id: issued.batchId },
    query: { outcome: 'issued' },
  });
  await take(await openPage(`/verify/${items[0]?.certificateId}`, PHONE), 'verify');
  await atPage(
    'rw-0001',
    '/my',
    async (page) => {
      await page.getByRole('button', { name: 'تنزيل الشهادة' }).first().waitFor();
      await page.locator('.certificate-picture img').first().waitFor();
      await take(page, 'my');
    },
    PHONE,
  );
} finally {
  await browser.close();
  await cloud.stop();
  rmSync(data, { recursive: true, force: true });
}

/** Opens a page in Arabic that asks for no account. */
async function openPage(path: string, screen: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ ...screen, locale: 'ar-SA' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(cloud.url + path);
  return page;
}

/** Opens a page in Arabic as one of the sample's people. */
async function atPage(
  who: string,
  path: string,
  act: (page: Page) => Promise<void>,
  screen = DESK,
): Promise<void> {
  const page = await openPage(path, screen);
  await page.getByRole('button', { name: 'تسجيل الدخول', exact: true }).click();
  await page.locator('#email').fill(`${who}@example.org`);
  await page.locator('#email').press('Enter');
  await page.locator('.account').waitFor();
  await act(page);
  await page.context().close();
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
}
