import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { PREFIXES, type Prefix } from '../../functions/storage/s3/prefixes.ts';
import type { RecordsStack } from '../records-stack.ts';
import { explain } from './explain.ts';
import { OBJECT_ACTIONS } from './granted-actions.ts';

const documentWriters = new WeakSet<object>();

/** Whether a function was let to store documents. */
export const storesDocuments = (handler: object): boolean => documentWriters.has(handler);

/** Lets a function read, write or remove the objects under some prefixes of the bucket. */
export function allowObjects(
  handler: NodejsFunction,
  { bucketArn }: RecordsStack,
  access: { readonly [A in keyof typeof OBJECT_ACTIONS]?: readonly Prefix[] },
): void {
  if (access.write?.includes('documents')) documentWriters.add(handler);
  for (const kind of ['read', 'write', 'listParts', 'remove'] as const)
    for (const prefix of access[kind] ?? []) allow(handler, bucketArn, kind, PREFIXES[prefix]);
}

function allow(
  handler: NodejsFunction,
  bucketArn: string,
  kind: keyof typeof OBJECT_ACTIONS,
  prefix: string,
): void {
  handler.addToRolePolicy(
    new PolicyStatement({ actions: [...OBJECT_ACTIONS[kind]], resources: [`${bucketArn}/${prefix}*`] }),
  );
  // Without ListBucket, S3 answers 403 instead of 404 for a missing object. A GetObject names no prefix, hence IfExists.
  if (kind === 'read' || kind === 'remove')
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: [kind === 'read' ? 's3:ListBucket' : 's3:ListBucketVersions'],
        resources: [bucketArn],
        conditions: { StringLikeIfExists: { 's3:prefix': `${prefix}*` } },
      }),
    );
  const exported = Stack.of(handler).resolve(bucketArn) as { 'Fn::ImportValue': string };
  const finding = `AwsSolutions-IAM5[Resource::${exported['Fn::ImportValue']}/${prefix}*]`;
  if (handler.role) explain(handler.role, finding, 'The wildcard stands for the objects under one prefix.');
}
