import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { PARTITIONS, type Partition } from '../../functions/storage/dynamo/partitions.ts';
import type { LISTING_INDEX, PENDING_INDEX } from '../../functions/storage/dynamo/table.ts';

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
// Whoever writes also checks conditions on items beside those that a transaction writes.
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'];

export interface TableAccess {
  /** Partitions that the function reads, of the table or of an index. */
  readonly read?: readonly Partition[];
  /** Partitions whose items the function puts and updates. */
  readonly write?: readonly Partition[];
  /** Partitions whose items the function deletes. */
  readonly remove?: readonly Partition[];
  /** Partitions into which the function puts many items in one request; that right can't be had without deleting. */
  readonly writeTogether?: readonly Partition[];
  /** Partitions with items that the function updates many in one request, as PartiQL statements. */
  readonly updateTogether?: readonly Partition[];
  /** Indexes whose partitions are among `read`. */
  readonly indexes?: readonly (typeof LISTING_INDEX | typeof PENDING_INDEX)[];
}

/** Lets a function read and write only the given partitions of the table (condition `dynamodb:LeadingKeys`). */
export function allowTable(handler: NodejsFunction, table: TableV2, access: TableAccess): void {
  const indexes = (access.indexes ?? []).map((index) => `${table.tableArn}/index/${index}`);
  const allow = (actions: string[], resources: string[], partitions: readonly Partition[] | undefined) => {
    if (partitions === undefined) return;
    const keys = partitions.map((partition) => `${PARTITIONS[partition]}*`);
    const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } };
    handler.addToRolePolicy(new PolicyStatement({ actions, resources, conditions }));
  };
  allow(READ, [table.tableArn, ...indexes], access.read);
  allow(WRITE, [table.tableArn], access.write);
  allow(['dynamodb:DeleteItem'], [table.tableArn], access.remove);
  allow(['dynamodb:BatchWriteItem'], [table.tableArn], access.writeTogether);
  allow(['dynamodb:PartiQLUpdate'], [table.tableArn], access.updateTogether);
}
