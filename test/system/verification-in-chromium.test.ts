import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { startChromium } from '../browser/chromium.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { importSmallCluster } from './small-cluster.ts';

let cloud: SharedCloud;
let browser: Browser;
let genuine: Buffer;
const ids = { valid: '', revoked: '', replaced: '', never: 'B1P90CH35ABARTZ768' };

beforeAll(async () => {
  cloud = await sharedCloud();
  const coordinator = await cloud.token('coordinator');
  const api = new ApiClient({ baseUrl: cloud.url, token: coordinator });
  const { opportunityId, volunteerIds } = await importSmallCluster(api, cloud, {
    name: 'CHROMIUM',
    volunteers: 3,
  });
  const post = async (path: string, body: object, token: string) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(`${cloud.url}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { certificateId: string };
  };
  for (const [index, name] of (['valid', 'revoked', 'replaced'] as const).entries()) {
    const token = await cloud.token('volunteer', { id: volunteerIds[index] ?? '' });
    ids[name] = (await post('/me/certificates', { opportunityId }, token)).certificateId;
    if (name === 'valid') {
      const link = await fetch(`${cloud.url}/certificates/${ids.valid}/document`, {
        headers: { authorization: `Bearer ${token}` },
      });
      genuine = Buffer.from(await link.arrayBuffer());
    }
  }
  await post(`/certificates/${ids.revoked}/revocation`, { reasonCode: 'issued_in_error' }, coordinator);
  await post(`/certificates/${ids.replaced}/replacement`, { nameEn: 'Noura Salem Al-Harbi' }, coordinator);
  browser = await startChromium();
});
afterAll(() => browser?.close());

async function onPage(address: string, run: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  try {
    const page = await context.newPage();
    await page.goto(`${cloud.url}${address}`);
    await run(page);
  } finally {
    await context.close();
  }
}

describe('in Chromium, at the embedded cloud', () => {
  test.each([
    ['valid', 'شهادة صحيحة', 'Valid certificate'],
    ['revoked', 'شهادة ملغاة', 'Revoked'],
    ['replaced', 'شهادة مستبدلة', 'Replaced'],
    ['never', 'غير موجودة', 'Not found'],
  ] as const)(
    'a %s certificate is found by an ID with spaces, lower case and Arabic digits',
    async (name, arabic, english) => {
      const typed = ids[name]
        .toLowerCase()
        .replace(/(.{4})/g, '$1 ')
        .replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
      await onPage('/verify?lang=ar', async (page) => {
        await page.getByLabel('رقم الشهادة').fill(typed);
        await page.getByRole('button', { name: 'تحقّق' }).click();
        await page.waitForURL(`**/verify/${ids[name]}?lang=ar`);
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(arabic);
        await page.getByRole('link', { name: 'English' }).click();
        await page.waitForURL('**?lang=en');
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(english);
      });
    },
  );

  /** Appends an incremental update that replaces the page, as a PDF editor does. */
  const forged = () => {
    const before = genuine.toString('latin1');
    const start = before.lastIndexOf('startxref');
    const previous = /startxref\s+(\d+)/.exec(before.slice(start))?.[1];
    const update = `\n9999 0 obj\n<</Length 24>>stream\nBT (FORGED 999 h) Tj ET\nendstream\nendobj\nxref\n9999 1\n${String(genuine.length + 1).padStart(10, '0')} 00000 n \ntrailer\n<</Size 10000/Prev ${previous}>>\nstartxref\n${genuine.length + 90}\n%%EOF\n`;
    return Buffer.concat([genuine, Buffer.from(update, 'latin1')]);
  };
  const flipped = () => {
    const bytes = Buffer.from(genuine);
    const middle = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    return bytes;
  };

  test.each([
    ['the issued PDF', () => genuine, 'This is the issued file, unchanged.'],
    ['the same with one byte changed', flipped, 'This file was altered: it isn’t the one that was issued.'],
    [
      'the same with its page replaced',
      forged,
      'This file was altered: something was added to it after it was issued.',
    ],
  ])('%s is recognized', async (_name, fileOf, line) => {
    await onPage(`/verify/${ids.valid}?lang=en`, async (page) => {
      const file = { name: 'certificate.pdf', mimeType: 'application/pdf', buffer: fileOf() };
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByText(line).waitFor();
    });
  });
});
