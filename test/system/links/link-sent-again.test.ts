import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eraseCertificate, withdrawLinks } from '../../../functions/routes/lifecycle.ts';
import { openLink, requestLinkEmail } from '../../../functions/routes/links.ts';
import { expectSound } from '../../browser/sound-page.ts';
import { sharedCloud } from '../embedded-cloud.ts';
import { type CertificateLinks, certificateLinks, refusalOf } from './certificate-links.ts';

let links: CertificateLinks;
beforeAll(async () => {
  links = await certificateLinks(await sharedCloud(), 'LINKAGAIN', ['kept', 'withdrawn', 'erased']);
});
afterAll(() => links?.close());

describe('the link of an email', () => {
  test('answers the same once it is withdrawn, for an erased certificate, and for one that never was', async () => {
    const never = `${links.certificateOf('kept')}${'0'.repeat(32)}`;
    const withdrawn = await links.tokenOf('withdrawn');
    const erased = await links.tokenOf('erased');
    const path = (holder: string) => ({ path: { id: links.certificateOf(holder) } });
    expect((await links.coordinator.call(withdrawLinks, path('withdrawn'))).withdrawn).toBe(1);
    await links.coordinator.call(eraseCertificate, { ...path('erased'), body: {} });
    const answers = await Promise.all(
      [never, withdrawn, erased, 'x'].map((token) =>
        refusalOf(links.stranger.call(openLink, { body: { token } })),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 NOT_FOUND/);
    await links.onPhone('ar', async (page) => {
      await page.goto(`${links.cloud.url}/my#${withdrawn}`);
      await page.getByText('لم يعد هذا الرابط يفتح شيئًا').waitFor();
      await expectSound(page);
      // The form has the certificate ID of the link already.
      await page.getByLabel('البريد الإلكتروني').fill(links.addressOf('withdrawn').toUpperCase());
      await page.getByRole('button', { name: 'إرسال الرابط من جديد' }).click();
      await page.getByText('وصل الطلب.').waitFor();
      await expectSound(page);
    });
    const [email, ...earlier] = await links.notified('withdrawn', 2);
    expect(email?.subject).toMatch(/The link to your volunteering certificate$/);
    expect(earlier).toHaveLength(1);
    const token = await links.tokenOf('withdrawn');
    expect((await links.stranger.call(openLink, { body: { token } })).result).toBe('opened');
  });

  test('is sent again to the recorded address only, and nobody learns which that is', async () => {
    const certificateId = links.certificateOf('kept');
    const sent = async () =>
      (await links.cloud.emails()).filter(({ to }) =>
        ['somebody@example.org', links.addressOf('kept')].some((address) => to.includes(address)),
      ).length;
    const before = await sent();
    const ask = async (id: string, email: string) => {
      const begun = performance.now();
      const answer = await links.stranger.call(requestLinkEmail, { body: { certificateId: id, email } });
      return { answer, milliseconds: performance.now() - begun };
    };
    const wrong = await ask(certificateId, 'somebody@example.org');
    const unknown = await ask('B1P90CH35ABARTZ768', links.addressOf('kept'));
    expect(wrong.answer).toEqual(unknown.answer);
    for (const { milliseconds } of [wrong, unknown]) expect(milliseconds).toBeGreaterThanOrEqual(400);
    await links.cloud.runSchedule('Notify');
    expect(await sent()).toBe(before);
    const right = await ask(certificateId, links.addressOf('kept'));
    expect(right.answer).toEqual(wrong.answer);
    expect(right.milliseconds).toBeGreaterThanOrEqual(400);
  });

  test('is offered to holders who come to the page that verifies', async () => {
    await links.onPhone('en', async (page) => {
      await page.goto(`${links.cloud.url}/verify?lang=en`);
      await expectSound(page);
      await page.getByRole('link', { name: /Is it your own certificate/ }).click();
      await page.getByRole('heading', { name: 'Lost the email?' }).waitFor();
      await expectSound(page);
    });
  });
});
