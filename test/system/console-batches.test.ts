import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { createBatch, listBatchItems } from '../../functions/routes/batches.ts';
import { revokeCertificate } from '../../functions/routes/lifecycle.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { expectSound } from '../browser/sound-page.ts';
import { eventually } from '../local/eventually.ts';
import { BATCH_TEXTS } from './console-batch-texts.ts';
import { startConsole } from './console-cluster.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, DESKTOP, READERS, signIn } from './signed-in-page.ts';
import { importSmallCluster, releaseAsSecondPerson } from './small-cluster.ts';

const ELIGIBLE = 12;
const ISSUER = 'rawabi-health-cluster';

let cloud: SharedCloud;
let browser: Browser;
let address: string;
let coordinator: ApiClient;

beforeAll(async () => {
  cloud = await sharedCloud();
  address = `${cloud.url}/console/batches`;
  ({ coordinator, browser } = await startConsole(cloud));
});
afterAll(() => browser?.close());

const VOLUNTEERS = 'volunteer_id,name_ar,name_en,gender,kind,birth_date,guardian_consent,email';

/**
 * Imports an opportunity with volunteers of whom all but one are eligible; one's address doesn't exist, another has none.
 * Returns the opportunity's ID.
 */
async function importedCluster(name: string, releaser?: string): Promise<string> {
  const cluster = { name, volunteers: ELIGIBLE, releaser };
  const { opportunityId } = await importSmallCluster(coordinator, cloud, cluster);
  await importRows('volunteers.csv', [
    VOLUNTEERS,
    `${name}-SHORT,ريم فهد الدوسري,Reem Fahad Aldossari,female,individual,,,`,
    `${name}-1,نورة سالم الحربي,Noura Salem Alharbi,female,individual,,,${name}-1@bounce.example`,
    `${name}-2,نورة سالم الحربي,Noura Salem Alharbi,female,individual,,,`,
  ]);
  await importRows('hours.csv', [
    'entry_id,volunteer_id,opportunity_id,date,hours,start,end,status,approved_by',
    `${name}-SHORT-H,${name}-SHORT,${opportunityId},2025-02-03,6,,,approved,Fahad`,
  ]);
  return opportunityId;
}

/** Imports a file, and releases it as a second person where it waits for one. */
async function importRows(file: string, lines: readonly string[]): Promise<void> {
  const path = join(mkdtempSync(join(tmpdir(), 'console-batches-')), file);
  writeFileSync(path, `${lines.join('\n')}\n`);
  const { importId, awaitingRelease } = await importFile(coordinator, path);
  if (awaitingRelease !== null) await releaseAsSecondPerson(cloud, importId);
}

/** Presses a button that downloads a file, and returns the file's bytes. */
async function download(page: Page, button: RegExp | string): Promise<Buffer> {
  const [saved] = await Promise.all([
    page.waitForEvent('download', { timeout: 90_000 }),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFileSync(await saved.path());
}

describe('a batch in the console', () => {
  test.each(READERS)(
    'goes from a choice over a dry run to documents, also in a tab that is opened again: %s, %p',
    async (language, viewport) => {
      const texts = BATCH_TEXTS[language];
      const name = `CB${language.toUpperCase()}`;
      const opportunityId = await importedCluster(name);
      let batch = '';
      await asReader(
        browser,
        async ({ page }) => {
          await signIn(
            page,
            `${address}/new?issuer=rawabi-health-cluster`,
            'coordinator@example.org',
            language,
          );
          const begin = page.getByRole('button', { name: texts.begin });
          await begin.waitFor();
          expect(await begin.isDisabled()).toBe(true);
          await page.getByLabel(texts.seek).fill(opportunityId);
          await page.locator('.picker .checkbox').click();
          await expectSound(page);
          await begin.click();

          await page.getByText(texts.emails).waitFor();
          batch = page.url();
          // Whoever goes back finds what was chosen, to change it.
          await page.goBack();
          await begin.waitFor();
          expect(await begin.isEnabled()).toBe(true);
          await page.goForward();
          // Who has no address isn't told; the choice whom to tell outlives a reload, as after the end of a session.
          await page.getByText(texts.unreachable).waitFor();
          const notify = page.getByRole('switch', { name: texts.notify });
          await page.getByText(texts.notify).click();
          await page.getByText(texts.noEmails).waitFor();
          await page.reload();
          await page.getByText(texts.noEmails).waitFor();
          expect(await notify.isChecked()).toBe(false);
          await page.getByText(texts.notify).click();
          await page.getByText(texts.emails).waitFor();
          await page.getByRole('button', { name: texts.refused }).click();
          const reason = page.locator('.reason-filters').getByRole('button', { name: texts.reason });
          await reason.click();
          expect(await reason.getAttribute('aria-pressed')).toBe('true');
          await page.locator('.reason-filters a').click();
          await page.locator('.drop-zone').waitFor();
          await page.goBack();
          await page.getByRole('button', { name: texts.refused }).click();
          const row = page.getByRole('row', { name: new RegExp(texts.name) });
          await row.waitFor();
          expect(await row.textContent()).toContain(texts.reason);
          expect(await row.textContent()).toContain(texts.facts);
          expect(await page.locator('.records tbody tr').count()).toBe(1);
          const link = row.getByRole('link', { name: texts.name });
          expect(await link.getAttribute('href')).toContain('/console/volunteers/rawabi-health-cluster/');
          await expectSound(page);

          await page.getByRole('button', { name: texts.issue }).click();
          await page.getByRole('dialog').waitFor();
          await expectSound(page);
          // A second press does nothing twice.
          await page.getByRole('button', { name: texts.yes, exact: true }).dblclick();
          await page.getByRole('dialog').waitFor({ state: 'detached' });
        },
        { language, viewport },
      );
      await asReader(
        browser,
        async ({ page }) => {
          await signIn(page, batch, 'coordinator@example.org', language);
          await page.getByText(texts.issued).waitFor();
          await expectSound(page);
          const csv = await download(page, texts.csv);
          expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
          expect(csv.toString('utf8').match(/,issued,/g)).toHaveLength(ELIGIBLE);
          // The stored file names nobody; the list with names is made of what is read now.
          expect(csv.toString('utf8')).not.toContain(texts.holder);
          const named = (await download(page, texts.named)).toString('utf8').trim().split(/\r?\n/);
          expect(named).toHaveLength(ELIGIBLE + 2);
          expect(
            named.filter((line) => line.includes(texts.holder) && line.includes(texts.title)),
          ).toHaveLength(ELIGIBLE);
          const zip = await download(page, texts.zip);
          expect(zip.subarray(0, 2).toString()).toBe('PK');
          await page.getByRole('link', { name: texts.handOut }).click();
          await page.locator('.hand-out').waitFor();
          expect(await page.locator('.hand-out tbody tr').count()).toBe(ELIGIBLE);
          await expectSound(page);
          await page.emulateMedia({ media: 'print' });
          expect(await page.locator('header.site').isVisible()).toBe(false);
          expect(await page.locator('.hand-out').isVisible()).toBe(true);
          await page.emulateMedia({ media: 'screen' });
          await page.getByRole('link', { name: texts.back }).click();
          await page.getByText(texts.issued).waitFor();

          await cloud.runSchedule('Notify');
          await page.getByText(texts.unreached).waitFor({ timeout: 200_000 });
          const bounced = page.getByRole('table', { name: texts.bounced }).getByRole('row');
          await bounced.getByText(texts.noMailbox).waitFor();
          await expectSound(page);
          // It is also among all emails of the entity, and with the certificate on the page of its holder.
          const results = page.url();
          await page.goto(`${cloud.url}/console/emails?issuer=${ISSUER}`);
          const ofHolder = page.getByRole('row').filter({ hasText: texts.noMailbox }).first();
          await ofHolder.getByRole('button', { name: texts.sendAgain }).waitFor();
          await expectSound(page);
          await page.goto(`${cloud.url}/console/volunteers/${ISSUER}/${name}-1`);
          const told = page.locator('article .email-state', { hasText: texts.cameBack });
          await told.getByText(texts.noMailbox).waitFor();
          await told.getByRole('button', { name: texts.sendAgain }).waitFor();
          await expectSound(page);
          await page.goto(results);
          await bounced.getByText(texts.noMailbox).waitFor();
          await importRows('volunteers.csv', [
            VOLUNTEERS,
            `${name}-1,نورة سالم الحربي,Noura Salem Alharbi,female,individual,,,found-${language}@example.org`,
          ]);
          await bounced.getByRole('button', { name: texts.sendAgain }).click();
          const dialog = page.getByRole('dialog');
          const send = dialog.getByRole('button', { name: texts.send, exact: true });
          await expectSound(page);
          await send.click();

          const missing = page.getByRole('table', { name: texts.nobody }).getByRole('row');
          await missing.getByRole('button', { name: texts.sendAgain }).click();
          await dialog.getByLabel(texts.address).fill('noura');
          await send.click();
          await dialog.getByText(texts.wrong).waitFor();
          await expectSound(page);
          await page.reload();
          await missing.getByRole('button', { name: texts.sendAgain }).click();
          expect(await dialog.getByLabel(texts.address).inputValue()).toBe('noura');
          await dialog.getByLabel(texts.address).fill(`first-${language}@example.org`);
          // While somebody imports for the same entity, the ledger takes no other change.
          await eventually(
            async () => {
              if ((await dialog.count()) > 0 && (await send.isEnabled())) await send.click();
              return (await dialog.count()) === 0;
            },
            { withinMilliseconds: 120_000, everyMilliseconds: 1_000 },
          );
          await cloud.runSchedule('Notify');
          await page.getByText(texts.arrived).waitFor({ timeout: 200_000 });
          const addresses = (await cloud.emails()).flatMap(({ to }) => to);
          for (const kind of ['found', 'first'])
            expect(addresses.filter((to) => to === `${kind}-${language}@example.org`)).toHaveLength(1);

          // What is revoked since is handed out no more: neither by the list nor by the file to print.
          const query = { outcome: 'issued', volunteer: `${name}-3` } as const;
          const id = batch.split('/').at(-1)?.split('?')[0] ?? '';
          const { items } = await coordinator.call(listBatchItems, { path: { id }, query });
          await coordinator.call(revokeCertificate, {
            path: { id: items[0]?.certificateId ?? '' },
            body: { reasonCode: 'issued_in_error', note: 'Not hers' },
          });
          await page.getByRole('link', { name: texts.handOut }).click();
          await page.getByText(texts.leftOut).waitFor();
          expect(await page.locator('.hand-out tbody tr').count()).toBe(ELIGIBLE - 1);
          await expectSound(page);
        },
        { language, viewport },
      );
    },
    900_000,
  );

  test('that its requester may not start alone waits for an approver, and says for whom and why', async () => {
    const token = await cloud.token('supervisor', { id: 'both', furtherRoles: ['coordinator'] });
    const opportunityId = await importedCluster('CBTWO', token);
    const requester = new ApiClient({ baseUrl: cloud.url, token });
    const { batchId } = await requester.call(createBatch, {
      body: { opportunityIds: [opportunityId], issuerId: 'rawabi-health-cluster', notify: false },
    });
    expect(await waitForBatch(requester, batchId)).toMatchObject({
      state: 'awaiting_approval',
      secondPerson: 'own_approvals',
    });
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, `${address}/${batchId}`, 'coordinator@example.org', 'en');
        await page.getByText('also approved most of its hours').waitFor();
        await page.getByText('Only for: approver').waitFor();
        expect(await page.getByRole('button', { name: 'Approve and issue' }).count()).toBe(0);
        await expectSound(page);
      },
      { language: 'en', viewport: DESKTOP },
    );
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, `${address}/${batchId}`, 'approver@example.org', 'en');
        const approve = page.getByRole('button', { name: 'Approve and issue' });
        await approve.waitFor();
        expect(await approve.isDisabled()).toBe(true);
        await page.getByText('I have looked at the list below').click();
        await approve.click();
        await page.getByText('12 certificates were issued.').waitFor();
        await page.getByText('Nobody gets an email.').waitFor();
        await page.getByText('Approved by you as the second person.').waitFor();
      },
      { language: 'en', viewport: DESKTOP },
    );
  }, 300_000);
});
