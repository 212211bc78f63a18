import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ColorSpace } from 'mupdf';
import { PDFDocument } from 'pdf-lib';
import type { Page } from 'playwright-core';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import { designedCertificate } from '../proof/reading/designed-certificate.ts';
import { FORGED_ID, FORGERIES, type IssuedFiles, issuedFiles, OTHER_ID } from '../proof/reading/forgeries.ts';
import { inkAlone, PHOTOGRAPHS } from '../proof/reading/pictures.ts';
import { openSite, type Site } from './site.ts';

// Reading a file in a worker takes its time on a busy machine.

let issued: IssuedFiles;
let site: Site;
let page: Page;

beforeAll(async () => {
  issued = await issuedFiles();
  site = await openSite(createHash('sha256').update(issued.genuine).digest('hex'));
  page = await site.browser.newPage();
});
afterAll(() => site?.stop());

const fileOf = (bytes: Uint8Array) => ({
  name: 'file',
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});
const open = (path: string) => page.goto(`${site.base}${path}?lang=en`);
const choose = (bytes: Uint8Array) => page.locator('input[type=file]').setInputFiles(fileOf(bytes));
/** Returns a script that brings files to the page as an event does. */
const eventWith = (files: readonly Uint8Array[], event: string) => `(() => {
  const data = new DataTransfer();
  for (const bytes of ${JSON.stringify(files.map((bytes) => [...bytes]))})
    data.items.add(new File([new Uint8Array(bytes)], 'certificate.pdf'));
  window.dispatchEvent(${event});
})()`;
const heading = () => page.getByRole('heading', { level: 1 }).textContent();

/** Returns the text about the chosen file, once it was read. */
async function told(): Promise<string> {
  const line = page.locator('.outcome-line:not(:empty)', { hasNotText: 'Checking…' });
  await line.waitFor({ timeout: 90_000 });
  return (await line.textContent()) ?? '';
}

describe('on the page of its certificate', () => {
  test('the genuine file stays green', async () => {
    await open(`/verify/${FORGED_ID}`);
    await choose(issued.genuine);
    expect([await told(), await heading()]).toEqual([
      'This is the issued file, unchanged.',
      'Valid certificate',
    ]);
  });

  test.each(FORGERIES.map((forgery) => [forgery.name, forgery] as const))(
    'nothing stays green for: %s',
    async (_, forgery) => {
      await open(`/verify/${FORGED_ID}`);
      await choose(await forgery.make(issued));
      expect(await told()).toMatch(forgery.page);
      expect(await heading()).toBe('On record: valid certificate');
      expect(await page.locator('article.doubted').count()).toBe(1);
      expect(await page.locator('.outcome-line.genuine').count()).toBe(0);
      expect(await page.getByText('The file’s content is unchanged').count()).toBe(0);
    },
  );
});

describe('of several files', () => {
  test('the last counts, and no answer about another one is shown for it', async () => {
    await open(`/verify/${FORGED_ID}`);
    await choose(await mergedOf(issued));
    await choose(await photograph());
    expect(await told()).toMatch(/^This is a picture, not the issued file/);
    await choose(await mergedOf(issued));
    await choose(issued.genuine);
    expect(await told()).toBe('This is the issued file, unchanged.');
    // What was found in the earlier one comes later.
    await page.waitForTimeout(5_000);
    expect([await told(), await heading()]).toEqual([
      'This is the issued file, unchanged.',
      'Valid certificate',
    ]);
  });

  test('none is checked where they come at once, and the page says so', async () => {
    await open('/verify');
    await page.evaluate(
      eventWith([issued.genuine, issued.other], "new DragEvent('drop', { dataTransfer: data })"),
    );
    expect(await told()).toMatch(/^These are several files/);
  });

  test('one that is pasted is checked as one that is chosen', async () => {
    await open(`/verify/${FORGED_ID}`);
    await page.evaluate(eventWith([issued.genuine], "new ClipboardEvent('paste', { clipboardData: data })"));
    expect(await told()).toBe('This is the issued file, unchanged.');
  });
});

/** Returns a file of two certificates. */
async function mergedOf({ genuine, other }: IssuedFiles): Promise<Uint8Array> {
  const merged = await PDFDocument.create();
  for (const bytes of [genuine, other]) {
    const [copied] = await merged.copyPages(await PDFDocument.load(bytes), [0]);
    if (copied) merged.addPage(copied);
  }
  return merged.save();
}

/** Returns a photograph of the certificate. */
async function photograph(): Promise<Uint8Array> {
  const [, take] = PHOTOGRAPHS.find(([name]) => name === 'in perspective') ?? [];
  if (take === undefined) throw new Error('No such photograph');
  return take(await designedCertificate({ certificateId: FORGED_ID }));
}

describe('on the form', () => {
  test('the genuine file leads to its certificate without loading what reads pages', async () => {
    await open('/verify');
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await choose(issued.genuine);
    await page.waitForURL(`**/verify/${FORGED_ID}?lang=en`);
    expect([await told(), await heading()]).toEqual([
      'This is the issued file, unchanged.',
      'Valid certificate',
    ]);
    expect(loaded.filter((path) => path.endsWith('.wasm'))).toEqual([]);
  });

  test('a photograph leads to the certificate of its QR code, and is no proof', async () => {
    await open('/verify');
    await choose(await photograph());
    await page.waitForURL(`**/verify/${FORGED_ID}?lang=en`);
    expect(await told()).toMatch(/^This is a picture, not the issued file/);
    expect(await heading()).toBe('On record: valid certificate');
  });

  test('so does a transparent picture', async () => {
    await open('/verify');
    await choose(inkAlone(await designedCertificate({ certificateId: FORGED_ID }), ColorSpace.DeviceRGB));
    await page.waitForURL(`**/verify/${FORGED_ID}?lang=en`);
    expect(await told()).toMatch(/^This is a picture, not the issued file/);
  });

  test('a file of several certificates names each', async () => {
    await open('/verify');
    await choose(await mergedOf(issued));
    expect(await told()).toMatch(/^This file names several certificates/);
    const links = await page.locator('.outcome-line a').allTextContents();
    expect(links).toEqual([displayId(FORGED_ID), displayId(OTHER_ID)]);
  });
});
