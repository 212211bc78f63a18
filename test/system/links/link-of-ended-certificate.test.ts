import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  replaceCertificate,
  revokeCertificate,
  suspendCertificate,
} from '../../../functions/routes/lifecycle.ts';
import { expectSound } from '../../browser/sound-page.ts';
import { sharedCloud } from '../embedded-cloud.ts';
import { type CertificateLinks, certificateLinks } from './certificate-links.ts';

const HOLDERS = ['revoked', 'suspended', 'replaced'];

let links: CertificateLinks;
beforeAll(async () => {
  links = await certificateLinks(await sharedCloud(), 'LINKENDED', HOLDERS);
});
afterAll(() => links?.close());

describe('the link of an email', () => {
  test('shows what became of a revoked, a suspended and a replaced certificate, and each holder got an email', async () => {
    const body = { reasonCode: 'hours_corrected' as const };
    const tokens = new Map<string, string>();
    for (const holder of HOLDERS) tokens.set(holder, await links.tokenOf(holder));
    const path = (holder: string) => ({ path: { id: links.certificateOf(holder) } });
    await links.coordinator.call(revokeCertificate, { ...path('revoked'), body });
    await links.coordinator.call(suspendCertificate, { ...path('suspended'), body: {} });
    const replacement = await links.coordinator.call(replaceCertificate, {
      ...path('replaced'),
      body: { nameEn: 'Noura Salem Al-Harbi' },
    });
    const subjects = [/was revoked$/, /is suspended$/, /corrected volunteering certificate is ready$/];
    for (const [index, holder] of HOLDERS.entries()) {
      const emails = await links.notified(holder, 2);
      expect(emails).toHaveLength(2);
      expect(emails[0]?.subject).toMatch(subjects[index] ?? /never/);
    }
    const texts: readonly (readonly [string, string, RegExp])[] = [
      ['revoked', 'revoked', /its hours|hours were corrected/i],
      ['suspended', 'suspended', /suspended it on/],
      ['replaced', 'superseded', /Only the new one counts.*email of its own/s],
    ];
    await links.onPhone('en', async (page) => {
      for (const [holder, state, text] of texts) {
        await page.goto('about:blank');
        await page.goto(`${links.cloud.url}/my#${tokens.get(holder)}`);
        const card = page.locator(`.card.${state}`);
        await card.waitFor();
        expect(await card.textContent()).toMatch(text);
        expect(await card.getByRole('button').count()).toBe(0);
        await expectSound(page);
      }
      // The newest email opens the corrected certificate.
      await page.goto('about:blank');
      await page.goto(`${links.cloud.url}/my#${await links.tokenOf('replaced')}`);
      await page.locator('.card.issued').waitFor();
      expect((await page.locator('.card .id').textContent())?.replaceAll('-', '')).toBe(
        replacement.certificateId,
      );
    });
  });
});
