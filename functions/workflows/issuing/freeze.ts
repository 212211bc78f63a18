import type { Instant } from '../../domain/calendar-date.ts';
import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { certificateIdFrom } from '../../domain/certificate/certificate-id.ts';
import {
  freezeSnapshot,
  issuerOfContent,
  type SnapshotContent,
  wantsSeal,
} from '../../domain/certificate/freeze-snapshot.ts';
import type { SealChains } from '../../domain/ports/seal-chains.ts';
import type { StatusIndexes } from '../../domain/ports/status-indexes.ts';
import type { Policies } from '../../domain/ports/supervision/policies.ts';

export interface FreezingDeps {
  readonly statusIndexes: Pick<StatusIndexes, 'next'>;
  readonly sealChains: SealChains;
  readonly policies: Policies;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly now: () => Instant;
  readonly baseUrl: string;
  /** The key that signs credentials; null: none is attached. */
  readonly credentialKeyId: string | null;
  /** The key that seals documents once it has a sealing certificate; null: none seals. */
  readonly sealKeyId: string | null;
}

/** Freezes everything a certificate will show, under a new certificate ID, status index and the keys of today. */
export async function freeze(content: SnapshotContent, deps: FreezingDeps): Promise<CertificateSnapshot> {
  const now = deps.now();
  return freezeSnapshot(await withPolicy(content, deps), {
    certificateId: certificateIdFrom(deps.randomBytes(10)),
    now,
    baseUrl: deps.baseUrl,
    statusList: await deps.statusIndexes.next(issuerOfContent(content)),
    credentialKeyId: deps.credentialKeyId,
    sealKeyId: wantsSeal(content) ? await keyThatSeals(deps) : null,
  });
}

/** Returns the content with its issuer's policy of now, which the evidence names. */
async function withPolicy(content: SnapshotContent, { policies }: FreezingDeps): Promise<SnapshotContent> {
  if (content.kind === 'correction')
    return { ...content, issuer: { ...content.issuer, policy: await policies.of(content.issuer) } };
  const [issuer, ...partners] = content.issuers;
  return { ...content, issuers: [{ ...issuer, policy: await policies.of(issuer) }, ...partners] };
}

async function keyThatSeals({ sealChains, sealKeyId }: FreezingDeps): Promise<string | null> {
  if (sealKeyId === null || (await sealChains.find(sealKeyId)) === undefined) return null;
  return sealKeyId;
}
