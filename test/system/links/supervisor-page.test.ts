import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import * as approvals from '../../../functions/routes/approvals.ts';
import { startChromium } from '../../browser/chromium.ts';
import { expectSound } from '../../browser/sound-page.ts';
import { asReader } from '../signed-in-page.ts';
import { type ApprovalLinks, approvalLinks, shiftsOf } from './approval-links.ts';

let links: ApprovalLinks;
let browser: Browser;
beforeAll(async () => {
  links = await approvalLinks();
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
  await links?.stop();
});

/** Opens a link on a phone. Fails on any error that the browser reports. */
const onPhone = (address: string, language: 'ar' | 'en', run: (page: Page) => Promise<void>) =>
  asReader(
    browser,
    async ({ page }) => {
      await page.goto(address);
      await run(page);
    },
    { language },
  );

describe('a supervisor with a phone and a link', () => {
  test('sees in Arabic who was there, shift by shift, approves some and rejects others with a reason', async () => {
    await links.record('LINKAR');
    const { address, email, request, token } = await links.ask({ opportunityId: 'LINKAR' });
    expect(email?.to).toEqual(['amal@example.org']);
    expect(JSON.stringify(request)).not.toContain(token.split('.')[1]);
    await onPhone(address, 'ar', async (page) => {
      await page.getByRole('heading', { name: 'هل حضر هؤلاء؟' }).waitFor();
      expect(await page.locator('label.shift:not(.whole-day)').allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringMatching(/نورة سالم الحربي[\s\S]*٨:٠٠|٠٨:٠٠[\s\S]*٦ ساعات/)]),
      );
      expect(await page.locator('input:checked').count()).toBe(0);
      await expectSound(page);
      await page.getByLabel('فترات اليوم كلها').first().check();
      await page.getByText('المحدَّد: فترتان').waitFor();
      await page.getByRole('button', { name: 'اعتماد', exact: true }).click();
      await page.getByText('اعتُمد: فترتان').waitFor();
      await page.getByRole('button', { name: 'تحديد الكل' }).click();
      await page.getByRole('button', { name: 'رفض', exact: true }).click();
      await expectSound(page);
      await page.getByRole('button', { name: 'رفض: فترتان' }).click();
      await page.getByText('اكتب السبب من فضلك.').waitFor();
      await page.getByRole('textbox').fill('لم يُفتتح الموقع في ذلك اليوم');
      await page.getByRole('button', { name: 'رفض: فترتان' }).click();
      await page.getByRole('heading', { name: 'اكتمل البتّ في جميع الفترات' }).waitFor();
      await expectSound(page);
      // A second opening says so, and shows the decision.
      await page.reload();
      await page.getByRole('heading', { name: 'اكتمل البتّ في جميع الفترات' }).waitFor();
      expect(await page.locator('.shift.approved').count()).toBe(2);
      expect(await page.locator('.shift.rejected').first().textContent()).toContain('لم يُفتتح الموقع');
    });
    const shown = await (await links.as('coordinator')).call(approvals.getApprovalRequest, {
      path: { id: request.requestId },
    });
    expect([shown.state, shown.shifts.map(({ standing }) => standing)]).toEqual([
      'decided',
      ['approved', 'approved', 'rejected', 'rejected'],
    ]);
    expect(shown.shifts.at(-1)?.reason).toBe('لم يُفتتح الموقع في ذلك اليوم');
  });

  test('is told in English which shifts changed meanwhile, and decides on them as they are', async () => {
    const importId = await links.record('LINKEN');
    const { address } = await links.ask({ importId });
    await onPhone(address, 'en', async (page) => {
      await page.getByRole('button', { name: 'Select all' }).click();
      await page.getByText('Selected: 4 shifts').waitFor();
      await expectSound(page);
      await links.importText('hours.csv', shiftsOf('LINKEN', '09:00'));
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      await page.getByText('Approved: 2 shifts').waitFor();
      await page.getByText(/Changed while you were looking, so not decided: 2 shifts/).waitFor();
      expect(await page.getByText('Changed since you were asked').count()).toBe(2);
      expect(await page.locator('label.shift:not(.whole-day)').first().textContent()).toContain(
        '09:00–14:00',
      );
      await expectSound(page);
      await page.getByRole('button', { name: 'Select all' }).click();
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      await page.getByRole('heading', { name: 'Everything is decided' }).waitFor();
    });
  });

  test.each(['ar', 'en'] as const)(
    'learns in %s that a link has ended, was withdrawn or is cut off',
    async (language) => {
      const name = `LINKEND${language.toUpperCase()}`;
      await links.record(name);
      const heading = (page: Page, ar: string, en: string) =>
        page.getByRole('heading', { name: language === 'ar' ? ar : en }).waitFor();
      const ended = await links.ask({ opportunityId: name });
      await links.end(ended.request.requestId);
      await onPhone(ended.address, language, async (page) => {
        await heading(page, 'انتهت صلاحية هذا الرابط', 'This link has ended');
        await expectSound(page);
        expect(await page.locator('body').textContent()).not.toMatch(/نورة|Noura|أمل/);
      });
      const withdrawn = await links.ask({ opportunityId: name });
      const path = { id: withdrawn.request.requestId };
      await (await links.as('coordinator')).call(approvals.withdrawApprovalRequest, { path });
      await onPhone(withdrawn.address, language, async (page) => {
        await heading(page, 'سُحب هذا الرابط', 'This link was withdrawn');
        await expectSound(page);
      });
      await onPhone(withdrawn.address.slice(0, -1), language, async (page) => {
        await heading(page, 'هذا الرابط لا يؤدي إلى شيء', 'This link leads nowhere');
        await expectSound(page);
      });
      // Neither decides anything.
      for (const token of [ended.token, withdrawn.token]) {
        const shifts = [{ entryId: `${name}-1-01`, mark: 'x' }];
        const body = { token, decision: 'approved' as const, shifts };
        expect(await links.anyone().call(approvals.decideByLink, { body })).toMatchObject({ decided: 0 });
      }
    },
  );
});
