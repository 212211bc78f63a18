import { marshall } from '@aws-sdk/util-dynamodb';
import type { Certificate, CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { recordOfItem } from './record-of-item.ts';
import { certificateKey, certificatesListing, shardOf } from './table.ts';
import type { Item } from './timesheet-item.ts';

/**
 * Returns the `CERTIFICATE` item, listed in `listing` under its issuer and shard. `pending` lists it as work to do as
 * well. The snapshot is one JSON text: it never changes, and is always read as a whole.
 */
export function certificateItem(certificate: Certificate, pending?: { pk: string; sk: string }): Item {
  const { snapshot, ...rest } = certificate;
  return marshall(
    {
      ...certificateKey(certificate.certificateId),
      listPk: certificatesListing(certificate.issuerId, shardOf(certificate.certificateId)),
      listSk: `${certificate.reservedAt}#${certificate.certificateId}`,
      ...(pending ? { pendingPk: pending.pk, pendingSk: pending.sk } : {}),
      ...rest,
      snapshot: snapshot === null ? null : JSON.stringify(snapshot),
    },
    { removeUndefinedValues: true },
  );
}

/** Returns the certificate of a `CERTIFICATE` item. */
export function certificateFromItem(item: Item): Certificate {
  const rest = recordOfItem(item);
  const snapshot = rest.snapshot as string | null;
  return {
    ...rest,
    snapshot: snapshot === null ? null : (JSON.parse(snapshot) as CertificateSnapshot),
  } as Certificate;
}
