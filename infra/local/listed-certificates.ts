import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiClient } from '../cli/api-client.ts';
import { ApiUnreachable } from '../cli/api-exchange.ts';

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

const MOST_TRIES = 4;
const PAUSE_MILLISECONDS = 1_000;

/**
 * All certificates, newest first. On a busy machine a function may not answer in time: it is asked again, and then
 * the answer is undefined, because a cloud that runs shall not be stopped for a line of its greeting.
 */
export async function listedCertificates(
  api: ApiClient,
  pauseMilliseconds = PAUSE_MILLISECONDS,
): Promise<readonly ListedCertificate[] | undefined> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1)
    try {
      const found: ListedCertificate[] = [];
      for await (const item of api.list('/certificates')) found.push(api.understand(certificate, item));
      return found;
    } catch (error) {
      if (!(error instanceof ApiUnreachable)) throw error;
      await pause(pauseMilliseconds);
    }
  return undefined;
}
