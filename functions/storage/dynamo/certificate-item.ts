import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Certificate, CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { certificateKey, certificatesListing, shardOf } from './table.ts';
import type { Item } from './timesheet-item.ts';

/** The item of a certificate. The snapshot is one text: it is frozen, and read whole or not at all. */
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

/** The certificate of an item that `certificateItem` made. */
export function certificateFromItem(item: Item): Certificate {
  const {
    pk: _pk,
    sk: _sk,
    listPk: _lp,
    listSk: _ls,
    pendingPk: _pp,
    pendingSk: _ps,
    ...rest
  } = unmarshall(item);
  const snapshot = rest.snapshot as string | null;
  return {
    ...rest,
    snapshot: snapshot === null ? null : (JSON.parse(snapshot) as CertificateSnapshot),
  } as Certificate;
}
