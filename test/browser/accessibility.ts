import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The tags of axe's rules for WCAG 2.2, levels A and AA. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Returns axe's violations on a page, each as its rule and the first element; all rules by default.
 *
 * Legacy mode skips frames of other origins, which our pages don't have, and needs no second page. Without the details
 * of passed rules an analysis takes a third of the time.
 */
export async function violationsOf(page: Page, tags?: readonly string[]): Promise<string[]> {
  // What React Aria announced stays in its hidden region for some seconds after its element has gone.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-live-announcer]');
  // `withTags` writes into the options, so it comes after them.
  axe.options({ resultTypes: ['violations'] });
  if (tags !== undefined) axe.withTags([...tags]);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
