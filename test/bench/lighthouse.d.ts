/** What the bench uses of Lighthouse and Puppeteer, which are installed beside it alone. */
declare module 'lighthouse' {
  import type { Page } from 'puppeteer-core';

  export interface Report {
    readonly runtimeError?: { readonly message: string };
    readonly categories: Readonly<
      Record<
        string,
        {
          readonly score: number | null;
          readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
        }
      >
    >;
    readonly audits: Readonly<
      Record<
        string,
        { readonly score: number | null; readonly title: string; readonly numericValue?: number }
      >
    >;
  }
  /** Scores what a page becomes at an address, or by what a function does on it. */
  export function navigation(
    page: Page,
    requestor: string | (() => Promise<void>),
    options: {
      readonly flags: {
        readonly onlyCategories: readonly string[];
        readonly logLevel: 'error';
        /** Keeps what the browser holds, its cache too. */
        readonly disableStorageReset?: boolean;
      };
    },
  ): Promise<{ readonly lhr: Report } | undefined>;
}

declare module 'puppeteer-core' {
  export interface Page {
    goto(url: string): Promise<unknown>;
    locator(selector: string): { click(): Promise<void>; fill(text: string): Promise<void> };
    waitForSelector(selector: string): Promise<unknown>;
    readonly keyboard: { press(key: 'Enter'): Promise<void> };
  }
  export function launch(options: { readonly executablePath: string; readonly args: string[] }): Promise<{
    createBrowserContext(): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }>;
    close(): Promise<void>;
  }>;
}
