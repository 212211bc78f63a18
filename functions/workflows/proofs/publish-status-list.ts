import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/calendar-date.ts';
import { type StatusPurpose, statusListId } from '../../domain/certificate/status-index.ts';
import type { Signer } from '../../domain/ports/signer.ts';
import type { StatusLists } from '../../domain/ports/status-lists.ts';
import { LIST_RENEWED_AFTER_MS, statusListCredential } from '../../proof/status-list.ts';
import { CONFLICT, retryOnConflict } from '../retry-on-conflict.ts';

/** What publishing status lists needs. */
export interface PublishingDeps {
  readonly statusLists: StatusLists;
  readonly signer: Signer;
  readonly credentialKeyId: string;
  readonly baseUrl: string;
  readonly now: () => Instant;
}

const PURPOSES = ['revocation', 'suspension'] as const satisfies readonly StatusPurpose[];

/**
 * Signs and stores the lists of all issuers that have changed since, or whose signature is half an hour old. An issuer's
 * next list is published before it has begun, so that the list of every credential is there. Returns how many it signed.
 */
export async function publishStatusLists(issuerIds: Iterable<string>, deps: PublishingDeps): Promise<number> {
  let signed = 0;
  for (const issuerId of issuerIds) {
    const begun = await deps.statusLists.countLists(issuerId);
    for (let list = 0; list <= begun; list += 1)
      signed += await publishStatusList(issuerId, statusListId(issuerId, list), deps);
  }
  return signed;
}

/** Signs and stores what is due of one list, revocations and suspensions. Returns how many it signed. */
export async function publishStatusList(
  issuerId: string,
  listId: string,
  deps: PublishingDeps,
): Promise<number> {
  let signed = 0;
  for (const purpose of PURPOSES)
    if (await retryOnConflict('This status list is', () => publishOnce({ issuerId, listId, purpose }, deps)))
      signed += 1;
  return signed;
}

/** Reads, signs and stores on the condition that nobody stored in between: what was read before is never stored after. */
async function publishOnce(
  { issuerId, listId, purpose }: { issuerId: string; listId: string; purpose: StatusPurpose },
  { statusLists, signer, credentialKeyId, baseUrl, now }: PublishingDeps,
): Promise<boolean | typeof CONFLICT> {
  // The list before the statuses: another who stores after this read makes the write below fail.
  const stored = await statusLists.published(purpose, listId);
  const indexes = (await statusLists.indexesWith(purpose, listId)).sort((a, b) => a - b);
  const statusesSha256 = createHash('sha256').update(indexes.join(',')).digest('hex');
  const signedAt = now();
  const isCurrent =
    stored?.statusesSha256 === statusesSha256 &&
    Date.parse(signedAt) - Date.parse(stored.signedAt) < LIST_RENEWED_AFTER_MS;
  if (isCurrent) return false;
  const jwt = await statusListCredential({ listId, issuerId, purpose, indexes }, signedAt, {
    baseUrl,
    keyId: credentialKeyId,
    signer,
  });
  const revision = (stored?.revision ?? 0) + 1;
  const list = { revision, statusesSha256, signedAt, jwt };
  return (await statusLists.publish(purpose, listId, list)) === 'stored' ? true : CONFLICT;
}
