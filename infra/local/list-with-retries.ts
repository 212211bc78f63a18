import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { ApiClient } from '../tools/cli/api-client.ts';
import { ApiUnreachable } from '../tools/cli/api-exchange.ts';

/** What is used of the API client. */
export type ListApi = Pick<ApiClient, 'list' | 'understand'>;

/** A certificate of the API's list. */
export interface ListedCertificate {
  readonly certificateId: string;
  readonly displayId: string;
  readonly volunteerId: string;
}

const certificate = z.looseObject({
  certificateId: z.string(),
  displayId: z.string(),
  volunteerId: z.string(),
});

const batch = z.looseObject({ batchId: z.string(), state: z.string() });
const UNDER_WAY = ['planning', 'running'];
const NEWEST_BATCHES = 20;

const ATTEMPTS = 4;
const PAUSE_MILLISECONDS = 1_000;

/** Returns all certificates, newest first, or undefined when the API stays unavailable. */
export const listedCertificates = (
  api: ListApi,
  pauseMilliseconds?: number,
): Promise<readonly ListedCertificate[] | undefined> =>
  listWithRetries(api, { path: '/certificates', shape: certificate, pauseMilliseconds });

/** Returns the IDs of the planning and running ones among the 20 newest batches, newest first. */
export async function batchesUnderWay(api: ListApi, pauseMilliseconds?: number): Promise<readonly string[]> {
  const request = { path: '/batches', shape: batch, atMost: NEWEST_BATCHES, pauseMilliseconds };
  const found = (await listWithRetries(api, request)) ?? [];
  return found.filter(({ state }) => UNDER_WAY.includes(state)).map(({ batchId }) => batchId);
}

/**
 * Reads a list for the start report. On a busy machine a function may not answer in time: the list is requested up to
 * four times, and then it is undefined, so that a missing line of the report doesn't stop the cloud.
 */
async function listWithRetries<S extends z.ZodType>(
  api: ListApi,
  request: {
    readonly path: string;
    readonly shape: S;
    readonly atMost?: number;
    readonly pauseMilliseconds: number | undefined;
  },
): Promise<readonly z.infer<S>[] | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1)
    try {
      const found: z.infer<S>[] = [];
      for await (const item of api.list(request.path, {}, request.atMost))
        found.push(api.understand(request.shape, item));
      return found;
    } catch (error) {
      if (!(error instanceof ApiUnreachable)) throw error;
      await pause(request.pauseMilliseconds ?? PAUSE_MILLISECONDS);
    }
  return undefined;
}
