import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { LANGUAGES } from '../../functions/domain/wording/language.ts';
import { claimCertificate } from '../../functions/routes/issuing.ts';
import { startChromium } from '../browser/chromium.ts';
import { expectSound } from '../browser/sound-page.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, signIn } from './signed-in-page.ts';
import { addressOf, importSmallCluster } from './small-cluster.ts';

const CLUSTER = 'NONETWORK';

let cloud: SharedCloud;
let browser: Browser;
let volunteerId: string;

beforeAll(async () => {
  cloud = await sharedCloud();
  const coordinator = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  const { volunteerIds } = await importSmallCluster(coordinator, cloud, { name: CLUSTER, volunteers: 1 });
  volunteerId = volunteerIds[0] ?? '';
  const token = await cloud.token('volunteer', { id: volunteerId });
  const volunteer = new ApiClient({ baseUrl: cloud.url, token });
  await volunteer.call(claimCertificate, { body: { opportunityId: `${CLUSTER}-OP` } });
  browser = await startChromium();
});
afterAll(() => browser?.close());

const addressOfHolder = () => addressOf(volunteerId);

const SENTENCES = {
  ar: {
    noConnection: 'لا يوجد اتصال الآن، ولم يتمّ شيء.',
    loading: 'لحظات من فضلك …',
    serviceUnreachable: 'تعذّر الوصول إلى الخدمة الآن.',
    again: 'إعادة المحاولة',
    download: 'تنزيل الشهادة (PDF)',
    certificates: 'الشهادات',
    hours: 'الساعات',
    details: 'بياناتي',
    qr: 'رمز الاستجابة السريعة',
  },
  en: {
    noConnection: 'There is no connection just now, and nothing was done.',
    loading: 'One moment …',
    serviceUnreachable: 'The service can’t be reached just now.',
    again: 'Try again',
    download: 'Download PDF',
    certificates: 'Certificates',
    hours: 'Hours',
    details: 'My details',
    qr: 'QR code',
  },
};

describe.each(LANGUAGES)('at /my, told in %s', (language) => {
  const says = SENTENCES[language];

  test('the network is gone during a download: the page stays, and the next try succeeds', async () => {
    await asReader(
      browser,
      async ({ page, context }) => {
        await signIn(page, `${cloud.url}/my`, addressOfHolder(), language);
        const button = page.getByRole('button', { name: says.download });
        await button.waitFor();
        await context.setOffline(true);
        await button.click();
        await page.getByText(says.noConnection).waitFor();
        await expectSound(page);
        await context.setOffline(false);
        // Gone after the address of the file came, and then the store refuses.
        const file = /\/documents\/[^/]+\.pdf\?/;
        await page.route(file, (route) => route.abort());
        await button.click();
        await page.getByText(says.serviceUnreachable).waitFor();
        await page.unroute(file);
        await page.route(file, (route) =>
          route.fulfill({ status: 403, headers: { 'access-control-allow-origin': '*' } }),
        );
        await button.click();
        await page.getByText(says.serviceUnreachable).waitFor();
        expect(new URL(page.url()).pathname).toBe('/my');
        await page.unroute(file);
        const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
        expect(await download.failure()).toBeNull();
        expect(download.suggestedFilename()).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{2,4}){4}\.pdf$/);
      },
      { language },
    );
  });

  test('a tab and a dialogue don’t arrive: the page stays, and trying again brings them', async () => {
    await asReader(
      browser,
      async ({ page, context }) => {
        const parts = /\/assets\/(?:hours-list|qr-code)\./;
        await page.route(parts, (route) => route.abort());
        const ahead = page.waitForResponse(/\/assets\/details\./);
        await signIn(page, `${cloud.url}/my`, addressOfHolder(), language);
        // Until what it imports is there too.
        await page.evaluate(`import('${(await ahead).url()}').then(() => undefined)`);
        await context.setOffline(true);
        await page.getByRole('button', { name: says.qr }).click();
        await page.getByRole('dialog').getByText(says.noConnection).waitFor();
        await expectSound(page);
        await page.keyboard.press('Escape');
        await page.getByRole('tab', { name: says.hours }).click();
        await page.getByText(says.noConnection).waitFor();
        await expectSound(page);
        // Without a connection a reload would leave nothing.
        await page.getByRole('button', { name: says.again }).click();
        await page.getByText(says.noConnection).waitFor();
        // What has arrived ahead opens all the same.
        await page.getByRole('tab', { name: says.details }).click();
        await page.getByText('Noura Salem Alharbi').first().waitFor();
        await page.getByRole('tab', { name: says.hours }).click();
        await context.setOffline(false);
        await page.unroute(parts);
        await page.getByRole('button', { name: says.again }).click();
        await page.locator('.meter').first().waitFor();
        await page.getByRole('tab', { name: says.certificates }).click();
        await page.getByRole('button', { name: says.qr }).click();
        await page.getByRole('dialog').getByRole('img', { name: says.qr }).waitFor();
      },
      { language },
    );
  });

  test('a deployment has taken a script away: trying again loads the page anew', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        const taken = /\/assets\/volunteering\./;
        await page.route(taken, (route) => route.fulfill({ status: 404 }));
        await signIn(page, `${cloud.url}/my`, addressOfHolder(), language);
        await page.getByText(says.serviceUnreachable).waitFor();
        await expectSound(page);
        await page.unroute(taken);
        await page.getByRole('button', { name: says.again }).click();
        await page.locator('.card.issued').waitFor();
      },
      { language },
    );
  });

  test('the list is late, and then can’t be read: it says so, and the next try succeeds', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        const isLooked = Promise.withResolvers<void>();
        await page.route(`${cloud.url}/me/certificates`, (route) =>
          isLooked.promise.then(() => route.fulfill({ status: 502 })),
        );
        await signIn(page, `${cloud.url}/my`, addressOfHolder(), language);
        await page.getByText(says.loading).waitFor();
        await expectSound(page);
        isLooked.resolve();
        await page.getByText(says.serviceUnreachable).waitFor();
        await expectSound(page);
        await page.unroute(`${cloud.url}/me/certificates`);
        await page.getByRole('button', { name: says.again }).click();
        await page.locator('.card.issued').waitFor();
      },
      { language },
    );
  });
});
