import { describe, expect, test } from '@jest/globals';
import { routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';
import { PREFIXES } from '../../functions/storage/s3/prefixes.ts';
import { ofType, resourcesOf, STACKS } from './assembly.ts';

const records = resourcesOf('Tawtheeq-Records');
const service = resourcesOf('Tawtheeq-Service');

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, readonly string[]>>;
}

const statementsOf = (id: string): Statement[] =>
  ofType(service, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => JSON.stringify(Properties.Roles).includes(`"${id}"`))
    .flatMap(([, { Properties }]) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);

test.each(STACKS)('%s has room for more: CloudFormation takes 500 resources', (stack) => {
  expect(resourcesOf(stack).size).toBeLessThan(450);
});

describe('what must survive', () => {
  test.each(['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::Cognito::UserPool'])(
    'keeps every %s when its stack is deleted or the resource replaced',
    (type) => {
      const found = ofType(records, type);
      expect(found.length).toBeGreaterThan(0);
      for (const [, resource] of found) {
        expect(resource.DeletionPolicy).toBe('Retain');
        expect(resource.UpdateReplacePolicy).toBe('Retain');
      }
    },
  );

  test('has a rule of expiry for every prefix of the bucket, and for what was replaced or removed', () => {
    type Rule = { Prefix?: string; ExpirationInDays?: number; NoncurrentVersionExpiration?: object };
    const buckets = ofType(records, 'AWS::S3::Bucket').filter(([id]) => id.startsWith('Documents'));
    const Rules = buckets.flatMap(
      ([, { Properties }]) => (Properties.LifecycleConfiguration as { Rules: Rule[] }).Rules,
    );
    for (const prefix of Object.values(PREFIXES)) {
      const rules = Rules.filter(({ Prefix }) => Prefix === prefix);
      expect(rules).toMatchObject([
        { Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
      ]);
    }
    const days = Object.fromEntries(Rules.map(({ Prefix, ExpirationInDays }) => [Prefix, ExpirationInDays]));
    expect(days).toMatchObject({ 'imports/': 30, 'results/': 7 });
    // These last as long as their records.
    for (const prefix of ['documents/', 'seals/', 'batches/', 'audit/']) expect(days[prefix]).toBeUndefined();
  });

  test('keeps no records in the stack that can be rebuilt', () => {
    const types = new Set([...service.values()].map(({ Type }) => Type));
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::KMS::Key'])
      expect(types).not.toContain(type);
  });
});

describe('the functions', () => {
  const functions = ofType(service, 'AWS::Lambda::Function');

  test('run on Node.js 24 and arm64, each with a role of its own', () => {
    expect(functions.length).toBeGreaterThan(0);
    const roles = new Set(functions.map(([, { Properties }]) => JSON.stringify(Properties.Role)));
    expect(roles.size).toBe(functions.length);
    for (const [, { Properties }] of functions) {
      expect(Properties.Runtime).toBe('nodejs24.x');
      expect(Properties.Architectures).toEqual(['arm64']);
    }
  });

  test('are traced: the runbook sends whoever looks for the time of a request to X-Ray', () => {
    const everywhere = STACKS.flatMap((stack) => {
      const resources = resourcesOf(stack);
      const policies = ofType(resources, 'AWS::IAM::Policy').map(([, policy]) =>
        JSON.stringify(policy.Properties),
      );
      return ofType(resources, 'AWS::Lambda::Function').map(([id, { Properties }]) => {
        const [role = ''] = (Properties.Role as { 'Fn::GetAtt': string[] })['Fn::GetAtt'];
        const mayTrace = policies.some(
          (text) => text.includes(`"${role}"`) && text.includes('xray:PutTraceSegments'),
        );
        return [id, Properties.TracingConfig, mayTrace];
      });
    });
    expect(everywhere.length).toBeGreaterThan(20);
    for (const [id, ...tracing] of everywhere)
      expect([id, ...tracing]).toEqual([id, { Mode: 'Active' }, true]);
  });

  test('have no managed policy', () => {
    for (const [, { Properties }] of ofType(service, 'AWS::IAM::Role'))
      expect(Properties.ManagedPolicyArns ?? []).toEqual([]);
  });

  test('may not touch the whole table: every table permission names its key prefixes', () => {
    const tablePermissions = ofType(service, 'AWS::IAM::Role').flatMap(([id]) =>
      statementsOf(id).filter(({ Action }) => JSON.stringify(Action).includes('dynamodb:')),
    );
    expect(tablePermissions.length).toBeGreaterThan(0);
    for (const { Condition, Action } of tablePermissions) {
      const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? [];
      expect(keys.length).toBeGreaterThan(0);
      expect(keys).not.toContain('*');
      expect(JSON.stringify(Action)).not.toMatch(/dynamodb:(\*|Scan)/);
    }
  });

  test.each(['Claims', 'Worker', 'Sweeper', 'Lifecycle'])(
    '%s may count in the reports what it writes',
    (name) => {
      const roles = ofType(service, 'AWS::IAM::Role').filter(([id]) =>
        new RegExp(`${name}(ServiceRole|Role|F|[0-9A-F])`).test(id),
      );
      expect(roles.length).toBeGreaterThan(0);
      const writable = roles.flatMap(([id]) =>
        statementsOf(id)
          .filter(({ Action }) => JSON.stringify(Action).includes('dynamodb:UpdateItem'))
          .flatMap(({ Condition }) => Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? []),
      );
      expect(writable).toContain('REPORT#*');
    },
  );
});

describe('the routes', () => {
  test('are exactly those of the route table, and need a token unless they are public', () => {
    const deployed = ofType(service, 'AWS::ApiGatewayV2::Route').map(
      ([, { Properties }]) =>
        `${Properties.RouteKey} ${Properties.AuthorizationType === 'JWT' ? 'token' : 'public'}`,
    );
    const listed = ROUTE_TABLE.map(
      (route) => `${routeKey(route)} ${route.roles === 'public' ? 'public' : 'token'}`,
    );
    expect(deployed.toSorted()).toEqual(listed.toSorted());
  });
});
