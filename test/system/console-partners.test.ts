import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import type { ApiClient } from '../../functions/client/api-client.ts';
import { putOpportunity } from '../../functions/routes/ledger.ts';
import { listPartnerships } from '../../functions/routes/partners.ts';
import { expectSound } from '../browser/sound-page.ts';
import { eventually } from '../local/eventually.ts';
import { startConsole } from './console-cluster.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, READERS, signIn } from './signed-in-page.ts';

const PARTNER = 'rawabi-municipality';

let cloud: SharedCloud;
let browser: Browser;
let coordinator: ApiClient;
let address: string;

beforeAll(async () => {
  cloud = await sharedCloud();
  address = `${cloud.url}/console`;
  ({ coordinator, browser } = await startConsole(cloud));
});
afterAll(() => browser?.close());

/** Types a day into the field for days, segment by segment. */
async function typeDay(form: Locator, digits: string): Promise<void> {
  await form.getByRole('spinbutton').first().click();
  await form.page().keyboard.type(digits);
}

describe('a joint opportunity in the console', () => {
  test.each(READERS)(
    'is accepted by the partner’s own approver, and the acceptance withdrawn: %s, %p',
    async (language, viewport) => {
      const title = { ar: 'حملة التشجير المشتركة', en: 'Joint Beach Cleaning' }[language];
      const opportunityId = `CONSOLE-JOINT-${language}`;
      await coordinator.call(putOpportunity, {
        path: { id: opportunityId },
        body: {
          issuerId: 'rawabi-health-cluster',
          titleAr: language === 'ar' ? title : 'حملة تنظيف الشاطئ',
          titleEn: language === 'en' ? title : 'Joint Tree Planting',
          track: 'support',
          startsOn: '2025-02-01',
          endsOn: '2025-03-31',
          requiredMinutes: 600,
          partnerIds: [PARTNER],
        },
      });
      const state = async () =>
        (await coordinator.call(listPartnerships, { query: { partner: PARTNER, limit: 200 } })).items.find(
          ({ opportunity }) => opportunity.opportunityId === opportunityId,
        )?.state;
      const texts = {
        ar: { accept: 'قبولها كما هي', withdraw: 'سحب القبول', confirm: 'نعم، اسحب القبول' },
        en: { accept: 'Accept as it is', withdraw: 'Withdraw the acceptance', confirm: 'Yes, withdraw' },
      }[language];
      await asReader(
        browser,
        async ({ page }) => {
          await signIn(page, `${address}/partners`, 'partner@example.org', language);
          const joint = page.locator('article', { hasText: title });
          await joint.waitFor();
          await expectSound(page);
          await typeDay(joint, '31122099');
          await page.reload();
          await joint.waitFor();
          await joint.getByRole('button', { name: texts.accept }).click();
          await eventually(async () => ((await state()) === 'accepted' ? true : undefined));
          await joint.getByRole('button', { name: texts.withdraw }).click();
          await page.getByRole('button', { name: texts.confirm }).click();
          await eventually(async () => ((await state()) === 'withdrawn' ? true : undefined));
        },
        { language, viewport },
      );
    },
  );
});

describe('a report in the console', () => {
  test.each(READERS)(
    'shows the figures of a period to whoever may only read: %s, %p',
    async (language, viewport) => {
      await asReader(
        browser,
        async ({ page }) => {
          await signIn(page, `${address}/reports`, 'auditor@example.org', language);
          for (const [field, day] of ['01012025', '31122025'].entries()) {
            await page.locator('.day-input').nth(field).getByRole('spinbutton').first().click();
            await page.keyboard.type(day);
          }
          await page.getByRole('button', { name: language === 'ar' ? 'عرض' : 'Show', exact: true }).click();
          await page.locator('.bars').first().waitFor();
          expect(await page.locator('.bars').first().getByRole('row').count()).toBe(4);
          // The line that says whether the tracks add up.
          const line = await page.locator('.reconciliation').first().textContent();
          expect(line).toMatch(/^[٠-٩\d٬,]+ \p{L}.* = [٠-٩\d٬,]*[١-٩1-9][٠-٩\d٬,]*$/u);
          await expectSound(page);
          await page.emulateMedia({ media: 'print' });
          expect(await page.getByRole('button').count()).toBe(0);
          expect(await page.locator('form').isVisible()).toBe(false);
          expect(await page.locator('.bars').first().isVisible()).toBe(true);
          await page.emulateMedia({ media: 'screen' });
          const [download] = await Promise.all([
            page.waitForEvent('download'),
            page.getByRole('button', { name: 'CSV' }).click(),
          ]);
          expect(download.suggestedFilename()).toMatch(/^report-2025-01-01-.*\.csv$/);
        },
        { language, viewport },
      );
    },
  );
});
