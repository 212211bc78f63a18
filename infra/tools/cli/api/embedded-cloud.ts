import * as z from 'zod';
import { ApiUnreachable } from '../../../../functions/client/api-errors.ts';
import { reach } from '../../../../functions/client/reach.ts';

const TIMEOUT_MS = 60_000;

const health = z.looseObject({
  endpoints: z.looseObject({ dynamodb: z.string(), s3: z.string(), kms: z.string() }),
  tableName: z.string(),
  bucketName: z.string(),
  recordKeyId: z.string(),
  alarmsAddress: z.string(),
});
const mintedToken = z.looseObject({ access_token: z.string() });

/** Gets a bearer token from the embedded cloud at an address; undefined if there is none. */
export async function embeddedCloudToken(
  url: string,
  identity: { readonly role: string; readonly id?: string; readonly issuers?: readonly string[] },
): Promise<string | undefined> {
  const found = await request(`${url}/_local/health`, {});
  await found.body?.cancel();
  if (!found.ok) return undefined;
  const answer = await request(`${url}/_local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(identity),
  });
  return mintedToken.safeParse(await answer.json().catch(() => undefined)).data?.access_token;
}

/**
 * Returns where the embedded cloud at an address keeps its records.
 * @throws ApiUnreachable when there is no embedded cloud
 */
export async function embeddedCloudRecords(url: string) {
  const answer = await request(`${url}/_local/health`, {});
  const cloud = health.safeParse(await answer.json().catch(() => undefined));
  if (!cloud.success) throw new ApiUnreachable(url, 'what answers there is no embedded cloud');
  return cloud.data;
}

const request = (address: string, init: RequestInit): Promise<Response> =>
  reach(address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
