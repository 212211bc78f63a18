import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ApiClient } from '../../../functions/client/api-client.ts';
import { createBatch } from '../../../functions/routes/batches.ts';
import { listCertificates } from '../../../functions/routes/issuing.ts';
import { waitForBatch } from '../../../infra/tools/cli/api/batches.ts';
import { startChromium } from '../../browser/chromium.ts';
import { eventually } from '../../local/eventually.ts';
import type { SharedCloud } from '../embedded-cloud.ts';
import { asReader } from '../signed-in-page.ts';
import { addressOf, importSmallCluster } from '../small-cluster.ts';

/** Certificates to whose holders a link was sent by email, and a phone to open it on. */
export interface CertificateLinks {
  readonly cloud: SharedCloud;
  readonly coordinator: ApiClient;
  /** Somebody without a token. */
  readonly stranger: ApiClient;
  volunteerOf(holder: string): string;
  certificateOf(holder: string): string;
  addressOf(holder: string): string;
  /** Returns the emails to a holder, the newest first. */
  emailsTo(holder: string): Promise<Awaited<ReturnType<SharedCloud['emails']>>>;
  /**
   * Sends the pending emails until a holder has so many; returns them, the newest first. Another file's notifier may be
   * the one that sends them.
   */
  notified(holder: string, count: number): ReturnType<CertificateLinks['emailsTo']>;
  /** Returns the token in the newest email to a holder. */
  tokenOf(holder: string): Promise<string>;
  /** Runs a test on a phone. Fails on any error that the browser reports, as of the security policy. */
  onPhone(
    language: 'ar' | 'en',
    run: (page: Page) => Promise<void>,
    options?: BrowserContextOptions,
  ): Promise<void>;
  close(): Promise<void>;
}

/**
 * Imports a cluster with a volunteer for each holder, issues all of its certificates with emails, and has the emails
 * sent. @throws when a holder has no certificate
 */
export async function certificateLinks(
  cloud: SharedCloud,
  name: string,
  holders: readonly string[],
  options: { readonly issuerId?: string; readonly birthDate?: string } = {},
): Promise<CertificateLinks> {
  const coordinator = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  const cluster = { name, volunteers: holders.length, ...options };
  const { opportunityId, volunteerIds } = await importSmallCluster(coordinator, cloud, cluster);
  const { batchId } = await coordinator.call(createBatch, { body: { opportunityIds: [opportunityId] } });
  await waitForBatch(coordinator, batchId);
  const certificates = new Map<string, string>();
  for await (const { volunteerId, certificateId } of coordinator.list(listCertificates, {}))
    certificates.set(volunteerId, certificateId);
  const browser: Browser = await startChromium();

  const known = (value: string | undefined, holder: string) => {
    if (value === undefined) throw new Error(`No certificate was issued to ${holder}`);
    return value;
  };
  const volunteerOf = (holder: string) => known(volunteerIds[holders.indexOf(holder)], holder);
  const emailsTo = async (holder: string) =>
    (await cloud.emails()).filter(({ to }) => to.includes(addressOf(volunteerOf(holder))));
  const notified = (holder: string, count: number) =>
    eventually(
      async () => {
        await cloud.runSchedule('Notify');
        const emails = await emailsTo(holder);
        return emails.length >= count && emails;
      },
      { withinMilliseconds: 60_000, everyMilliseconds: 500 },
    );
  for (const holder of holders) await notified(holder, 1);
  return {
    cloud,
    coordinator,
    stranger: new ApiClient({ baseUrl: cloud.url }),
    volunteerOf,
    certificateOf: (holder) => known(certificates.get(volunteerOf(holder)), holder),
    addressOf: (holder) => addressOf(volunteerOf(holder)),
    emailsTo,
    notified,
    tokenOf: async (holder) => /\/my#(\S+)/.exec((await emailsTo(holder))[0]?.text ?? '')?.[1] ?? '',
    onPhone: (language, run, phone = {}) =>
      asReader(browser, ({ page }) => run(page), { ...phone, language }),
    close: () => browser.close(),
  };
}

/** Returns how a call was refused, or undefined. */
export const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: { code?: string; status?: number; message?: string }) =>
      `${error.status} ${error.code} ${error.message}`,
  );
