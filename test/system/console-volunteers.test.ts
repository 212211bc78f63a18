import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { Language } from '../../functions/domain/wording/language.ts';
import { getCertificate, getVolunteer, searchCertificates } from '../../functions/routes/issuing.ts';
import { decideCorrection, listCorrections } from '../../functions/routes/lifecycle.ts';
import { openLink } from '../../functions/routes/links.ts';
import { withLargeText } from '../browser/page-layout.ts';
import { expectSound } from '../browser/sound-page.ts';
import { type ConsoleCluster, consoleCluster } from './console-cluster.ts';
import { VOLUNTEER_TEXTS } from './console-volunteer-texts.ts';
import { sharedCloud } from './embedded-cloud.ts';
import { asReader, DESKTOP, PHONE, signIn } from './signed-in-page.ts';
import { addressOf } from './small-cluster.ts';

const ISSUER = 'rawabi-health-cluster';
const CLUSTER = 'CONSOLEVOLUNTEERS';

let cluster: ConsoleCluster;
beforeAll(async () => {
  cluster = await consoleCluster(await sharedCloud(), CLUSTER);
});
afterAll(() => cluster?.browser.close());

const record = (id: string) => cluster.coordinator.call(getCertificate, { path: { id } });

const replacementOf = async (id: string) => record((await record(id)).supersededBy ?? '');

/** Approves the open correction of a certificate as another person than who asked for it. */
async function approveCorrectionOf(certificateId: string): Promise<void> {
  const approver = new ApiClient({
    baseUrl: cluster.cloud.url,
    token: await cluster.cloud.token('approver'),
  });
  for await (const correction of approver.list(listCorrections, {}))
    if (correction.certificateId === certificateId) {
      const { correctionId } = correction;
      await approver.call(decideCorrection, { path: { id: correctionId }, body: { decision: 'approve' } });
    }
}

/** Signs in as one of the sample's staff, in the section of volunteers. */
const openSection = (page: Page, who: 'coordinator' | 'auditor', language: Language) =>
  signIn(page, `${cluster.address}/volunteers?issuer=${ISSUER}`, `${who}@example.org`, language);

/** Searches for a text in the section of volunteers. */
async function search(page: Page, language: Language, text: string): Promise<void> {
  const texts = VOLUNTEER_TEXTS[language];
  await page.getByLabel(texts.text).fill(text);
  await page.getByRole('button', { name: texts.find, exact: true }).click();
}

describe('volunteers in the console', () => {
  test.each([
    ['ar', PHONE, 0],
    ['en', DESKTOP, 1],
  ] as const)(
    'are found, and their certificates suspended, reinstated, replaced and revoked: %s, %p',
    async (language, viewport, index) => {
      const id = cluster.volunteerIds[index] ?? '';
      const { certificateId, displayId } = await cluster.claim(index);
      const texts = VOLUNTEER_TEXTS[language];
      await asReader(
        cluster.browser,
        async ({ page }) => {
          await openSection(page, 'coordinator', language);
          await search(page, language, texts.name);
          await page.getByRole('link', { name: texts.holder }).first().waitFor();
          expect(page.url()).not.toMatch(/noura|%D9/i);
          await search(page, language, id);
          const found = page.locator('section', { has: page.locator('#found-volunteers') });
          await found.getByText(id, { exact: true }).waitFor();
          await expectSound(page);
          // At a desk larger text brings the page of a phone, which a script can’t.
          if (viewport === PHONE) expect(await withLargeText(page)).toEqual({ wider: 0, hasRoom: true });
          await found.getByRole('link', { name: texts.holder }).click();
          const card = page.locator('article', { hasText: displayId });
          await card.waitFor();
          await page.getByText(addressOf(id)).waitFor();
          await page.locator('[aria-labelledby=hours] summary').click();
          await expectSound(page);

          const dialog = page.getByRole('dialog');
          const open = ([button]: readonly [string, string], of = displayId) =>
            page
              .locator('article', { hasText: of })
              .getByRole('button', { name: button, exact: true })
              .click();
          const take = async ([, confirm]: readonly [string, string], note: string) => {
            await dialog.getByLabel(texts.note).fill(note);
            await dialog.getByRole('button', { name: confirm }).click();
            await dialog.waitFor({ state: 'detached' });
          };

          await page.getByRole('button', { name: texts.link.button }).click();
          await dialog.getByRole('button', { name: texts.link.make }).click();
          await dialog.getByRole('img', { name: /QR/ }).waitFor();
          await expectSound(page);
          await dialog.getByRole('button', { name: texts.link.copy }).click();
          const token = (await page.evaluate<string>('navigator.clipboard.readText()')).split('#')[1] ?? '';
          const stranger = new ApiClient({ baseUrl: cluster.cloud.url });
          expect(await stranger.call(openLink, { body: { token } })).toMatchObject({ result: 'opened' });
          await dialog.getByRole('button', { name: texts.link.withdraw }).click();
          await dialog.getByText(texts.link.withdrawn).waitFor();
          await expect(stranger.call(openLink, { body: { token } })).rejects.toMatchObject({ status: 404 });
          await page.keyboard.press('Escape');

          await open(texts.suspend);
          await dialog.getByRole('button', { name: texts.suspend[1] }).click();
          await dialog.getByText(texts.noteMissing).waitFor();
          await expectSound(page);
          await take(texts.suspend, 'A dispute');
          await page.locator('article.suspended', { hasText: displayId }).waitFor();
          expect(await record(certificateId)).toMatchObject({
            state: 'suspended',
            notes: [{ action: 'suspended', note: 'A dispute' }],
          });

          await open(texts.reinstate);
          await take(texts.reinstate, 'It was settled');
          await page.locator('article.issued', { hasText: displayId }).waitFor();

          await open(texts.replace);
          await dialog.getByLabel(texts.nameField).fill(texts.spelling);
          await expectSound(page);
          await take(texts.replace, 'As on the identity card');
          const replaced = page.locator('article.superseded', { hasText: displayId });
          await replaced.getByRole('status').getByText(texts.replaced).waitFor();
          const respelt = await replacementOf(certificateId);
          expect([respelt.nameAr, respelt.nameEn]).toContain(texts.spelling);

          await open(texts.replace, respelt.displayId);
          await dialog.getByLabel(texts.nameField).fill(texts.corrected);
          await take(texts.replace, 'As in the passport');
          const waiting = page.locator('article.issued', { hasText: respelt.displayId });
          await waiting.getByRole('status').getByText(texts.waits).waitFor();
          await approveCorrectionOf(respelt.certificateId);
          const corrected = await replacementOf(respelt.certificateId);
          expect([corrected.nameAr, corrected.nameEn]).toContain(texts.corrected);
          await page.reload();

          await open(texts.revoke, corrected.displayId);
          await dialog.getByRole('button', { name: texts.code }).click();
          await page.getByRole('option', { name: texts.fraud }).click();
          await page.reload();
          await open(texts.revoke, corrected.displayId);
          await dialog.getByRole('button', { name: texts.fraud }).waitFor();
          await take(texts.revoke, 'The hours were made up');
          await page.locator('article.revoked', { hasText: corrected.displayId }).waitFor();
          expect(await record(corrected.certificateId)).toMatchObject({
            state: 'revoked',
            revocation: { reasonCode: 'fraud' },
          });

          const history = page.locator('article.revoked').locator('details', { hasText: texts.history });
          await history.locator('summary').click();
          await history.getByText(texts.by).first().waitFor();
          await history.getByText('The hours were made up').waitFor();
          await expectSound(page);
        },
        { language, viewport, permissions: ['clipboard-read', 'clipboard-write'] },
      );
    },
  );

  test('are reached by the keyboard alone, and a dialogue gives the focus back', async () => {
    const id = cluster.volunteerIds[2] ?? '';
    await cluster.claim(2);
    await asReader(
      cluster.browser,
      async ({ page }) => {
        await signIn(page, `${cluster.address}/volunteers?issuer=${ISSUER}`, 'coordinator@example.org', 'en');
        await page.getByLabel(VOLUNTEER_TEXTS.en.text).focus();
        await page.keyboard.type(id);
        await page.keyboard.press('Enter');
        const link = page.getByRole('link', { name: VOLUNTEER_TEXTS.en.holder }).first();
        await link.waitFor();
        await link.focus();
        await page.keyboard.press('Enter');
        const button = page.getByRole('button', { name: 'Suspend', exact: true });
        await button.focus();
        await page.keyboard.press('Enter');
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(VOLUNTEER_TEXTS.en.note).focus();
        await page.keyboard.type('Typed before the dialogue was closed');
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
        await page.keyboard.press('Enter');
        expect(await dialog.getByLabel(VOLUNTEER_TEXTS.en.note).inputValue()).toBe(
          'Typed before the dialogue was closed',
        );
      },
      { language: 'en', viewport: DESKTOP },
    );
  });

  test.each([
    ['ar', PHONE, 'سارية', 'السجل', 'صدرت', 'المتطوع'],
    ['en', DESKTOP, 'Valid', 'History', 'issued', 'the volunteer'],
  ] as const)(
    'have certificates that an auditor finds by opportunity and state, with their history: %s, %p',
    async (language, viewport, valid, history, issued, volunteer) => {
      const id = cluster.volunteerIds[2] ?? '';
      const body = { text: id };
      const { items } = await cluster.coordinator.call(searchCertificates, { body });
      if (items.length === 0) await cluster.claim(2);
      await asReader(
        cluster.browser,
        async ({ page }) => {
          await openSection(page, 'auditor', language);
          await page
            .getByLabel(language === 'ar' ? /لهذه الفرصة/ : /Only of this opportunity/)
            .fill(`${CLUSTER}-OP`);
          await page
            .getByRole('button', { name: language === 'ar' ? /التي حالتها/ : /in this state/ })
            .click();
          await page.getByRole('option', { name: valid, exact: true }).click();
          await page.getByRole('button', { name: VOLUNTEER_TEXTS[language].find, exact: true }).click();
          const found = page.locator('section', { has: page.locator('#found-certificates') });
          await found.getByRole('link').first().click();
          const card = page.locator('article.issued');
          await card.locator('summary', { hasText: history }).click();
          const line = card.locator('details li').last();
          await line.waitFor();
          expect(await line.textContent()).toContain(issued);
          expect(await line.textContent()).toContain(`${volunteer} ${CLUSTER}`);
          expect(await card.getByRole('button').count()).toBe(0);
          await expectSound(page);
        },
        { language, viewport },
      );
    },
  );

  test.each([
    ['ar', PHONE, 'لا يوجد شيء كهذا'],
    ['en', DESKTOP, 'There is nothing like this'],
  ] as const)('who don’t exist are said so in the language of the page: %s, %p', (language, viewport, text) =>
    asReader(
      cluster.browser,
      async ({ page }) => {
        const address = `${cluster.address}/volunteers/${ISSUER}/NONE`;
        await signIn(page, address, 'coordinator@example.org', language);
        await page.getByText(text).waitFor();
        expect(await page.textContent('body')).not.toContain('Your issuers have no such');
        await expectSound(page);
      },
      { language, viewport },
    ),
  );

  test('exist for their own issuer’s people alone, who see the authors of each entry', async () => {
    const path = { id: cluster.volunteerIds[2] ?? '' };
    const stranger = new ApiClient({
      baseUrl: cluster.cloud.url,
      token: await cluster.cloud.token('coordinator', { issuers: ['tilal-health-cluster'] }),
    });
    for (const [api, asked, issuer] of [
      [stranger, path, ISSUER],
      [stranger, path, 'tilal-health-cluster'],
      [cluster.coordinator, { id: 'NONE' }, ISSUER],
    ] as const)
      await expect(api.call(getVolunteer, { path: asked, query: { issuer } })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    const { timesheets } = await cluster.coordinator.call(getVolunteer, { path, query: { issuer: ISSUER } });
    const entries = timesheets.flatMap((timesheet) => timesheet.entries);
    expect(entries).toHaveLength(5);
    for (const { recorded, approval } of entries) {
      expect(recorded.by).not.toBe('');
      expect(approval?.kind).toBe('release');
      expect(approval?.by).not.toBe(recorded.by);
    }
  });
});
