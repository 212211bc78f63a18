import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { MY_WORDS } from '../../functions/pages/my/words.ts';
import { claimCertificate } from '../../functions/routes/issuing.ts';
import { replaceCertificate, suspendCertificate } from '../../functions/routes/lifecycle.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import detailsAr from '../../templates/pages/my/details.ar.json' with { type: 'json' };
import detailsEn from '../../templates/pages/my/details.en.json' with { type: 'json' };
import hoursAr from '../../templates/pages/my/hours.ar.json' with { type: 'json' };
import hoursEn from '../../templates/pages/my/hours.en.json' with { type: 'json' };
import { startChromium } from '../browser/chromium.ts';
import { expectSound } from '../browser/sound-page.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, READERS, seePicture, signIn } from './signed-in-page.ts';
import { addressOf, importSmallCluster, releaseAsSecondPerson } from './small-cluster.ts';

const CLUSTER = 'MYSHOWN';
const ISSUER = 'rawabi-health-cluster';
const HOURS = { ar: hoursAr, en: hoursEn };
const DETAILS = { ar: detailsAr, en: detailsEn };
/** What the page says of 28 approved and 2 pending hours of 30, and how the two certificates are titled. */
const SAYS = {
  ar: {
    progress: '٢٨ ساعة من أصل ٣٠ ساعة، ساعتان في انتظار الاعتماد',
    todo: 'تكتمل الساعات متى اعتُمدت لدى تجمع الروابي الصحي، ولا يلزمك شيء.',
    titles: [/^خمسون ساعة من العطاء$/, /^فحص السكري في الأحياء$/],
  },
  en: {
    progress: '28 hours of 30 hours; 2 hours awaiting approval',
    todo: 'The hours are enough once Rawabi Health Cluster has approved them. There is nothing for you to do.',
    titles: [/^Fifty Hours of Giving$/, /^Diabetes Screening$/],
  },
};

let cloud: SharedCloud;
let browser: Browser;
let holder: string;
let corrected: string;
beforeAll(async () => {
  cloud = await sharedCloud();
  const coordinator = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  const { opportunityId, volunteerIds } = await importSmallCluster(coordinator, cloud, {
    name: CLUSTER,
    volunteers: 2,
  });
  [holder = '', corrected = ''] = volunteerIds;
  await importPending(coordinator);
  const clientOf = async (id: string) =>
    new ApiClient({ baseUrl: cloud.url, token: await cloud.token('volunteer', { id }) });
  const api = await clientOf(holder);
  await api.call(claimCertificate, { body: { opportunityId } });
  const recognition = { kind: 'milestone', issuerId: ISSUER, hours: 50 } as const;
  await api.call(claimCertificate, { body: { recognition } });
  const { certificateId } = await (await clientOf(corrected)).call(claimCertificate, {
    body: { opportunityId },
  });
  const replacement = await coordinator.call(replaceCertificate, {
    path: { id: certificateId },
    body: { nameEn: 'Noura Salem Al-Harbi' },
  });
  await coordinator.call(suspendCertificate, { path: { id: replacement.certificateId }, body: {} });
  browser = await startChromium();
});
afterAll(() => browser?.close());

/** Imports another opportunity with 28 hours that are approved and 2 that aren't. */
async function importPending(coordinator: ApiClient): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'my-shown-'));
  const opportunity = `${CLUSTER}-OP2`;
  const entry = (day: number, hours: number, status: string) =>
    `${holder}-P${day},${holder},${opportunity},2025-04-0${day},${hours},,,${status},${status === 'approved' ? 'coordinator-1' : ''}`;
  const files = {
    'opportunities.csv': `opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries,partner_ids,kind
${opportunity},${ISSUER},قياس ضغط الدم,Blood Pressure,preventive,2025-04-01,2025-04-30,30,90,,volunteering`,
    'hours.csv': `entry_id,volunteer_id,opportunity_id,date,hours,start,end,status,approved_by
${[1, 2, 3, 4].map((day) => entry(day, 7, 'approved')).join('\n')}
${entry(5, 2, 'pending')}`,
  };
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    writeFileSync(file, `${text}\n`);
    const report = await importFile(coordinator, file);
    if (report.state !== 'imported') throw new Error(`${name}: ${JSON.stringify(report)}`);
    if (report.awaitingRelease !== null) await releaseAsSecondPerson(cloud, report.importId);
  }
}

/** Opens a dialogue by a button, looks at it and closes it. */
async function seeDialogue(
  page: Page,
  button: Locator,
  look: (dialogue: Locator) => Promise<unknown>,
): Promise<void> {
  await button.click();
  await look(page.getByRole('dialog'));
  await expectSound(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** A device that has a share sheet, which keeps what it was given. */
const withSharing = (page: Page) =>
  page.addInitScript('navigator.share = async (shared) => { globalThis.shared = shared; };');

describe.each(READERS)('/my shows in %s, at %p', (language, viewport) => {
  const { certificates: words, correction, tabs } = MY_WORDS[language];
  const options = { language, viewport, permissions: ['clipboard-read', 'clipboard-write'] };
  const press = (inside: Page | Locator, name: string) => inside.getByRole('button', { name, exact: true });

  test('certificates, the newest first, and what can be done with each', async () => {
    const run = async (page: Page) => {
      await withSharing(page);
      await signIn(page, `${cloud.url}/my`, addressOf(holder), language);
      const cards = page.locator('.card.issued');
      await cards.nth(1).waitFor();
      const titles = await cards.locator('h2').allTextContents();
      expect(titles).toEqual(SAYS[language].titles.map((title) => expect.stringMatching(title)));
      const card = cards.nth(1);
      await seePicture(card, words.picture.replace('{title}', titles[1] ?? ''));
      const id = (await card.locator('.id').textContent())?.replaceAll('-', '');
      const address = `${cloud.url}/verify/${id}`;
      await press(card, words.share).click();
      expect(await page.evaluate('globalThis.shared')).toEqual({ title: titles[1], url: address });
      await press(card, words.copyLink).click();
      await press(card, MY_WORDS[language].copied).waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(address);
      await seeDialogue(page, press(card, words.qr), (dialogue) =>
        dialogue.getByRole('img', { name: words.qr }).waitFor(),
      );
      await seeDialogue(page, press(card, words.linkedIn), async (dialogue) => {
        const form = await dialogue.getByRole('link', { name: words.linkedInOpen }).getAttribute('href');
        expect(Object.fromEntries(new URL(form ?? '').searchParams)).toMatchObject({
          name: titles[1],
          certUrl: address,
          certId: await card.locator('.id').textContent(),
        });
        await dialogue.getByText(address, { exact: true }).waitFor();
      });
      await seeDialogue(page, press(card, words.correct), (dialogue) =>
        dialogue.getByLabel(correction.nameEn).waitFor(),
      );
      const [seen] = await Promise.all([
        page.waitForEvent('popup'),
        card.getByRole('link', { name: words.employer }).click(),
      ]);
      await seen.locator('.status h1').waitFor();
      expect(seen.url()).toContain(`/verify/${id}?lang=${language}`);
    };
    await asReader(browser, ({ page }) => run(page), options);
  });

  test('hours with what is missing, each entry, the name to confirm, and the transcript', async () => {
    const { hours, entries, transcript } = HOURS[language];
    const { nameReview } = DETAILS[language];
    const run = async (page: Page) => {
      await signIn(page, `${cloud.url}/my`, addressOf(holder), language);
      await page.getByRole('tab', { name: tabs.hours, exact: true }).click();
      const card = page.locator('.card', { hasText: /قياس ضغط الدم|Blood Pressure/ });
      await card.getByText(SAYS[language].todo).waitFor();
      expect(await card.textContent()).toContain(SAYS[language].progress);
      await card.getByText(entries.title).click();
      await card.locator('.standing.pending').waitFor();
      expect(await card.locator('.standing').allTextContents()).toEqual([
        entries.standing.pending,
        ...Array(4).fill(entries.standing.counted),
      ]);
      await page.getByRole('heading', { name: hours.recognitions }).waitFor();
      await page.getByText(nameReview.question).waitFor();
      await seeDialogue(page, press(page, nameReview.correct), (dialogue) =>
        dialogue.getByLabel(correction.nameAr).waitFor(),
      );
      // The year of the hours; the page offers the present one.
      const year = page.getByRole('spinbutton', { name: /^(?:السنة|year)/ }).first();
      await year.click();
      await page.keyboard.type('2025');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        press(page, transcript.download).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^tawtheeq-.*\.pdf$/);
      await expectSound(page);
    };
    await asReader(browser, ({ page }) => run(page), options);
  });

  test('the requests and where they stand, whom to ask, and what is kept', async () => {
    const { details, requests } = DETAILS[language];
    const run = async (page: Page) => {
      await signIn(page, `${cloud.url}/my`, addressOf(corrected), language);
      await page.getByRole('tab', { name: tabs.details, exact: true }).click();
      await page.getByText(requests.none).waitFor();
      const panel = (title: string) => page.locator('.panel', { hasText: title });
      const mailto = await panel(details.askTitle).getByRole('link').getAttribute('href');
      expect(mailto).toBe('mailto:volunteering@rawabi-health.example');
      expect(await panel(details.keptTitle).getByRole('listitem').allTextContents()).toEqual([
        ...details.kept,
      ]);
      await page.getByText(details.keptText).waitFor();
      await expectSound(page);
    };
    await asReader(browser, ({ page }) => run(page), options);
  });

  test('what became of a certificate that was replaced or suspended, and nothing to share of it', async () => {
    const run = async (page: Page) => {
      await withSharing(page);
      await signIn(page, `${cloud.url}/my`, addressOf(corrected), language);
      const replaced = page.locator('.card.superseded');
      await replaced.getByText(words.superseded).waitFor();
      const suspended = page.locator('.card.suspended');
      await suspended.getByText(words.state.suspended, { exact: true }).waitFor();
      expect(await page.locator('.card').count()).toBe(2);
      expect(await page.locator('.card').first().getAttribute('class')).toContain('suspended');
      expect(await press(page, words.share).count()).toBe(0);
      expect(await press(page, words.copyLink).count()).toBe(0);
      await expectSound(page);
    };
    await asReader(browser, ({ page }) => run(page), options);
  });
});
