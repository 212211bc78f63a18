import { marshall } from '@aws-sdk/util-dynamodb';
import type { LaterNotification } from '../../../domain/certificate/notification.ts';
import { notificationKey, notifyPending, pendingNotificationSortKey, shardOf } from '../table.ts';
import type { Item } from '../timesheet-item.ts';

/** Returns the `NOTIFICATION#` item, listed in `pending` under `NOTIFY#`. It stays once it was sent, without the list. */
export const notificationItem = (notification: LaterNotification): Item =>
  marshall({
    ...notificationKey(notification),
    pendingPk: notifyPending(shardOf(notification.certificateId)),
    pendingSk: pendingNotificationSortKey(notification),
    ...notification,
  });
