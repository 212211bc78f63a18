import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { ApiClient } from '../../functions/client/api-client.ts';
import { getImport, requestImport } from '../../functions/routes/ledger.ts';
import { expectSound } from '../browser/sound-page.ts';
import { eventually } from '../local/eventually.ts';
import { startConsole } from './console-cluster.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, READERS, signIn } from './signed-in-page.ts';

const MIB = 2 ** 20;
/** Three parts, in a file that the import refuses at its headings. */
const FILE = Buffer.alloc(12 * MIB, 'nothing,that,is,known\n');

let cloud: SharedCloud;
let browser: Browser;
let coordinator: ApiClient;

beforeAll(async () => {
  cloud = await sharedCloud();
  ({ browser, coordinator } = await startConsole(cloud));
});
afterAll(() => browser?.close());

const stored = (importId: string) => ({ Bucket: cloud.bucketName, Key: `imports/${importId}/1` });

const TEXTS = {
  ar: { cutOff: 'انقطع رفع large.csv عند', percent: '٤١٪', rest: 'رفع ما بقي' },
  en: { cutOff: 'The upload of large.csv was cut off at', percent: '41%', rest: 'Upload the rest' },
} as const;

describe('a large file', () => {
  test.each(READERS)(
    'whose upload is cut off goes on with what is missing: %s, %p',
    async (language, viewport) => {
      const texts = TEXTS[language];
      await asReader(
        browser,
        async ({ page, context }) => {
          const arrived: string[] = [];
          page.on('requestfinished', (request) => {
            const part = new URL(request.url()).searchParams.get('partNumber');
            if (part !== null && request.method() === 'PUT') arrived.push(part);
          });
          const address = `${cloud.url}/console/imports?issuer=rawabi-health-cluster`;
          await signIn(page, address, 'coordinator@example.org', language);
          await page.locator('.drop-zone').waitFor();
          await page.route(/partNumber=2/, async (route) => {
            await context.setOffline(true);
            await route.continue();
          });
          const file = { name: 'large.csv', mimeType: 'text/csv', buffer: FILE };
          await page.locator('input[type=file]').setInputFiles(file);
          const fault = page.locator('.fault', { hasText: texts.cutOff });
          await fault.waitFor();
          expect(await fault.textContent()).toContain(texts.percent);
          expect(arrived).toEqual(['1']);
          await expectSound(page);

          await page.unroute(/partNumber=2/);
          await context.setOffline(false);
          await page.getByRole('button', { name: texts.rest }).click();
          await page.locator('.callout.wrong').waitFor();
          expect(arrived).toEqual(['1', '2', '3']);
          const importId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
          const { Body } = await cloud.clients.s3.send(new GetObjectCommand(stored(importId)));
          expect(FILE.equals((await Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
        },
        { language, viewport },
      );
    },
  );

  test.each([
    ['ar', 'أكبر من ٥١٢ ميغابايت'],
    ['en', 'is larger than 512 MB'],
  ] as const)(
    'that is too large is refused with what to do, and not as cut off: %s',
    async (language, text) => {
      await asReader(
        browser,
        async ({ page }) => {
          await signIn(page, `${cloud.url}/console/imports`, 'coordinator@example.org', language);
          await page.locator('.drop-zone').waitFor();
          // A browser of a test takes no such file: the page announces one.
          await page.route('**/imports', (route) =>
            route.request().method() === 'POST'
              ? route.continue({ postData: { ...route.request().postDataJSON(), size: 600 * MIB } })
              : route.fallback(),
          );
          await page.locator('input[type=file]').setInputFiles({
            name: 'all.csv',
            mimeType: 'text/csv',
            buffer: Buffer.from('all'),
          });
          await page.locator('.fault', { hasText: text }).waitFor();
          expect(await page.getByRole('button', { name: /Upload again|الرفع من جديد/ }).count()).toBe(0);
          await expectSound(page);
        },
        { language },
      );
    },
  );

  test('is there once all of its parts are, each of the announced size, also if nobody asks for it', async () => {
    const body = { fileName: 'parts.csv', size: 6 * MIB, inParts: true };
    const { importId, parts } = await coordinator.call(requestImport, { body });
    expect(parts.map(({ bytes }) => bytes)).toEqual([5 * MIB, MIB]);
    const put = async (index: number, bytes: number) =>
      (await fetch(parts[index]?.url ?? '', { method: 'PUT', body: FILE.subarray(0, bytes) })).status;
    expect(await put(0, 5 * MIB)).toBe(200);
    expect(await coordinator.call(getImport, { path: { id: importId } })).toMatchObject({
      state: 'awaiting_upload',
    });
    expect(await put(1, MIB + 1)).toBe(403);
    expect(await put(1, MIB)).toBe(200);
    // What is due when the links expire.
    const queue = cloud.queues.find(({ logicalId }) => /Imports(?!DeadLetters)/.test(logicalId));
    await cloud.clients.sqs.send(
      new SendMessageCommand({ QueueUrl: queue?.url, MessageBody: JSON.stringify({ importId }) }),
    );
    const found = () => cloud.clients.s3.send(new HeadObjectCommand(stored(importId))).catch(() => undefined);
    expect((await eventually(found, { withinMilliseconds: 60_000 })).ContentLength).toBe(6 * MIB);
  });

  test('of one part has one link, as has whoever asks for no parts', async () => {
    for (const body of [
      { fileName: 'small.csv', size: 5 * MIB, inParts: true },
      { fileName: 'whole.csv', size: 6 * MIB },
    ])
      expect((await coordinator.call(requestImport, { body })).parts).toEqual([]);
  });
});
