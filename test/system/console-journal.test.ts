import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { listPeople } from '../../functions/routes/supervision.ts';
import { expectSound } from '../browser/sound-page.ts';
import { startConsole } from './console-cluster.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, DESKTOP, PHONE, signIn } from './signed-in-page.ts';

const ISSUER = 'rawabi-health-cluster';

let cloud: SharedCloud;
let browser: Browser;

beforeAll(async () => {
  cloud = await sharedCloud();
  ({ browser } = await startConsole(cloud));
});
afterAll(() => browser?.close());

describe('the journal in the console', () => {
  test.each([
    ['ar', PHONE, 'عرض قائمة المنسوبين', 'تم'],
    ['en', DESKTOP, 'listed people', 'done'],
  ] as const)(
    'shows an auditor what was done on a day, each act once: %s, %p',
    async (language, viewport, act, done) => {
      const token = await cloud.token('administrator', { id: `journal-${language}`, issuers: [ISSUER] });
      await new ApiClient({ baseUrl: cloud.url, token }).call(listPeople, { query: { issuer: ISSUER } });
      await asReader(
        browser,
        async ({ page }) => {
          await signIn(page, `${cloud.url}/console/journal`, 'auditor@example.org', language);
          const row = page.getByRole('row', { name: new RegExp(act) }).first();
          await row.waitFor();
          expect(await row.textContent()).toContain(done);
          await expectSound(page);
        },
        { language, viewport },
      );
    },
  );

  test('is no section for whoever is no auditor', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, `${cloud.url}/console/journal`, 'coordinator@example.org', 'en');
        await page.getByRole('heading', { name: 'There is no such page here' }).waitFor();
      },
      { language: 'en', viewport: DESKTOP },
    );
  });
});
