import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PDFDocument, PDFString } from 'pdf-lib';
import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import { PREVIEW_IDS, previewRegister, servePages } from '../verification/preview.ts';
import { violationsOf, WCAG } from './accessibility.ts';
import { startChromium } from './chromium.ts';

/** Returns a small PDF that names its certificate by this link. */
const pdfOf = (link: string) =>
  Buffer.from(`%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%${link}\nstartxref\n9\n%%EOF\n`, 'latin1');
const addressOf = (id: string) => `https://verify.example.org/V/${id}`;
const PDF = pdfOf(addressOf(PREVIEW_IDS.valid));
const PROTECTED = new URL('../cases/116-pdf-with-permissions/enc-owner.pdf', import.meta.url);
/** Returns a PDF whose link to the valid certificate is in an object stream. */
async function withObjectStreams(): Promise<Buffer> {
  const document = await PDFDocument.create();
  const action = { S: 'URI', URI: PDFString.of(addressOf(PREVIEW_IDS.valid)) };
  const link = document.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: action });
  document.addPage().node.addAnnot(document.context.register(link));
  return Buffer.from(await document.save({ useObjectStreams: true }));
}
const PHONE = { width: 360, height: 740 };
const sha256 = createHash('sha256').update(PDF).digest('hex');

let browser: Browser;
let server: Server;
let base: string;
beforeAll(async () => {
  server = servePages(previewRegister(sha256));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await startChromium();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Chooses a file with these bytes. */
const choose = (page: Page, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name: 'c.pdf', mimeType: 'application/pdf', buffer });

/** Runs a test on a new page, and fails on any error that the browser reports, as of the content security policy. */
async function onPage(
  address: string,
  run: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      // The browser also reports the status of the 404, 400 and 503 pages.
      if (message.type() === 'error' && !message.text().includes('the server responded with a status of'))
        errors.push(message.text());
    });
    await page.goto(`${base}${address}`);
    await run(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

/** Returns by how many pixels a page is wider than its window. */
const overflowOf = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const ADDRESSES = [
  '/',
  '/verify',
  '/verify/list',
  '/nothing',
  ...Object.values(PREVIEW_IDS).map((id) => `/verify/${id}`),
];

describe('every page', () => {
  test.each([
    ['ar', 'light'],
    ['ar', 'dark'],
    ['en', 'light'],
    ['en', 'dark'],
  ] as const)(
    'in %s and %s has no axe violation, and fits 320 px',
    async (language, colorScheme) => {
      await onPage(
        '/verify',
        async (page) => {
          for (const address of ADDRESSES) {
            await page.goto(`${base}${address}?lang=${language}`);
            const violations = await violationsOf(page, [...WCAG, 'best-practice']);
            expect([address, violations, await overflowOf(page)]).toEqual([address, [], 0]);
          }
        },
        { colorScheme, viewport: { width: 320, height: 640 } },
      );
    },
    120_000,
  );

  test('axe finds a violation where there is one', async () => {
    await onPage('/verify?lang=en', async (page) => {
      await page.evaluate("document.querySelector('main').append(document.createElement('img'))");
      expect(await violationsOf(page, WCAG)).toEqual(['image-alt: <img>']);
    });
  });

  test('fits a phone with text twice as large', async () => {
    await onPage(
      `/verify/${PREVIEW_IDS.full}?lang=ar`,
      async (page) => {
        await page.evaluate("document.documentElement.style.fontSize = '200%'");
        expect(await overflowOf(page)).toBe(0);
      },
      { viewport: { width: 320, height: 640 }, bypassCSP: true },
    );
  });

  test('loads less than 32 KB, the issuer’s logo among them, and nothing from another host', async () => {
    const sizes: Promise<number>[] = [];
    const hosts = new Set<string>();
    const context = await browser.newContext();
    const page = await context.newPage();
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    page.on('response', (response) => {
      if (response.url().startsWith('http')) sizes.push(response.body().then(({ length }) => length));
    });
    await page.goto(`${base}/verify/${PREVIEW_IDS.full}?lang=ar`, { waitUntil: 'networkidle' });
    expect([...hosts].filter((host) => host !== 'null')).toEqual([base]);
    // The page, its style sheet, its script, its icon and the logo, uncompressed.
    expect(sizes).toHaveLength(5);
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeLessThan(32_000);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });
});

describe('an employer', () => {
  const id = PREVIEW_IDS.valid;
  const arabicDigits = id.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));

  test.each([
    ['with spaces and in lower case', id.toLowerCase().replace(/(.{4})/g, '$1 ')],
    ['with Arabic-Indic digits', arabicDigits],
    ['as a pasted address', `https://verify.example.org/V/${id}`],
  ])('types an ID %s and sees that it is valid, without scripts', async (_form, typed) => {
    await onPage(
      '/verify?lang=ar',
      async (page) => {
        await page.getByLabel('رقم الشهادة').fill(typed);
        await page.getByRole('button', { name: 'تحقّق' }).click();
        await page.waitForURL(`**/verify/${id}?lang=ar`);
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('شهادة صحيحة');
      },
      { javaScriptEnabled: false },
    );
  });

  test('can use the keyboard alone: the first stop skips the header, then the form can be sent', async () => {
    await onPage('/verify?lang=en', async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Go to the answer');
      await page.getByLabel('Certificate ID').focus();
      await page.keyboard.type(PREVIEW_IDS.revoked);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/verify/*');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Revoked');
    });
  });

  test('compares the name on the paper, without scripts', async () => {
    await onPage(
      `/verify/${PREVIEW_IDS.match}?lang=en`,
      async (page) => {
        const compare = async (name: string) => {
          await page.getByLabel('Full name on the certificate').fill(name);
          await page.getByRole('button', { name: 'Compare' }).click();
          const answer = page.getByRole('status');
          // A phone shows the answer then, and not the certificate above it.
          const { y } = (await answer.boundingBox()) ?? { y: -1 };
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThan(PHONE.height);
          return answer.textContent();
        };
        expect(await compare('نوره عبد الله البيشي')).toBe('The name matches: “نوره عبد الله البيشي”.');
        expect(await compare('Sara Saad')).toMatch(/^The name doesn’t match/);
      },
      { javaScriptEnabled: false, viewport: PHONE },
    );
  });

  test('follows a replaced certificate to the corrected one', async () => {
    await onPage(`/verify/${PREVIEW_IDS.superseded}?lang=en`, async (page) => {
      await page.getByRole('link', { name: 'Open the corrected certificate' }).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Valid certificate');
      expect(await page.getByText('Corrected on').count()).toBe(1);
    });
  });

  test('reads how to compare a file, without scripts', async () => {
    await onPage(
      `/verify/${id}?lang=en`,
      async (page) => {
        expect(await page.getByText('Checking a file needs JavaScript').isVisible()).toBe(true);
        expect(await page.getByText('Choose a file').isVisible()).toBe(false);
        expect(await page.getByText(sha256).isVisible()).toBe(true);
      },
      { javaScriptEnabled: false },
    );
  });
});

describe('a PDF dropped on the answer', () => {
  const flipped = Buffer.from(PDF);
  flipped.writeUInt8(flipped.readUInt8(30) ^ 1, 30);
  const appended = Buffer.concat([PDF, Buffer.from('2 0 obj<<>>endobj\nstartxref\n60\n%%EOF\n', 'latin1')]);

  test.each([
    ['genuine', PDF, 'This is the issued file, unchanged.', 'The file’s content is unchanged'],
    [
      'with one byte changed',
      flipped,
      'This file was altered: it isn’t the one that was issued.',
      'The file’s content was changed',
    ],
    [
      'with a second revision',
      appended,
      'This file was altered: something was added to it after it was issued.',
      'The file’s content was changed',
    ],
  ])('%s', async (_name, bytes, line, row) => {
    await onPage(`/verify/${PREVIEW_IDS.valid}?lang=en`, async (page) => {
      await page.waitForLoadState('networkidle');
      const requests: Request[] = [];
      page.on('request', (request) => requests.push(request));
      const transfer = await page.evaluateHandle(
        `(() => { const transfer = new DataTransfer(); transfer.items.add(new File([Uint8Array.from(${JSON.stringify([...bytes])})], 'certificate.pdf', { type: 'application/pdf' })); return transfer; })()`,
      );
      await page.dispatchEvent('.file', 'drop', { dataTransfer: transfer });
      await page.getByText(line).waitFor();
      expect(await page.getByText(row).count()).toBe(1);
      // What reads files is loaded when the issued file isn't recognised by its hash; nothing is sent.
      expect(requests.length > 0).toBe(bytes !== PDF);
      for (const request of requests)
        expect([request.method(), request.postData(), new URL(request.url()).pathname]).toEqual([
          'GET',
          null,
          expect.stringMatching(/^\/assets\/[^?]+$/),
        ]);
    });
  });

  test('on the form leads to the answer, which says whether it is genuine', async () => {
    await onPage(
      '/verify?lang=en',
      async (page) => {
        await choose(page, pdfOf(''));
        await page.getByText('no certificate ID was found in this file').waitFor();
        await choose(page, flipped);
        await page.waitForURL(`**/verify/${PREVIEW_IDS.valid}?lang=en`);
        const line = page.getByText('This file was altered: it isn’t the one that was issued.');
        await line.waitFor();
        // The verdict on the file stands above the certificate that the file names.
        const heading = await page.getByRole('heading', { level: 1 }).boundingBox();
        const { y, height } = (await line.boundingBox()) ?? { y: -1, height: 0 };
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y + height).toBeLessThan(heading?.y ?? 0);
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
          'On record: valid certificate',
        );
        expect(await violationsOf(page)).toEqual([]);
        await page.reload();
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Valid certificate');
        expect(await page.locator('.file [role=status]').textContent()).toBe('');
      },
      { viewport: PHONE },
    );
  });

  test('of another certificate is not called altered, and leads to the answer about that one', async () => {
    await onPage(`/verify/${PREVIEW_IDS.valid}?lang=ar`, async (page) => {
      const row = await page.locator('#file-row').textContent();
      await choose(page, pdfOf(''));
      await page.getByText('لم يُعثر في هذا الملف على رقم شهادة').waitFor();
      await choose(page, pdfOf(addressOf(PREVIEW_IDS.revoked)));
      await page.getByText('في هذا الملف رقم شهادة أخرى:').waitFor();
      expect(await page.locator('#file-row').textContent()).toBe(row);
      await page.getByRole('link', { name: displayId(PREVIEW_IDS.revoked) }).click();
      await page.waitForURL(`**/verify/${PREVIEW_IDS.revoked}?lang=ar`);
    });
  });

  test.each([
    ['with its links in compressed streams', async () => withObjectStreams(), 'This file was altered'],
    ['with permissions', () => readFile(PROTECTED), 'This file names another certificate'],
    ['that is a broken picture', () => Buffer.from('\x89PNG', 'latin1'), 'this picture can’t be read here'],
    ['cut in half', () => PDF.subarray(0, 20), 'the end of this file is missing'],
    [
      'of another certificate',
      () => pdfOf(addressOf(PREVIEW_IDS.revoked)),
      'This file names another certificate',
    ],
  ])('%s leaves nothing green on the page of its certificate', async (_, bytes, line) => {
    await onPage(`/verify/${PREVIEW_IDS.valid}?lang=en`, async (page) => {
      await choose(page, PDF);
      await page.getByText('This is the issued file, unchanged.').waitFor();
      await choose(page, await bytes());
      await page.getByText(line).waitFor();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
        'On record: valid certificate',
      );
      expect(await page.locator('article.doubted').count()).toBe(1);
      expect(await page.getByText('The file’s content is unchanged').count()).toBe(0);
    });
  });

  test('can also be chosen; a file that is no PDF is named as such', async () => {
    await onPage(`/verify/${PREVIEW_IDS.valid}?lang=ar`, async (page) => {
      await choose(page, PDF);
      await page.getByText('هذا هو الملف الصادر، ولم يتغيّر.').waitFor();
      await choose(page, Buffer.concat([Buffer.from('PK\x03\x04a.pdf'), PDF]));
      await page.getByText('هذا الملف أرشيف مضغوط.').waitFor();
      await choose(page, PDF);
      await page.getByText('هذا هو الملف الصادر، ولم يتغيّر.').waitFor();
      await choose(page, Buffer.from('Dear Sir'));
      await page.getByText('هذا الملف ليس PDF ولا صورة.').waitFor();
    });
  });
});
