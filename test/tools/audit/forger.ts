import { appendEvent } from '../../../functions/domain/certificate/audit-chain.ts';
import type { AuditEvent, CertificateSnapshot } from '../../../functions/domain/certificate/certificate.ts';
import { snapshotHash } from '../../../functions/domain/certificate/snapshot-hash.ts';
import { attachedCredentials } from '../../../functions/proof/attached-credentials.ts';
import { type Json, sha256Hex } from '../../../infra/tools/audit/chain-check.ts';
import type { TableItem } from '../../../infra/tools/audit/table-contents.ts';
import { SAMPLE_RENDERER } from '../../proof/unsealed-sample.ts';
import type { CapturedRecords } from './captured-records.ts';

/** Returns events with a chain hashed anew; `factsOf` may change the facts of each. */
export function rehashed(
  events: readonly AuditEvent[],
  factsOf: (event: AuditEvent) => AuditEvent['facts'] = ({ facts }) => facts,
): AuditEvent[] {
  let chain: AuditEvent[] = [];
  for (const event of events) {
    const { at, action, actor } = event;
    chain = appendEvent(chain, { at, action, actor, facts: factsOf(event) });
  }
  return chain;
}

/**
 * Returns records in which somebody careful has changed the snapshot of a certificate: the document shows the new one,
 * with the signed credential of the old, and the chain is hashed anew. The forger can write to the table and the bucket
 * and can't sign.
 */
export async function forged(
  records: CapturedRecords,
  item: TableItem,
  edit: (snapshot: CertificateSnapshot) => object,
): Promise<CapturedRecords> {
  const snapshot = edit(JSON.parse(String(item.snapshot))) as CertificateSnapshot;
  const key = `documents/${String(item.certificateId)}.pdf`;
  const [credentialJwt] = await attachedCredentials(records.objects.get(key) ?? new Uint8Array());
  const document = await SAMPLE_RENDERER.render(snapshot, credentialJwt ? { credentialJwt } : {});
  const events = rehashed(item.events as never, ({ facts }) => ({
    ...facts,
    ...(facts.snapshotSha256 ? { snapshotSha256: snapshotHash(snapshot) } : {}),
    ...(facts.documentSha256 ? { documentSha256: sha256Hex(document) } : {}),
  }));
  const changed = {
    ...item,
    snapshot: JSON.stringify(snapshot),
    documentSha256: sha256Hex(document),
    events: events as unknown as Json,
  };
  return {
    ...records,
    items: records.items.map((one) => (one === item ? changed : one)),
    objects: new Map(records.objects).set(key, document),
  };
}
