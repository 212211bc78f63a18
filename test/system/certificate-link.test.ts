import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import { listCertificates } from '../../functions/routes/issuing.ts';
import {
  eraseCertificate,
  handOutLink,
  replaceCertificate,
  revokeCertificate,
  suspendCertificate,
  withdrawLinks,
} from '../../functions/routes/lifecycle.ts';
import { openLink, requestLinkEmail } from '../../functions/routes/links.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { violationsOf } from '../browser/accessibility.ts';
import { startChromium } from '../browser/chromium.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { addressOf, importSmallCluster } from './small-cluster.ts';

const PHONE = { width: 360, height: 740 };
const CLUSTER = 'LINK';
const ASKING = 'ASKING';
const HOLDERS = [
  'arabic',
  'english',
  'revoked',
  'replaced',
  'suspended',
  'withdrawn',
  'erased',
  'chooses',
] as const;
type Holder = (typeof HOLDERS)[number];

let cloud: SharedCloud;
let browser: Browser;
let coordinator: ApiClient;
let stranger: ApiClient;
const volunteers = new Map<Holder, string>();
const certificates = new Map<string, string>();

const volunteerOf = (holder: Holder) => volunteers.get(holder) ?? '';
const certificateOf = (volunteerId: string) => certificates.get(volunteerId) ?? '';

/** Imports a cluster, issues all of its certificates with emails, and has the emails sent. */
async function issueAll(name: string, options: object): Promise<readonly string[]> {
  const { opportunityId, volunteerIds } = await importSmallCluster(coordinator, cloud, {
    name,
    volunteers: 1,
    ...options,
  });
  const { batchId } = await coordinator.call(createBatch, { body: { opportunityIds: [opportunityId] } });
  await waitForBatch(coordinator, batchId);
  for await (const { volunteerId, certificateId } of coordinator.list(listCertificates, {}))
    if (volunteerIds.includes(volunteerId)) certificates.set(volunteerId, certificateId);
  return volunteerIds;
}

beforeAll(async () => {
  cloud = await sharedCloud();
  coordinator = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  stranger = new ApiClient({ baseUrl: cloud.url });
  const ids = await issueAll(CLUSTER, { volunteers: HOLDERS.length });
  for (const [index, holder] of HOLDERS.entries()) volunteers.set(holder, ids[index] ?? '');
  await issueAll(ASKING, { issuerId: 'nakheel-health-cluster', birthDate: '1990-05-17' });
  await cloud.runSchedule('Notify');
  browser = await startChromium();
}, 240_000);
afterAll(() => browser?.close());

const emailsTo = async (volunteerId: string) =>
  (await cloud.emails()).filter(({ to }) => to.includes(addressOf(volunteerId)));

/** Returns the token in the newest email to a volunteer. */
async function tokenOf(volunteerId: string): Promise<string> {
  const [email] = await emailsTo(volunteerId);
  return /\/my#(\S+)/.exec(email?.text ?? '')?.[1] ?? '';
}

/** Runs a test on a phone. Fails on any error that the browser reports, as of the security policy. */
async function onPhone(
  language: 'ar' | 'en',
  run: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({
    viewport: PHONE,
    locale: language === 'ar' ? 'ar-SA' : 'en-GB',
    ...options,
  });
  const errors: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      // Playwright looks into the email's frame by a script, which the frame refuses.
      const isExpected = /Failed to load resource|'about:srcdoc'/.test(message.text());
      if (message.type() === 'error' && !isExpected) errors.push(message.text());
    });
    await run(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

/** The page has no fault of accessibility, and doesn't scroll sideways. */
async function expectSound(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(wide)).toBe(0);
}

const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: { code?: string; status?: number; message?: string }) =>
      `${error.status} ${error.code} ${error.message}`,
  );

describe('the link of an email', () => {
  test.each([
    ['arabic', 'ar', 'فتح الشهادة وتنزيلها', 'تنزيل الشهادة (PDF)'],
    ['english', 'en', 'Open and download the certificate', 'Download PDF'],
  ] as const)(
    'leads from the email to the PDF in two taps: %s',
    async (holder, language, button, download) => {
      await onPhone(language, async (page) => {
        const [email] = await emailsTo(volunteerOf(holder));
        await page.goto(`${cloud.url}/_local/mailbox/${email?.emailId}`);
        const message = page.frameLocator('iframe');
        // The picture is inside the email: nothing was fetched for it.
        const width = await message
          .locator('img')
          .evaluate((image) => (image as HTMLImageElement).naturalWidth);
        expect(width).toBe(1088);
        await message.getByText(button).click();
        await page.locator('.card.issued').waitFor();
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: download }).click(),
        ]);
        expect(file.suggestedFilename().replace(/[-.]|pdf/g, '')).toBe(certificateOf(volunteerOf(holder)));
        await expectSound(page);
      });
    },
    120_000,
  );

  test('is in no address, storage or request line, and outlives a reload and a change of language', async () => {
    await onPhone('en', async (page) => {
      const requested: string[] = [];
      page.on('request', (request) =>
        requested.push(`${request.url()} ${JSON.stringify(request.headers())}`),
      );
      const token = await tokenOf(volunteerOf('english'));
      await page.goto(`${cloud.url}/my#${token}`);
      await page.locator('.card.issued').waitFor();
      expect(page.url()).toBe(`${cloud.url}/my`);
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
  }, 120_000);

  test('opens that one certificate, and asks for signing in for everything else', async () => {
    await onPhone('en', async (page) => {
      await page.goto(`${cloud.url}/my#${await tokenOf(volunteerOf('english'))}`);
      expect(await page.locator('.card').count()).toBeLessThanOrEqual(1);
      await page.getByRole('button', { name: 'Sign in to see everything else' }).click();
      await page.locator('#email').fill(addressOf(volunteerOf('english')));
      await page.locator('#email').press('Enter');
      await page.getByRole('tab', { name: 'Hours' }).waitFor();
    });
  }, 120_000);

  test('shows what became of a revoked, a suspended and a replaced certificate, and each holder got an email', async () => {
    const body = { reasonCode: 'hours_corrected' as const };
    const tokens = new Map<Holder, string>();
    for (const holder of ['revoked', 'suspended', 'replaced'] as const)
      tokens.set(holder, await tokenOf(volunteerOf(holder)));
    const path = (holder: Holder) => ({ path: { id: certificateOf(volunteerOf(holder)) } });
    await coordinator.call(revokeCertificate, { ...path('revoked'), body });
    await coordinator.call(suspendCertificate, { ...path('suspended'), body: {} });
    const replacement = await coordinator.call(replaceCertificate, {
      ...path('replaced'),
      body: { nameEn: 'Noura Salim Alharbi' },
    });
    await cloud.runSchedule('Notify');
    await cloud.runSchedule('Notify');
    const subjects = [/was revoked$/, /is suspended$/, /corrected volunteering certificate is ready$/];
    for (const [index, holder] of (['revoked', 'suspended', 'replaced'] as const).entries()) {
      const emails = await emailsTo(volunteerOf(holder));
      expect(emails).toHaveLength(2);
      expect(emails[0]?.subject).toMatch(subjects[index] ?? /never/);
    }
    const texts: readonly (readonly [Holder, string, RegExp])[] = [
      ['revoked', 'revoked', /its hours|hours were corrected/i],
      ['suspended', 'suspended', /suspended it on/],
      ['replaced', 'superseded', /Only the new one counts.*email of its own/s],
    ];
    await onPhone('en', async (page) => {
      for (const [holder, state, text] of texts) {
        await page.goto('about:blank');
        await page.goto(`${cloud.url}/my#${tokens.get(holder)}`);
        const card = page.locator(`.card.${state}`);
        await card.waitFor();
        expect(await card.textContent()).toMatch(text);
        expect(await card.getByRole('button').count()).toBe(0);
        await expectSound(page);
      }
      // The newest email opens the corrected certificate.
      await page.goto('about:blank');
      await page.goto(`${cloud.url}/my#${await tokenOf(volunteerOf('replaced'))}`);
      await page.locator('.card.issued').waitFor();
      expect((await page.locator('.card .id').textContent())?.replaceAll('-', '')).toBe(
        replacement.certificateId,
      );
    });
  }, 180_000);

  test('is the place where a holder chooses the language of emails', async () => {
    const volunteerId = volunteerOf('chooses');
    await onPhone('ar', async (page) => {
      await page.goto(`${cloud.url}/my#${await tokenOf(volunteerId)}`);
      await page.locator('.card.issued').waitFor();
      await Promise.all([
        page.waitForResponse((answer) => answer.url().endsWith('/my/certificate/language') && answer.ok()),
        page.getByRole('button', { name: 'English' }).click(),
      ]);
    });
    const path = { id: certificateOf(volunteerId) };
    await coordinator.call(suspendCertificate, { path, body: {} });
    await cloud.runSchedule('Notify');
    const [email] = await emailsTo(volunteerId);
    expect(email?.subject).toBe('One of your volunteering certificates is suspended');
    expect(email?.text).not.toMatch(/[\u0600-\u06ff]/);
  }, 120_000);

  test.each([
    ['ar', 320],
    ['en', 320],
    ['ar', 1280],
    ['en', 1280],
  ] as const)(
    'has no fault of accessibility in the dark, and fits: %s, %d px',
    async (language, width) => {
      const run = async (page: Page) => {
        await page.goto(`${cloud.url}/my#${await tokenOf(volunteerOf('arabic'))}`);
        await page.locator('.card.issued').waitFor();
        await expectSound(page);
        await page.goto('about:blank');
        await page.goto(`${cloud.url}/my#${certificateOf(volunteerOf('arabic'))}${'0'.repeat(32)}`);
        await page.locator('.callout.warn').waitFor();
        await expectSound(page);
      };
      await onPhone(language, run, { viewport: { width, height: 800 }, colorScheme: 'dark' });
    },
    120_000,
  );

  test('says that there is no connection, and opens once there is one', async () => {
    await onPhone('en', async (page) => {
      const token = await tokenOf(volunteerOf('english'));
      await page.route('**/my/certificate', (route) => route.abort('internetdisconnected'));
      await page.goto(`${cloud.url}/my#${token}`);
      await page.getByText('The service can’t be reached just now.').waitFor({ timeout: 30_000 });
      await page.unroute('**/my/certificate');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.locator('.card.issued').waitFor();
    });
  }, 120_000);

  test('answers the same once it is withdrawn, for an erased certificate, and for one that never was', async () => {
    const never = `${certificateOf(volunteerOf('english'))}${'0'.repeat(32)}`;
    const withdrawn = await tokenOf(volunteerOf('withdrawn'));
    const erased = await tokenOf(volunteerOf('erased'));
    const path = (holder: Holder) => ({ path: { id: certificateOf(volunteerOf(holder)) } });
    expect((await coordinator.call(withdrawLinks, path('withdrawn'))).withdrawn).toBe(1);
    await coordinator.call(eraseCertificate, { ...path('erased'), body: {} });
    const answers = await Promise.all(
      [never, withdrawn, erased, 'x'].map((token) => refusalOf(stranger.call(openLink, { body: { token } }))),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 NOT_FOUND/);
    await onPhone('ar', async (page) => {
      await page.goto(`${cloud.url}/my#${withdrawn}`);
      await page.getByText('لم يعد هذا الرابط يفتح شيئًا').waitFor();
      await expectSound(page);
      // The form has the certificate ID of the link already.
      await page.getByLabel('البريد الإلكتروني').fill(addressOf(volunteerOf('withdrawn')).toUpperCase());
      await page.getByRole('button', { name: 'إرسال الرابط من جديد' }).click();
      await page.getByText('وصل الطلب.').waitFor();
      await expectSound(page);
    });
    await cloud.runSchedule('Notify');
    const [email, ...earlier] = await emailsTo(volunteerOf('withdrawn'));
    expect(email?.subject).toMatch(/The link to your volunteering certificate$/);
    expect(earlier).toHaveLength(1);
    const token = await tokenOf(volunteerOf('withdrawn'));
    expect((await stranger.call(openLink, { body: { token } })).result).toBe('opened');
  }, 180_000);

  test('is sent again to the recorded address only, and nobody learns which that is', async () => {
    const certificateId = certificateOf(volunteerOf('english'));
    const before = (await cloud.emails()).length;
    const ask = async (id: string, email: string) => {
      const begun = performance.now();
      const answer = await stranger.call(requestLinkEmail, { body: { certificateId: id, email } });
      return { answer, milliseconds: performance.now() - begun };
    };
    const wrong = await ask(certificateId, 'somebody@example.org');
    const unknown = await ask('B1P90CH35ABARTZ768', addressOf(volunteerOf('english')));
    expect(wrong.answer).toEqual(unknown.answer);
    for (const { milliseconds } of [wrong, unknown]) expect(milliseconds).toBeGreaterThanOrEqual(400);
    await cloud.runSchedule('Notify');
    expect((await cloud.emails()).length).toBe(before);
  }, 60_000);
});

describe('a link that asks for two facts', () => {
  test('opens with both, in either calendar and any digits, and is used up after five wrong tries', async () => {
    const [volunteerId = ''] = [`${ASKING}-1`];
    const token = await tokenOf(volunteerId);
    await onPhone('ar', async (page) => {
      await page.goto(`${cloud.url}/my#${token}`);
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
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(await stranger.call(openLink, { body: wrong })).toMatchObject({ triesLeft });
    const right = { token, facts: { volunteerId, birthYear: '1990' } };
    expect(await refusalOf(stranger.call(openLink, { body: right }))).toMatch(/^404 NOT_FOUND/);
  }, 120_000);

  test('is handed out by a coordinator for a holder without an address', async () => {
    const path = { id: certificateOf(`${ASKING}-1`) };
    const link = await coordinator.call(handOutLink, { path });
    expect(link.asks).toEqual(['volunteerId', 'birthYear']);
    const token = link.url.split('#')[1] ?? '';
    const answer = await stranger.call(openLink, { body: { token } });
    expect(answer).toEqual({ result: 'factsAsked', facts: link.asks, triesLeft: null });
    const qr = await coordinator.text(handOutLink, 'image/svg+xml', { path });
    expect(qr).toMatch(/^<svg /);
  }, 60_000);
});
