import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { violationsOf } from './accessibility.ts';
import { overflowOf } from './page-layout.ts';

/** Expects that axe finds nothing on a page, and that the page doesn't scroll sideways; a failure names the page's address. */
export async function expectSound(page: Page): Promise<void> {
  const found = { url: page.url(), violations: await violationsOf(page), wider: await overflowOf(page) };
  expect(found).toEqual({ url: page.url(), violations: [], wider: 0 });
}
