import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterCursor, cursorAt } from '../../../domain/cursor.ts';
import { type PendingHours, together } from '../../../domain/hours/pending-hours.ts';
import type { Page, PageRequest } from '../../../domain/ports/page.ts';
import type { PendingHoursList } from '../../../domain/ports/pending-hours-list.ts';
import { PENDING_INDEX } from '../table.ts';
import { pendingHoursPartition, readPendingHoursSortKey } from './pending-hours-keys.ts';

/**
 * Lists where hours wait, by the index `pending` alone: it has a key for each timesheet with hours that wait, and none for
 * any other, and the key says how much waits. So the list costs what waits, whatever the ledger's size.
 */
export class DynamoPendingHours implements PendingHoursList {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async list(issuerIds: readonly string[], page: PageRequest): Promise<Page<PendingHours>> {
    const [afterIssuer = '', after = ''] = afterCursor(page.cursor).split('#');
    const items: PendingHours[] = [];
    for (const issuerId of [...issuerIds].sort()) {
      if (issuerId < afterIssuer) continue;
      const from = issuerId === afterIssuer ? `${after}#\uffff` : ' ';
      for await (const pending of this.#timesheets(issuerId, from)) {
        const last = items.at(-1);
        if (last?.issuerId === issuerId && last.opportunityId === pending.opportunityId)
          items[items.length - 1] = together(last, pending);
        else if (items.length === page.limit)
          return { items, cursor: cursorAt(`${last?.issuerId}#${last?.opportunityId}`) };
        else items.push(pending);
      }
    }
    return { items, cursor: null };
  }

  /** Yields what waits of each timesheet of an issuer, opportunity by opportunity, after a sort key. */
  async *#timesheets(issuerId: string, after: string): AsyncGenerator<PendingHours> {
    const pages = paginateQuery(
      { client: this.#dynamo },
      {
        TableName: this.#tableName,
        IndexName: PENDING_INDEX,
        KeyConditionExpression: 'pendingPk = :pk AND pendingSk > :after',
        ExpressionAttributeValues: marshall({ ':pk': pendingHoursPartition(issuerId), ':after': after }),
        ProjectionExpression: 'pendingSk',
      },
    );
    for await (const { Items = [] } of pages)
      for (const { pendingSk } of Items) yield readPendingHoursSortKey(issuerId, pendingSk?.S ?? '');
  }
}
