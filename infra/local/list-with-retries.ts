import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from '../../functions/client/api-client.ts';
import { ApiUnreachable } from '../../functions/client/api-errors.ts';
import type { ItemOf } from '../../functions/client/request-types.ts';
import { listBatches } from '../../functions/routes/batches.ts';
import { listCertificates } from '../../functions/routes/issuing.ts';
import { getReport } from '../../functions/routes/reports.ts';

/** What is used of the API client. */
export type ListApi = Pick<ApiClient, 'list'>;

/** A certificate of the API's list. */
export type ListedCertificate = ItemOf<typeof listCertificates>;

const UNDER_WAY = ['planning', 'running'];
const NEWEST_BATCHES = 20;

const ATTEMPTS = 4;
const PAUSE_MILLISECONDS = 1_000;

/** Certificates that the greeting names as examples. */
const EXAMPLES = 3;

/** Returns the newest certificates, or undefined when the API stays unavailable. */
export const newestCertificates = (
  api: ListApi,
  pauseMilliseconds?: number,
): Promise<readonly ListedCertificate[] | undefined> =>
  listWithRetries(() => api.list(listCertificates, {}, EXAMPLES), pauseMilliseconds);

/** Longest period of a report, in years. */
const REPORTED_YEARS = 9;

/**
 * Returns how many certificates were issued, by the counters of the reports: a query for each issuer, however many
 * there are. Undefined when the API is unavailable.
 */
export async function certificatesIssued(api: Pick<ApiClient, 'call'>): Promise<number | undefined> {
  const year = new Date().getUTCFullYear();
  try {
    const period = { from: `${year - REPORTED_YEARS}-01-01`, to: `${year}-12-31` };
    return (await api.call(getReport, { query: period })).certificates;
  } catch (error) {
    if (error instanceof ApiUnreachable) return undefined;
    throw error;
  }
}

/** Returns the IDs of the planning and running ones among the 20 newest batches, newest first. */
export async function batchesUnderWay(api: ListApi, pauseMilliseconds?: number): Promise<readonly string[]> {
  const newest = () => api.list(listBatches, {}, NEWEST_BATCHES);
  const found = (await listWithRetries(newest, pauseMilliseconds)) ?? [];
  return found.filter(({ state }) => UNDER_WAY.includes(state)).map(({ batchId }) => batchId);
}

/**
 * Reads a list for the start report. On a busy machine a function may not answer in time: the list is requested up to
 * four times, and then it is undefined, so that a missing line of the report doesn't stop the cloud.
 */
async function listWithRetries<Item>(
  list: () => AsyncIterable<Item>,
  pauseMilliseconds = PAUSE_MILLISECONDS,
): Promise<readonly Item[] | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1)
    try {
      const found: Item[] = [];
      for await (const item of list()) found.push(item);
      return found;
    } catch (error) {
      if (!(error instanceof ApiUnreachable)) throw error;
      await pause(pauseMilliseconds);
    }
  return undefined;
}
