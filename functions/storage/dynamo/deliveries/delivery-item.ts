import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Delivery } from '../../../domain/delivery/delivery.ts';
import { deliveryKey, deliveryPartition, deliverySortKey } from '../table.ts';
import type { Item } from '../timesheet-item.ts';

/** Returns where the index lists a delivery; a waiting one is in the outbox with its certificate. */
export const listedAt = ({ issuerId, state, batchId, certificateId }: Delivery) =>
  state === 'waiting'
    ? {}
    : {
        pendingPk: deliveryPartition(issuerId),
        pendingSk: deliverySortKey({ state, batchId, certificateId }),
      };

/** Returns the `DELIVERY` item of a delivery. */
export const deliveryItem = (delivery: Delivery): Item =>
  marshall(
    { ...deliveryKey(delivery.certificateId), ...listedAt(delivery), ...delivery },
    { removeUndefinedValues: true },
  );

/** Returns the delivery of a `DELIVERY` item. */
export function deliveryFromItem(item: Item): Delivery {
  const {
    pk: _pk,
    sk: _sk,
    pendingPk: _pendingPk,
    pendingSk: _pendingSk,
    leasedUntil: _leasedUntil,
    ...delivery
  } = unmarshall(item);
  return delivery as Delivery;
}
