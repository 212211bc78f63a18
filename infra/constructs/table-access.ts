import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const WRITE = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
];

export interface TableAccess {
  /** Partition keys that may be read, with `*` at the end; of the table or of an index. */
  readonly read?: readonly string[];
  /** Partition keys that may be written. */
  readonly write?: readonly string[];
  /** Partition keys of items that are updated many in one request, which DynamoDB takes as PartiQL statements. */
  readonly updateTogether?: readonly string[];
  /** Indexes whose partitions are among `read`. */
  readonly indexes?: readonly ('listing' | 'pending')[];
}

/** Lets a function read and write only the partitions it has business with. */
export function allowTable(handler: NodejsFunction, table: TableV2, access: TableAccess): void {
  const indexes = (access.indexes ?? []).map((index) => `${table.tableArn}/index/${index}`);
  const allow = (actions: string[], resources: string[], keys: readonly string[] | undefined) => {
    if (keys === undefined) return;
    const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } };
    handler.addToRolePolicy(new PolicyStatement({ actions, resources, conditions }));
  };
  allow(READ, [table.tableArn, ...indexes], access.read);
  allow(WRITE, [table.tableArn], access.write);
  allow(['dynamodb:PartiQLUpdate'], [table.tableArn], access.updateTogether);
}
