import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ofType, type Resource, resourcesOf, STACKS } from './assembly.ts';

const ROOT = join(import.meta.dirname, '..', '..');

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Principal?: { readonly Service?: string; readonly AWS?: unknown } | '*';
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Policies of resources, by the property that holds them; roles' own statements are weighed by the rights that are used. */
const POLICIES: Readonly<Record<string, string>> = {
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
};

const statementsIn = ({ Properties }: Resource, property: string): readonly Statement[] =>
  (Properties[property] as { Statement: Statement[] }).Statement;

/** A statement in one line: resource, effect, actions, to whom, and on which conditions. */
function lineOf(id: string, { Effect, Action, Principal, Condition = {} }: Statement): string {
  const whom = typeof Principal === 'object' ? (Principal.Service ?? whoseAccount(Principal.AWS)) : Principal;
  const conditions = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).map(([key, value]) => (typeof value === 'object' ? key : `${key} ${value}`)),
  );
  const resource = id.replace(/[0-9A-F]{8}$/, '');
  return [resource, Effect, [Action].flat().join('+'), `to ${whom}`, ...conditions].join(' ');
}
const whoseAccount = (whom: unknown) => (whom === '*' ? 'everyone' : 'the account');

const lines = STACKS.flatMap((stack) => {
  const resources = resourcesOf(stack);
  const ofResources = Object.entries(POLICIES).flatMap(([type, property]) =>
    ofType(resources, type).flatMap(([id, resource]) =>
      statementsIn(resource, property).map((statement) => lineOf(id, statement)),
    ),
  );
  const denied = ofType(resources, 'AWS::IAM::Policy').flatMap(([id, resource]) =>
    statementsIn(resource, 'PolicyDocument')
      .filter(({ Effect }) => Effect === 'Deny')
      .map((statement) => lineOf(id, statement)),
  );
  return [...ofResources, ...denied];
});

/** What shows a statement: a file of tests and a test in it; or the reason why none of ours can. */
type Shown = readonly [file: string, test: string] | { readonly because: string };

const UNENCRYPTED: Shown = {
  because: 'AWS’s endpoints alone know whether a request came without TLS; nothing here is encrypted.',
};
/** Every statement of a policy of a resource, and every denial. */
const STATEMENTS: readonly (readonly [pattern: RegExp, shown: Shown])[] = [
  [/ Deny (?:s3:\*|sqs:\*|sns:Publish) to (?:everyone|\*) aws:SecureTransport false$/, UNENCRYPTED],
  [/^DocumentsPolicy Deny s3:\* to everyone s3:TlsVersion 1\.2$/, UNENCRYPTED],
  [
    /^DocumentsPolicy Deny s3:GetObject\+s3:PutObject to everyone s3:signatureAge 90000$/,
    [
      'test/local/iam/enforced.test.ts',
      'refuses a link that is older than its time, whatever time it was given',
    ],
  ],
  [
    /^DocumentsPolicy Deny s3:GetObject\+s3:PutObject to everyone s3:signatureAge 930000$/,
    [
      'test/local/iam/enforced.test.ts',
      'refuses a link that is older than its time, whatever time it was given',
    ],
  ],
  [
    /^AccessLogsPolicy Allow s3:PutObject to logging\.s3\.amazonaws\.com aws:SourceArn aws:SourceAccount$/,
    ['test/infra/edges.test.ts', 'the bucket delivers its access logs'],
  ],
  [
    /^(?:Credential|Seal|Record)Key Allow kms:\* to the account$/,
    [
      'test/local/iam/statements.test.ts',
      'of a key decides alone: without delegation a role’s own policy counts for nothing',
    ],
  ],
  [
    /^SupervisionDeliveryEventsPolicy Allow sqs:.*\+sqs:SendMessage to events\.amazonaws\.com aws:SourceArn$/,
    ['test/infra/edges.test.ts', 'the rule %s sends to the queue %s'],
  ],
  [
    /^AlarmsTopicPolicy Allow sns:Publish to cloudwatch\.amazonaws\.com aws:SourceAccount$/,
    ['test/infra/alarm-paths.test.ts', 'would tell nobody without its %s'],
  ],
];

describe('every statement of a resource’s policy, and every denial, is shown by a test or has a reason:', () => {
  test('there are some of each kind', () => {
    for (const part of ['S3', 's3:signatureAge', 'kms:*', 'sqs:', 'sns:'])
      expect(lines.some((line) => line.includes(part.replace('S3', 's3:*')))).toBe(true);
  });

  test.each(lines)('%s', (line) => {
    expect(STATEMENTS.filter(([pattern]) => pattern.test(line))).toHaveLength(1);
  });

  test.each(STATEMENTS)('%s is a statement that there is, and its test exists', (pattern, shown) => {
    expect(lines.filter((line) => pattern.test(line))).not.toEqual([]);
    if ('because' in shown) return;
    const [file, name] = shown;
    expect(existsSync(join(ROOT, file)) && readFileSync(join(ROOT, file), 'utf8')).toContain(name);
  });
});
