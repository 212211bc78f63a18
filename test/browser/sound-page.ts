import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { violationsOf } from './accessibility.ts';
import { endOf, overflowOf } from './page-layout.ts';

/** A folder for pictures of every state of a page at which a test expects it to be sound; none by default. */
const FOLDER = process.env.SCREENSHOTS;
const WIDTHS = [360, 1280];
/** Pixels between the last box of a page and its end. */
const LEAST_BELOW = 16;
const SCHEMES = ['light', 'dark'] as const;

/**
 * Expects that axe finds nothing on a page, that the page doesn't scroll sideways, and that it ends a little below its
 * content; a failure names the page's address.
 */
export async function expectSound(page: Page): Promise<void> {
  const { beyond, below } = await endOf(page);
  const found = {
    url: page.url(),
    violations: await violationsOf(page),
    wider: await overflowOf(page),
    longer: beyond,
    touchesEnd: below < LEAST_BELOW,
  };
  if (FOLDER !== undefined) await takePictures(page, FOLDER);
  expect(found).toEqual({ url: page.url(), violations: [], wider: 0, longer: 0, touchesEnd: false });
}

const taken = new Map<string, number>();

/** Takes pictures of a page as it is, on a phone and on a desk, light and dark. They are named by the test. */
async function takePictures(page: Page, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { testPath = '', currentTestName = '' } = expect.getState();
  const name = currentTestName.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(-80);
  const test = `${basename(testPath, '.test.ts')}-${name}`;
  const number = (taken.get(test) ?? 0) + 1;
  taken.set(test, number);
  const size = page.viewportSize();
  for (const width of WIDTHS)
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize({ width, height: size?.height ?? 800 });
      await page.emulateMedia({ colorScheme });
      const path = join(folder, `${test}-${number}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  await page.emulateMedia({ colorScheme: null });
  if (size !== null) await page.setViewportSize(size);
}
