/**
 * Lets Lighthouse score `/verify/ID` and `/my` as a browser opens them that knows nothing of them, and the list that
 * stands when somebody comes back to `/my` from signing in, in both languages, on the phone that it simulates. Throws
 * below 95. Of each page the best of some runs counts: what else the machine does only takes points away.
 * `node test/bench/page-scores.ts [runs] [folder for the whole reports]`
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { navigation, type Report } from 'lighthouse';
import { launch, type Page } from 'puppeteer-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { claimCertificate } from '../../functions/routes/issuing.ts';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { chromiumOptions } from '../browser/chromium.ts';
import { addressOf, importSmallCluster } from '../system/small-cluster.ts';

const GOAL = 95;
const LANGUAGES = ['ar', 'en'] as const;
const CATEGORIES = ['performance', 'accessibility'];
/** Milliseconds, but for the shift of the layout and the bytes. */
const METRICS = {
  firstPaint: 'first-contentful-paint',
  largestPaint: 'largest-contentful-paint',
  blocked: 'total-blocking-time',
  shift: 'cumulative-layout-shift',
  bytes: 'total-byte-weight',
};
type Scores = Record<string, string | number>;
const [runs = '3', reports] = process.argv.slice(2);

const data = mkdtempSync(join(tmpdir(), 'page-scores-'));
const cloud = await startEmbeddedCloud({ assembly: synthesized(), data, inMemory: true });
const browser = await launch(chromiumOptions());
try {
  const coordinator = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  const { opportunityId, volunteerIds } = await importSmallCluster(coordinator, cloud, {
    name: 'SCORES',
    volunteers: 1,
  });
  const [id = ''] = volunteerIds;
  const volunteer = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('volunteer', { id }) });
  const { certificateId } = await volunteer.call(claimCertificate, { body: { opportunityId } });

  const scored: Scores[] = [];
  for (const language of LANGUAGES) {
    const opened = (path: string) => (tab: Page) => reportOn(tab, `${cloud.url}${path}?lang=${language}`);
    scored.push(await scoresOf(`verify-${language}`, opened(`/verify/${certificateId}`)));
    scored.push(await scoresOf(`my-${language}`, opened('/my')));
    scored.push(await scoresOf(`list-${language}`, (tab) => afterSignIn(tab, language, addressOf(id))));
  }
  console.table(scored);
  const low = scored.filter((scores) => CATEGORIES.some((category) => Number(scores[category]) < GOAL));
  if (low.length > 0) throw new Error(`Below ${GOAL}: ${low.map(({ page }) => page).join(', ')}`);
} finally {
  await browser.close();
  await cloud.stop();
  rmSync(data, { recursive: true, force: true });
}

/** Reports on the list as it comes back from the sign-in page, with what the browser keeps by then. */
async function afterSignIn(tab: Page, language: string, address: string): Promise<Report> {
  await tab.goto(`${cloud.url}/my?lang=${language}`);
  await tab.locator('button.action').click();
  await tab.locator('#email').fill(address);
  const report = await reportOn(tab, () => tab.keyboard.press('Enter'), { disableStorageReset: true });
  await tab.waitForSelector('.card.issued');
  return report;
}

/** Scores a page by its best run, each in a browser that knows nothing, and says which audits cost it points. */
async function scoresOf(page: string, run: (tab: Page) => Promise<Report>): Promise<Scores> {
  let best: Report | undefined;
  for (let left = Number(runs); left > 0; left -= 1) {
    const context = await browser.createBrowserContext();
    const report = await run(await context.newPage());
    await context.close();
    if (best === undefined || scoreOf(report, 'performance') > scoreOf(best, 'performance')) best = report;
  }
  if (best === undefined) throw new Error('No run');
  const report = best;
  if (reports !== undefined) {
    mkdirSync(reports, { recursive: true });
    writeFileSync(join(reports, `${page}.json`), JSON.stringify(report));
  }
  for (const category of CATEGORIES)
    for (const cost of costsOf(report, category)) console.log(`${page}, ${category}: ${cost}`);
  const scores = CATEGORIES.map((category) => [category, scoreOf(report, category)]);
  const metrics = Object.entries(METRICS).map(([metric, audit]) => [
    metric,
    Math.round((report.audits[audit]?.numericValue ?? Number.NaN) * 1000) / 1000,
  ]);
  return { page, ...Object.fromEntries([...scores, ...metrics]) };
}

async function reportOn(
  tab: Page,
  request: string | (() => Promise<void>),
  more: { readonly disableStorageReset?: boolean } = {},
): Promise<Report> {
  const flags = { onlyCategories: CATEGORIES, logLevel: 'error', ...more } as const;
  const report = (await navigation(tab, request, { flags }))?.lhr;
  if (report === undefined || report.runtimeError !== undefined)
    throw new Error(`Lighthouse doesn’t score a page: ${report?.runtimeError?.message}`);
  return report;
}

function scoreOf({ categories }: Report, category: string): number {
  return Math.round((categories[category]?.score ?? 0) * 100);
}

/** Returns the titles of the audits that cost points. */
function costsOf({ categories, audits }: Report, category: string): string[] {
  return (categories[category]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => `${audits[id]?.title} (${id})`);
}
