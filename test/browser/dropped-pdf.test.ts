import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PDFDocument, PDFString } from 'pdf-lib';
import type { Page, Request } from 'playwright-core';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import { BOMBS } from '../proof/reading/bombs.ts';
import { PREVIEW_IDS } from '../verification/preview.ts';
import { violationsOf } from './accessibility.ts';
import { onPage, openSite, type Site } from './site.ts';

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

let site: Site;
beforeAll(async () => {
  site = await openSite(createHash('sha256').update(PDF).digest('hex'));
});
afterAll(() => site?.stop());

/** Chooses a file with these bytes. */
const choose = (page: Page, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name: 'c.pdf', mimeType: 'application/pdf', buffer });

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
    await onPage(site, `/verify/${PREVIEW_IDS.valid}?lang=en`, async (page) => {
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
      site,
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
    await onPage(site, `/verify/${PREVIEW_IDS.valid}?lang=ar`, async (page) => {
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
    [
      'that is a broken picture',
      () => Buffer.from('\x89PNG IEND', 'latin1'),
      'this picture can’t be read here',
    ],
    ['that is a picture cut off', () => Buffer.from('\x89PNG', 'latin1'), 'the end of this file is missing'],
    [
      'that inflates to gigabytes',
      async () => Buffer.from(await BOMBS[1].make()),
      'unpacks to far more than any certificate',
    ],
    ['cut in half', () => PDF.subarray(0, 20), 'the end of this file is missing'],
    [
      'of another certificate',
      () => pdfOf(addressOf(PREVIEW_IDS.revoked)),
      'This file names another certificate',
    ],
  ])('%s leaves nothing green on the page of its certificate', async (_, bytes, line) => {
    await onPage(site, `/verify/${PREVIEW_IDS.valid}?lang=en`, async (page) => {
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
    await onPage(site, `/verify/${PREVIEW_IDS.valid}?lang=ar`, async (page) => {
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
