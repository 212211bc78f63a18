import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { appointSampleStaff } from '../../infra/local/sample-staff.ts';
import { startChromium } from '../browser/chromium.ts';
import { expectSound } from '../browser/sound-page.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, PHONE, signInButton, typeAddress } from './signed-in-page.ts';
import { addressOf, importSmallCluster } from './small-cluster.ts';

const CLUSTER = 'SIGNIN';
/** Somebody of the sample who works for one issuer. */
const MEMBER = 'partner@example.org';

let cloud: SharedCloud;
let browser: Browser;
let ids: readonly string[];

beforeAll(async () => {
  cloud = await sharedCloud();
  const api = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  ({ volunteerIds: ids } = await importSmallCluster(api, cloud, { name: CLUSTER, volunteers: 1 }));
  await appointSampleStaff(cloud);
  browser = await startChromium();
});
afterAll(() => browser?.close());

async function openSignIn(page: Page): Promise<void> {
  await page.goto(`${cloud.url}/my`);
  await signInButton(page).click();
  await page.locator('#email').waitFor();
}

describe('the sign-in page of the embedded cloud', () => {
  test('lists who works for the issuers with what they may do, and some volunteers', async () => {
    await asReader(browser, async ({ page }) => {
      await openSignIn(page);
      const staff = page.getByRole('button', { name: MEMBER });
      const said = await staff.textContent();
      for (const part of ['Rania Khalid Alshehri', 'معتمِد', 'أمانة الروابي']) expect(said).toContain(part);
      expect(await page.getByRole('button', { name: /^متطوع|example\.org/ }).count()).toBeGreaterThan(1);
      await expectSound(page);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
    });
  });

  test('lists somebody who works for several issuers once, with the roles of each', async () => {
    await asReader(browser, async ({ page }) => {
      await openSignIn(page);
      const buttons = page.getByRole('button', { name: /\sadministrator@example\.org/ });
      const said = await buttons.allTextContents();
      expect(said).toHaveLength(1);
      for (const issuer of ['تجمع الروابي الصحي', 'أمانة الروابي']) expect(said[0]).toContain(issuer);
    });
  });

  test('finds a volunteer by ID, and says where there is none', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await openSignIn(page);
        await typeAddress(page, 'NO-SUCH-ID');
        await page
          .getByRole('alert')
          .getByText(/no volunteer with an address has this ID/)
          .waitFor();
        await typeAddress(page, ids[0] ?? '');
        await page.locator('.account').waitFor();
        expect(await page.locator('.account').textContent()).toContain(addressOf(ids[0] ?? ''));
      },
      { viewport: PHONE },
    );
  });

  test('lets somebody be chosen with one press', async () => {
    await asReader(browser, async ({ page }) => {
      await openSignIn(page);
      await page.getByRole('button', { name: MEMBER }).click();
      await page.locator('.account').getByText(MEMBER).waitFor();
    });
  });
});
