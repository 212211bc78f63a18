import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { handOutLink } from '../../../functions/routes/lifecycle.ts';
import { openLink } from '../../../functions/routes/links.ts';
import { expectSound } from '../../browser/sound-page.ts';
import { sharedCloud } from '../embedded-cloud.ts';
import { type CertificateLinks, certificateLinks, refusalOf } from './certificate-links.ts';

let links: CertificateLinks;
beforeAll(async () => {
  links = await certificateLinks(await sharedCloud(), 'LINKFACTS', ['asked'], {
    issuerId: 'nakheel-health-cluster',
    birthDate: '1990-05-17',
  });
});
afterAll(() => links?.close());

describe('a link that asks for two facts', () => {
  test('opens with both, in either calendar and any digits, and is used up after five wrong tries', async () => {
    const volunteerId = links.volunteerOf('asked');
    const token = await links.tokenOf('asked');
    await links.onPhone('ar', async (page) => {
      await page.goto(`${links.cloud.url}/my#${token}`);
      await page.getByLabel('رقم المتطوع').fill(volunteerId.toLowerCase());
      await page.getByLabel('سنة الميلاد').fill('١٩٨٩');
      await expectSound(page);
      await page.getByRole('button', { name: 'فتح الشهادة' }).click();
      await page.getByText('المحاولات الباقية: ٤').waitFor();
      await page.getByLabel('سنة الميلاد').fill('١٤١٠');
      await page.getByRole('button', { name: 'فتح الشهادة' }).click();
      await page.locator('.card.issued').waitFor();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'تنزيل الشهادة (PDF)' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/\.pdf$/);
    });
    const wrong = { token, facts: { volunteerId, birthYear: '1991' } };
    for (const triesLeft of [4, 3, 2, 1])
      expect(await links.stranger.call(openLink, { body: wrong })).toMatchObject({ triesLeft });
    await links.onPhone('ar', async (page) => {
      await page.goto(`${links.cloud.url}/my#${token}`);
      await page.getByLabel('رقم المتطوع').fill(volunteerId);
      await page.getByLabel('سنة الميلاد').fill('١٩٩١');
      await page.getByRole('button', { name: 'فتح الشهادة' }).click();
      await page.getByText('لم يعد هذا الرابط يفتح شيئًا').waitFor();
      await expectSound(page);
    });
    const right = { token, facts: { volunteerId, birthYear: '1990' } };
    expect(await refusalOf(links.stranger.call(openLink, { body: right }))).toMatch(/^404 NOT_FOUND/);
  });

  test('is handed out by a coordinator for a holder without an address', async () => {
    const path = { id: links.certificateOf('asked') };
    const link = await links.coordinator.call(handOutLink, { path });
    expect(link.asks).toEqual(['volunteerId', 'birthYear']);
    const token = link.url.split('#')[1] ?? '';
    const answer = await links.stranger.call(openLink, { body: { token } });
    expect(answer).toEqual({ result: 'factsAsked', facts: link.asks, triesLeft: null });
    const qr = await links.coordinator.text(handOutLink, 'image/svg+xml', { path });
    expect(qr).toMatch(/^<svg /);
  });
});
