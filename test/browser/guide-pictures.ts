/**
 * Takes the pictures of the newer sections in the coordinator's guide, of the sample in a cloud of its own:
 * `node test/browser/guide-pictures.ts`
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { certificatePicture } from '../../functions/rendering/picture/certificate-picture.ts';
import { createBatch, listBatches } from '../../functions/routes/batches.ts';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { loadSample } from '../../infra/local/sample-cluster.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { importSmallCluster } from '../system/small-cluster.ts';
import { startChromium } from './chromium.ts';

const IMAGES = join(import.meta.dirname, '..', '..', 'docs', 'images');
const ISSUER = 'rawabi-health-cluster';
const PATIENCE_MS = 120_000;

const data = mkdtempSync(join(tmpdir(), 'guide-pictures-'));
const cloud = await startEmbeddedCloud({ assembly: synthesized(), data, inMemory: true });
const browser = await startChromium();
try {
  await loadSample(cloud, console.error);
  const api = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  const { items: batches } = await api.call(listBatches, { query: { issuer: ISSUER } });
  const { opportunityId } = await importSmallCluster(api, cloud, { name: 'RW-NEW', volunteers: 8 });
  const body = { opportunityIds: [opportunityId], issuerId: ISSUER, dryRun: true };
  const { batchId } = await api.call(createBatch, { body });
  await waitForBatch(api, batchId);

  await atPage('supervisor', '/hours', async (page) => {
    await page.getByRole('table').waitFor();
    await page.screenshot({ path: join(IMAGES, 'console-hours.png') });
  });
  await atPage('coordinator', `/batches/${batchId}`, async (page) => {
    await page
      .getByRole('button', { name: /^عرض شهادة/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('img').waitFor();
    await page.screenshot({ path: join(IMAGES, 'console-preview.png') });
  });
  await atPage('coordinator', `/batches/${batches[0]?.batchId}`, async (page) => {
    const button = page.getByRole('button', { name: 'جميعها في ملف واحد للطباعة' });
    const [saved] = await Promise.all([page.waitForEvent('download'), button.click()]);
    const list = await certificatePicture(readFileSync(await saved.path()));
    writeFileSync(join(IMAGES, 'print-run.jpg'), list);
  });
} finally {
  await browser.close();
  await cloud.stop();
  rmSync(data, { recursive: true, force: true });
}

/** Opens a page of the console in Arabic as one of the sample's people. */
async function atPage(who: string, path: string, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 760 }, locale: 'ar-SA' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${cloud.url}/console${path}`);
  await page.getByRole('button', { name: 'تسجيل الدخول', exact: true }).click();
  await page.locator('#email').fill(`${who}@example.org`);
  await page.locator('#email').press('Enter');
  await page.locator('.account').waitFor();
  await act(page);
  await context.close();
}
