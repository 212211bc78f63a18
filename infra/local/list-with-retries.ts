import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { ApiClient } from '../tools/cli/api-client.ts';
import { ApiUnreachable } from '../tools/cli/api-exchange.ts';

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
/** Whoever started more at once looks at them with the command line. */
const NEWEST_BATCHES = 20;

const MOST_TRIES = 4;
const PAUSE_MILLISECONDS = 1_000;

/** All certificates, newest first; undefined where the machine is too busy. */
export const listedCertificates = (
  api: ApiClient,
  pauseMilliseconds?: number,
): Promise<readonly ListedCertificate[] | undefined> =>
  patientList(api, { path: '/certificates', shape: certificate, pauseMilliseconds });

/** The IDs of batches that go on by themselves, newest first. */
export async function batchesUnderWay(
  api: ApiClient,
  pauseMilliseconds?: number,
): Promise<readonly string[]> {
  const request = { path: '/batches', shape: batch, atMost: NEWEST_BATCHES, pauseMilliseconds };
  const found = (await patientList(api, request)) ?? [];
  return found.filter(({ state }) => UNDER_WAY.includes(state)).map(({ batchId }) => batchId);
}

/**
 * A list for the greeting. On a busy machine a function may not answer in time: it is asked again, and then the
 * answer is undefined, because a cloud that runs shall not be stopped for a line of its greeting.
 */
async function patientList<S extends z.ZodType>(
  api: ApiClient,
  request: {
    readonly path: string;
    readonly shape: S;
    readonly atMost?: number;
    readonly pauseMilliseconds: number | undefined;
  },
): Promise<readonly z.infer<S>[] | undefined> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1)
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
