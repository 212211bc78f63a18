import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeXlsx } from 'hucre/xlsx';
import type { Browser, Page } from 'playwright-core';
import { expectSound } from '../browser/sound-page.ts';
import { startConsole } from './console-cluster.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, DESKTOP, READERS, signIn } from './signed-in-page.ts';
import { importSmallCluster } from './small-cluster.ts';

const CLUSTER = 'CONSOLEIMPORT';
const HEADINGS = 'entry_id,volunteer_id,opportunity_id,date,hours,start,end,status,approved_by';

let cloud: SharedCloud;
let browser: Browser;
let address: string;

beforeAll(async () => {
  cloud = await sharedCloud();
  const started = await startConsole(cloud);
  browser = started.browser;
  await importSmallCluster(started.coordinator, cloud, { name: CLUSTER, volunteers: 2 });
  address = `${cloud.url}/console`;
});
afterAll(() => browser?.close());

/** Opens the imports of the sample's cluster as its coordinator. */
const openImports = (page: Page, language: 'ar' | 'en') =>
  signIn(page, `${address}/imports?issuer=rawabi-health-cluster`, 'coordinator@example.org', language);

/** Chooses a CSV of hours as the console's file. */
async function chooseFile(page: Page, name: string, rows: readonly string[]): Promise<void> {
  await page.locator('.drop-zone').waitFor();
  await setFile(page, name, rows);
}

async function setFile(page: Page, name: string, rows: readonly string[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from([HEADINGS, ...rows, ''].join('\n')),
  });
}

/** Drops a workbook of hours on the console, as from a folder. */
async function dropWorkbook(page: Page, name: string, rows: readonly string[]): Promise<void> {
  const zone = page.locator('.drop-zone');
  await zone.waitFor();
  const worksheet = { name: 'Hours', rows: [HEADINGS, ...rows].map((line) => line.split(',')) };
  const file = join(mkdtempSync(join(tmpdir(), 'console-import-')), name);
  writeFileSync(file, await writeXlsx({ sheets: [worksheet] }));
  // A file that a script puts into an event has no entry of a file system, as one from a folder has.
  const devtools = await page.context().newCDPSession(page);
  const { x, y } = (await zone.boundingBox()) ?? { x: 0, y: 0 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', {
      ...{ type, x: x + 20, y: y + 20 },
      data: { items: [], files: [file], dragOperationsMask: 1 },
    });
}

const row = (entry: string, day: string, hours: string) =>
  `${CLUSTER}-${entry},${CLUSTER}-1,${CLUSTER}-OP,${day},${hours},,,approved,Fahad`;

describe('an import in the console', () => {
  test.each(READERS)(
    'shows errors in the rows of the file, mends them, and is released by a second person: %s, %p',
    async (language, viewport) => {
      const texts = {
        ar: {
          problems: 'تنزيلها كلها في ملف',
          correct: 'الصواب',
          mend: 'استيراد النسخة المصحَّحة',
          sure: /نظرت في المجاميع/,
          release: 'اعتماد هذه الساعات',
        },
        en: {
          problems: 'Download all as a file',
          correct: 'Correct to',
          mend: 'Import the corrected copy',
          sure: /I have looked/,
          release: 'Release these hours',
        },
      }[language];
      const id = `M-${language}`;
      let imported = '';
      await asReader(
        browser,
        async ({ page }) => {
          await openImports(page, language);
          const rows = [
            row(`${id}-1`, language === 'ar' ? '2025-02-10' : '2025-02-14', '6'),
            row(`${id}-2`, '2025-02-30', '5'),
          ];
          // At a desk a workbook is dropped, on a phone a CSV is chosen.
          if (viewport === DESKTOP) await dropWorkbook(page, `hours-${language}.xlsx`, rows);
          else await chooseFile(page, `hours-${language}.csv`, rows);
          await page.locator('.callout.wrong').waitFor();
          const problem = page.locator('.problem-rows > li');
          expect(await problem.count()).toBe(1);
          expect(await problem.textContent()).toContain('2025-02-30');
          await expectSound(page);
          const [problems] = await Promise.all([
            page.waitForEvent('download'),
            page.getByRole('button', { name: texts.problems }).click(),
          ]);
          const saved = readFileSync(await problems.path(), 'utf8');
          expect(saved.charAt(0)).toBe('\ufeff');
          expect(saved).toContain(',2025-02-30,');
          const refused = page.url();
          await page.getByLabel(texts.correct).fill(language === 'ar' ? '2025-02-11' : '2025-02-15');
          await page.getByRole('button', { name: texts.mend }).click();
          await page.waitForURL((url) => url.href !== refused);
          await page.locator('.callout.good').waitFor();
          // Whoever recorded it does not release it.
          expect(await page.getByRole('button', { name: texts.release }).count()).toBe(0);
          imported = page.url();
          await expectSound(page);
        },
        { language, viewport },
      );
      await asReader(
        browser,
        async ({ page }) => {
          await signIn(page, imported, 'supervisor@example.org', language);
          const release = page.getByRole('button', { name: texts.release });
          await release.waitFor();
          expect(await release.isDisabled()).toBe(true);
          await page.getByText(texts.sure).click();
          await release.click();
          await page
            .getByText(/Fahad Nasser Alotaibi|أنت/)
            .or(page.getByText('Released by you'))
            .first()
            .waitFor();
          expect(await release.count()).toBe(0);
        },
        { language, viewport },
      );
    },
    300_000,
  );

  test.each([
    {
      what: 'what a point means',
      language: 'en',
      hours: ['7.30', '6.15', '5.45', '4.30'],
      question: /What does 7.30 mean/,
      answer: 'Seven hours and thirty minutes',
      again: 'Import again with these answers',
      mend: 'Import the corrected copy',
      total: '24 hours',
    },
    {
      what: 'whether numbers are hours that may be parts of a day',
      language: 'ar',
      hours: ['0.25', '0.5', '0.25'],
      question: /هل الأرقام في عمود الساعات ساعات/,
      answer: /نعم/,
      again: 'الاستيراد من جديد بهذه الإجابات',
      mend: 'استيراد النسخة المصحَّحة',
      total: 'ساعة واحدة',
    },
  ] as const)(
    'asks what the file leaves open, and imports it again with the answer: $what',
    async ({ language, hours, question, answer, again, mend, total }) => {
      await asReader(
        browser,
        async ({ page }) => {
          await openImports(page, language);
          await chooseFile(
            page,
            `questions-${language}.csv`,
            hours.map((text, n) => row(`Q-${language}-${n}`, `2025-03-1${n}`, text)),
          );
          await page.locator('.questions').waitFor();
          expect(await page.locator('.problem-rows').textContent()).not.toContain('--');
          expect(await page.getByRole('button', { name: mend }).count()).toBe(0);
          await expectSound(page);
          const refused = page.url();
          await page.getByRole('button', { name: question }).click();
          await page.getByRole('option', { name: answer }).click();
          // After a reload, as after the end of a session, the answer is there, and the file is asked for.
          await page.reload();
          await page.getByRole('button', { name: answer }).waitFor();
          await setFile(
            page,
            `questions-${language}.csv`,
            hours.map((text, n) => row(`Q-${language}-${n}`, `2025-03-1${n}`, text)),
          );
          await page.getByRole('button', { name: again }).click();
          await page.waitForURL((url) => url.href !== refused);
          await page.locator('.callout.good').waitFor();
          expect(await page.locator('.numbers', { hasText: /Hours|الساعات/ }).textContent()).toContain(total);
        },
        { language, viewport: DESKTOP },
      );
    },
  );

  test('asks for the file again after a reload, and takes no other', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await openImports(page, 'en');
        const rows = [row('R-1', '2025-02-31', '6')];
        await chooseFile(page, 'again.csv', rows);
        await page.locator('.problem-rows').waitFor();
        await page.getByLabel('Correct to').fill('2025-02-28');
        await page.reload();
        await page.locator('.problem-rows').waitFor();
        expect(await page.getByLabel('Correct to').inputValue()).toBe('2025-02-28');
        const again = (content: string) =>
          page.locator('input[type=file]').setInputFiles({
            name: 'again.csv',
            mimeType: 'text/csv',
            buffer: Buffer.from(content),
          });
        await again('other');
        await page.getByText('This is another file').waitFor();
        await again([HEADINGS, ...rows, ''].join('\n'));
        await page.getByText('choose the same file again').waitFor({ state: 'detached' });
      },
      { language: 'en', viewport: DESKTOP },
    );
  });

  test('is listed with its state, and can be withdrawn after a question', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await openImports(page, 'en');
        await chooseFile(page, 'taken-back.csv', [row('W-1', '2025-02-12', '3')]);
        await page.locator('.callout.good').waitFor();
        await page.getByRole('button', { name: 'Withdraw this import' }).click();
        await page.getByRole('button', { name: 'Yes, do it' }).click();
        await page.getByText('Everything that this import recorded was undone.').waitFor();
        await page.getByRole('link', { name: 'All imports' }).click();
        const listed = page.getByRole('row', { name: /taken-back\.csv/ });
        await listed.getByText('Withdrawn').waitFor();
        await expectSound(page);
      },
      { language: 'en', viewport: DESKTOP },
    );
  });
});
