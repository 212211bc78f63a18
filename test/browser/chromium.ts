import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Usual paths of Chromium; `TAWTHEEQ_CHROMIUM` names another. */
const PATHS = [
  process.env.TAWTHEEQ_CHROMIUM ?? '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Starts Chromium without background requests, with `more` arguments. @throws when it isn't installed. */
export const startChromium = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch(chromiumOptions(more));

/** Where Chromium is, and its arguments. @throws when it isn't installed. */
export function chromiumOptions(more: readonly string[] = []): { executablePath: string; args: string[] } {
  const executablePath = PATHS.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error(
      'Chromium is needed (Debian: apt-get install chromium), or TAWTHEEQ_CHROMIUM=/path/to/it',
    );
  return {
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      ...more,
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
