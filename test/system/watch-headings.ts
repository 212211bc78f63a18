import type { BrowserContext } from 'playwright-core';

/**
 * Has each page of a browser report, as an error, any moment at which its content says something under no heading.
 * A reader who goes by headings is lost then, however short the moment is for a test.
 */
export async function watchHeadings(context: BrowserContext): Promise<void> {
  await context.addInitScript(reportHeadless);
}

function reportHeadless(): void {
  const isHeadless = () => {
    const main = document.querySelector('#page main');
    return main !== null && main.textContent?.trim() !== '' && main.querySelector('h1') === null;
  };
  new MutationObserver(() => {
    if (isHeadless()) console.error(`No heading over: ${document.querySelector('main')?.textContent}`);
  }).observe(document, { subtree: true, childList: true });
}
