import * as z from 'zod';
import { ACCOUNT } from '../region.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import { UnsupportedTemplate } from '../template/unsupported-template.ts';
import type { ResourcePolicy } from './permissions.ts';
import type { Principal } from './principal.ts';
import { policyShape, readStatements, type Statement } from './statement.ts';

const ROLE = {
  shape: z.object({}),
  ignored: ['AssumeRolePolicyDocument', 'Description', 'Tags'],
};
const POLICY = {
  shape: z.object({ PolicyDocument: policyShape, Roles: z.array(z.string()) }),
  ignored: ['PolicyName'],
};
const LOG_GROUP = { shape: z.object({}), ignored: ['RetentionInDays', 'Tags'] };
const BUCKET_POLICY = { shape: z.object({ Bucket: z.string(), PolicyDocument: policyShape }), ignored: [] };
const QUEUE_POLICY = {
  shape: z.object({ Queues: z.array(z.string()), PolicyDocument: policyShape }),
  ignored: [],
};

/** A role that functions take, with what it may do. */
interface Role extends Principal {
  readonly name: string;
  readonly statements: Statement[];
}

/** Registers the template's roles and logs, to which other resources refer. Their policies are read later. */
export function registerRoles(resources: ResourceReader): void {
  for (const resource of resources.all('AWS::IAM::Role', ROLE)) {
    const name = physicalName(resource);
    resources.setAttributes(resource, { Ref: name, Arn: roleArn(name) });
  }
  for (const resource of resources.all('AWS::Logs::LogGroup', LOG_GROUP)) {
    const name = physicalName(resource);
    resources.setAttributes(resource, { Ref: name, Arn: `arn:aws:logs:::log-group:${name}:*` });
  }
}

/** Returns the template's roles by ARN, with the statements of their policies. Call it when all resources are created. */
export function readRoles(resources: ResourceReader): Map<string, Principal> {
  const roles = resources.all('AWS::IAM::Role', ROLE).map((resource): Role => {
    const name = physicalName(resource);
    return { name, arn: roleArn(name), statements: [] };
  });
  for (const { logicalId, properties } of resources.all('AWS::IAM::Policy', POLICY))
    for (const name of properties.Roles) {
      const role = roles.find((one) => one.name === name);
      if (role === undefined)
        throw new UnsupportedTemplate(`${logicalId}: ${name} is not a role of the template`);
      role.statements.push(...readStatements(properties.PolicyDocument));
    }
  return new Map(roles.map((role) => [role.arn, role]));
}

/** Returns the policies of the template's buckets, queues and keys. */
export function readResourcePolicies(
  resources: ResourceReader,
  keys: readonly ResourcePolicy[],
): ResourcePolicy[] {
  const buckets = resources.all('AWS::S3::BucketPolicy', BUCKET_POLICY).map(({ properties }) => ({
    resource: `arn:aws:s3:::${properties.Bucket}`,
    statements: readStatements(properties.PolicyDocument),
    decidesAlone: false,
  }));
  const queues = resources.all('AWS::SQS::QueuePolicy', QUEUE_POLICY).flatMap(({ properties }) => {
    const statements = readStatements(properties.PolicyDocument);
    const arns = statements.flatMap((statement) => statement.resources);
    return [...new Set(arns)].map((resource) => ({ resource, statements, decidesAlone: false }));
  });
  return [...buckets, ...queues, ...keys];
}

const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
