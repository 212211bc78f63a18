import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ApiClient } from '../../../functions/client/api-client.ts';
import { suspendCertificate } from '../../../functions/routes/lifecycle.ts';
import { chooseOwnLanguage } from '../../../functions/routes/links.ts';
import { expectSound } from '../../browser/sound-page.ts';
import { sharedCloud } from '../embedded-cloud.ts';
import { seePicture } from '../signed-in-page.ts';
import { importSmallCluster } from '../small-cluster.ts';
import { type CertificateLinks, certificateLinks } from './certificate-links.ts';

const INSTAGRAM =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0 Mobile Safari/537.36 Instagram 340.0';

let links: CertificateLinks;
beforeAll(async () => {
  links = await certificateLinks(await sharedCloud(), 'LINKPAGE', ['arabic', 'english', 'chooses']);
});
afterAll(() => links?.close());

describe('the link of an email', () => {
  test.each([
    ['arabic', 'ar', 'فتح الشهادة وتنزيلها', 'تنزيل الشهادة (PDF)'],
    ['english', 'en', 'Open and download the certificate', 'Download PDF'],
  ] as const)(
    'leads from the email to the PDF in two taps: %s',
    async (holder, language, button, download) => {
      await links.onPhone(language, async (page) => {
        const [email] = await links.emailsTo(holder);
        await page.goto(`${links.cloud.url}/_local/mailbox/${email?.emailId}`);
        const message = page.frameLocator('iframe');
        // The picture is inside the email: nothing was fetched for it.
        const width = await message
          .locator('img')
          .evaluate((image) => (image as HTMLImageElement).naturalWidth);
        expect(width).toBe(1088);
        await message.getByText(button).click();
        await page.locator('.card.issued').waitFor();
        await seePicture(
          page,
          language === 'ar' ? /^صورة الشهادة كما تُطبع/ : /^The certificate as it prints/,
        );
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: download }).click(),
        ]);
        expect(file.suggestedFilename().replace(/[-.]|pdf/g, '')).toBe(links.certificateOf(holder));
        await expectSound(page);
      });
    },
  );

  test('is in no address, storage or request line, and outlives a reload and a change of language', async () => {
    await links.onPhone('en', async (page) => {
      const requested: string[] = [];
      page.on('request', (request) =>
        requested.push(`${request.url()} ${JSON.stringify(request.headers())}`),
      );
      const token = await links.tokenOf('english');
      await page.goto(`${links.cloud.url}/my#${token}`);
      await page.locator('.card.issued').waitFor();
      expect(page.url()).toBe(`${links.cloud.url}/my`);
      await page.reload();
      await page.locator('.card.issued').waitFor();
      await page.getByRole('button', { name: 'العربية' }).click();
      await page.getByRole('heading', { name: 'فحص السكري في الأحياء' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'فحص السكري في الأحياء' }).waitFor();
      const stored = await page.evaluate(
        'JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])',
      );
      const secret = token.slice(18);
      expect(String(stored)).not.toContain(secret);
      // Of a request the fragment is told to its own page only, never to a server.
      expect(requested.filter((line) => line.replace(/#\S+/, '').includes(secret))).toEqual([]);
    });
  });

  test.each([
    ['ar', 'نسخ العنوان'],
    ['en', 'Copy the address'],
  ] as const)('leads out of an app that blocks downloads, with the link: %s', async (language, copy) => {
    const token = await links.tokenOf('english');
    const inApp = { userAgent: INSTAGRAM, permissions: ['clipboard-read', 'clipboard-write'] };
    await links.onPhone(
      language,
      async (page) => {
        await page.goto(`${links.cloud.url}/my#${token}`);
        await page.locator('.card.issued').waitFor();
        await expectSound(page);
        const address = await page.locator('.callout a.action').getAttribute('href');
        expect(address).toContain(`/my#${token}#Intent;`);
        await page.getByRole('button', { name: copy }).click();
        expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${links.cloud.url}/my#${token}`);
        // Where the app refuses to copy, the address is there to be copied by hand.
        await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("refused"))');
        await page.getByRole('button', { name: copy }).click();
        await page.getByText(`${links.cloud.url}/my#${token}`).waitFor();
        await expectSound(page);
      },
      inApp,
    );
  });

  test('opens that one certificate, and asks for signing in for everything else', async () => {
    await links.onPhone('en', async (page) => {
      await page.goto(`${links.cloud.url}/my#${await links.tokenOf('english')}`);
      expect(await page.locator('.card').count()).toBeLessThanOrEqual(1);
      await page.getByRole('button', { name: 'Sign in to see everything else' }).click();
      await page.locator('#email').fill(links.addressOf('english'));
      await page.locator('#email').press('Enter');
      await page.getByRole('tab', { name: 'Hours' }).waitFor();
    });
  });

  test('is not needed by a volunteer who has no certificate yet to choose the language of emails', async () => {
    const { cloud, coordinator } = links;
    const { volunteerIds } = await importSmallCluster(coordinator, cloud, { name: 'SPEAKS', volunteers: 1 });
    const token = await cloud.token('volunteer', { id: volunteerIds[0] ?? '' });
    const volunteer = new ApiClient({ baseUrl: cloud.url, token });
    expect(await volunteer.call(chooseOwnLanguage, { body: { language: 'en' } })).toEqual({ language: 'en' });
  });

  test('is the place where a holder chooses the language of emails', async () => {
    await links.onPhone('ar', async (page) => {
      await page.goto(`${links.cloud.url}/my#${await links.tokenOf('chooses')}`);
      await page.locator('.card.issued').waitFor();
      await Promise.all([
        page.waitForResponse((answer) => answer.url().endsWith('/my/certificate/language') && answer.ok()),
        page.getByRole('button', { name: 'English' }).click(),
      ]);
    });
    const path = { id: links.certificateOf('chooses') };
    await links.coordinator.call(suspendCertificate, { path, body: {} });
    const [email] = await links.notified('chooses', 2);
    expect(email?.subject).toBe('One of your volunteering certificates is suspended');
    expect(email?.text).not.toMatch(/[\u0600-\u06ff]/);
  });

  test.each([
    ['ar', 320],
    ['en', 320],
    ['ar', 1280],
    ['en', 1280],
  ] as const)('has no fault of accessibility in the dark, and fits: %s, %d px', async (language, width) => {
    const run = async (page: Page) => {
      await page.goto(`${links.cloud.url}/my#${await links.tokenOf('arabic')}`);
      await page.locator('.card.issued').waitFor();
      await expectSound(page);
      await page.goto('about:blank');
      await page.goto(`${links.cloud.url}/my#${links.certificateOf('arabic')}${'0'.repeat(32)}`);
      await page.locator('.callout.warn').waitFor();
      await expectSound(page);
    };
    await links.onPhone(language, run, { viewport: { width, height: 800 }, colorScheme: 'dark' });
  });

  test('says that there is no connection, and opens once there is one', async () => {
    await links.onPhone('en', async (page) => {
      const token = await links.tokenOf('english');
      await page.route('**/my/certificate', (route) => route.abort('internetdisconnected'));
      await page.goto(`${links.cloud.url}/my#${token}`);
      await page.getByText('The service can’t be reached just now.').waitFor({ timeout: 30_000 });
      await page.unroute('**/my/certificate');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.locator('.card.issued').waitFor();
    });
  });
});
