import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** Returns what an item records, without its keys in the table and in the indexes and its authentication code. */
export function recordOfItem(item: Readonly<Record<string, AttributeValue>>) {
  const {
    pk: _pk,
    sk: _sk,
    listPk: _listPk,
    listSk: _listSk,
    pendingPk: _pendingPk,
    pendingSk: _pendingSk,
    mac: _mac,
    ...record
  } = unmarshall(item);
  return record;
}
