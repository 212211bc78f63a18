import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { ApprovalRequest } from '../../../domain/approval/approval-request.ts';
import type { Page, PageRequest } from '../../../domain/ports/page.ts';
import type { ApprovalRequests } from '../../../domain/ports/supervision/approval-requests.ts';
import { recordOfItem } from '../record-of-item.ts';
import { getItem } from '../requests/get-item.ts';
import { mergeShards } from '../requests/merge-shards.ts';
import { putRevision } from '../requests/put-revision.ts';
import { approvalRequestKey, approvalRequestsListing } from '../table.ts';
import type { Item } from '../timesheet-item.ts';

/** The requests for approval in DynamoDB: `APPROVAL#` items, listed by `listing` (`ISSUER#…#APPROVALS`). */
export class DynamoApprovalRequests implements ApprovalRequests {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async find(requestId: string): Promise<ApprovalRequest | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, approvalRequestKey(requestId));
    return item && requestFromItem(item);
  }

  put(request: ApprovalRequest): Promise<boolean> {
    return putRevision(this.#dynamo, this.#tableName, requestItem(request), request.revision);
  }

  list(issuerIds: readonly string[], page: PageRequest): Promise<Page<ApprovalRequest>> {
    return mergeShards({
      dynamo: this.#dynamo,
      tableName: this.#tableName,
      partitions: issuerIds.map((issuerId) => ({ partition: approvalRequestsListing(issuerId) })),
      page,
      fromItem: requestFromItem,
    });
  }
}

const requestItem = (request: ApprovalRequest): Item =>
  marshall(
    {
      ...approvalRequestKey(request.requestId),
      listPk: approvalRequestsListing(request.issuerId),
      listSk: `${request.askedAt}#${request.requestId}`,
      ...request,
    },
    { removeUndefinedValues: true },
  );

function requestFromItem(item: Item): ApprovalRequest {
  return recordOfItem(item) as ApprovalRequest;
}
