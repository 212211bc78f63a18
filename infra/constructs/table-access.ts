import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { PARTITIONS, type Partition } from '../../functions/storage/dynamo/partitions.ts';
import type { LISTING_INDEX, PENDING_INDEX } from '../../functions/storage/dynamo/table.ts';
import { TABLE_ACTIONS } from './granted-actions.ts';

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
  for (const kind of Object.keys(TABLE_ACTIONS) as (keyof typeof TABLE_ACTIONS)[]) {
    const partitions = access[kind];
    if (partitions === undefined) continue;
    const actions = [...TABLE_ACTIONS[kind]];
    const resources = [table.tableArn, ...(kind === 'read' ? indexes : [])];
    const keys = partitions.map((partition) => `${PARTITIONS[partition]}*`);
    const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } };
    handler.addToRolePolicy(new PolicyStatement({ actions, resources, conditions }));
  }
}
