import type { Instant } from '../../domain/calendar-date.ts';
import { readStatusListId } from '../../domain/certificate/status-index.ts';
import type { Signer } from '../../domain/ports/signer.ts';
import type { StatusLists } from '../../domain/ports/status-lists.ts';
import { statusListCredential } from '../../proof/status-list.ts';

/** What `publishStatusList` needs. */
export interface StatusListDeps {
  readonly statusLists: StatusLists;
  /** The issuers of the deployment. */
  readonly issuerIds: ReadonlySet<string>;
  readonly signer: Signer;
  readonly credentialKeyId: string;
  readonly baseUrl: string;
  readonly now: () => Instant;
}

/**
 * Signs the current status list with a public ID. Returns undefined for a list that no issuer has started, so that
 * requests with invented IDs cause no signatures.
 */
export async function publishStatusList(listId: string, deps: StatusListDeps): Promise<string | undefined> {
  const name = readStatusListId(listId);
  if (name === undefined || !deps.issuerIds.has(name.issuerId)) return undefined;
  if (name.list >= (await deps.statusLists.countLists(name.issuerId))) return undefined;
  const revoked = await deps.statusLists.revokedIndexes(listId);
  return statusListCredential({ listId, issuerId: name.issuerId, revoked }, deps.now(), {
    baseUrl: deps.baseUrl,
    keyId: deps.credentialKeyId,
    signer: deps.signer,
  });
}
