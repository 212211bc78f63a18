import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../../infra/local/iam/call.ts';
import { Permissions } from '../../../infra/local/iam/permissions.ts';
import { ROOT } from '../../../infra/local/iam/principal.ts';
import { policyShape, readStatements } from '../../../infra/local/iam/statement.ts';
import { rightsOf, UsedRights } from '../../../infra/local/iam/used-rights.ts';

const TABLE = 'arn:aws:dynamodb:me-central-1:000000000000:table/T';

/** Returns a role with these statements. */
const role = (...statements: object[]) => ({
  arn: 'arn:aws:iam::000000000000:role/Function',
  statements: readStatements(policyShape.parse({ Version: '2012-10-17', Statement: statements })),
});
const allowing = (Condition?: object) =>
  role({
    Effect: 'Allow',
    Action: 'dynamodb:GetItem',
    Resource: TABLE,
    ...(Condition === undefined ? {} : { Condition }),
  });
const getItem = (context: Call['context'] = {}): Call => ({
  action: 'dynamodb:GetItem',
  resource: TABLE,
  context,
});
const permissions = new Permissions([], new UsedRights());

describe('a role may', () => {
  test('do what a statement allows, and nothing else', () => {
    const one = allowing();
    expect(permissions.refusal(one, getItem())).toBeUndefined();
    expect(permissions.refusal(one, { ...getItem(), action: 'dynamodb:PutItem' })).toBe(
      'arn:aws:iam::000000000000:role/Function is not authorized to perform: dynamodb:PutItem on resource: ' +
        `${TABLE} because no policy allows the dynamodb:PutItem action`,
    );
    expect(permissions.refusal(one, { ...getItem(), resource: `${TABLE}2` })).toContain('no policy allows');
    expect(permissions.refusal(role(), getItem())).toContain('no policy allows');
  });

  test('not do what a statement denies, whatever another one allows', () => {
    const one = role(
      { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' },
      { Effect: 'Deny', Action: 'dynamodb:GetItem', Resource: `${TABLE}*` },
    );
    expect(permissions.refusal(one, getItem())).toContain('with an explicit deny');
    expect(permissions.refusal(one, { ...getItem(), action: 'dynamodb:Query' })).toBeUndefined();
  });
});

describe('a condition', () => {
  const keys = (...values: string[]) => getItem({ 'dynamodb:LeadingKeys': values });

  test('for all values holds if each one meets it, and where there is none', () => {
    const one = allowing({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['A#*', 'B#*'] } });
    expect(permissions.refusal(one, keys('A#1', 'B#2'))).toBeUndefined();
    expect(permissions.refusal(one, keys('A#1', 'C#2'))).toContain('no policy allows');
    expect(permissions.refusal(one, getItem())).toBeUndefined();
  });

  test('does not hold for a key that the request lacks, unless it says so', () => {
    expect(permissions.refusal(allowing({ StringLike: { 's3:prefix': 'a*' } }), getItem())).toContain(
      'no policy',
    );
    expect(
      permissions.refusal(allowing({ StringLikeIfExists: { 's3:prefix': 'a*' } }), getItem()),
    ).toBeUndefined();
    const other = getItem({ 's3:prefix': ['b'] });
    expect(permissions.refusal(allowing({ StringLikeIfExists: { 's3:prefix': 'a*' } }), other)).toContain(
      'no policy',
    );
  });

  test.each([
    [
      'an operator',
      { DateLessThan: { 'aws:SourceArn': 'x' } },
      'the operator DateLessThan of a policy is not supported',
    ],
    [
      'a key',
      { StringEquals: { 'aws:RequestTag/x': 'x' } },
      'the condition key aws:RequestTag/x of a policy is not supported',
    ],
  ])('with %s that is not known stops the start', (_what, condition, message) => {
    expect(() => allowing(condition)).toThrow(message);
  });
});

describe('the policy of a resource', () => {
  const policyOf = (resource: string, decidesAlone: boolean, statement: object) =>
    new Permissions(
      [{ resource, decidesAlone, statements: role({ Resource: '*', ...statement }).statements }],
      new UsedRights(),
    );

  test('denies to the account itself too', () => {
    const old = { NumericGreaterThan: { 's3:signatureAge': '90000' } };
    const bucket = policyOf('arn:aws:s3:::b', false, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Condition: old,
    });
    const read = (age: string): Call => ({
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/documents/x.pdf',
      context: { 's3:signatureAge': [age] },
    });
    expect(bucket.refusal(ROOT, read('89000'))).toBeUndefined();
    expect(bucket.refusal(ROOT, read('91000'))).toContain('explicit deny');
  });

  test('of a key decides alone: without delegation a role’s own policy counts for nothing', () => {
    const sign = { action: 'kms:Sign', resource: 'arn:aws:kms:::key/k', context: {} };
    const signer = role({ Effect: 'Allow', Action: 'kms:Sign', Resource: '*' });
    const delegating = policyOf('arn:aws:kms:::key/k', true, {
      Effect: 'Allow',
      Principal: { AWS: ROOT.arn },
      Action: 'kms:*',
    });
    const closed = policyOf('arn:aws:kms:::key/k', true, {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::000000000000:role/Other' },
      Action: 'kms:*',
    });
    expect(delegating.refusal(signer, sign)).toBeUndefined();
    expect(closed.refusal(signer, sign)).toContain('no policy allows');
    expect(delegating.refusal(role(), sign)).toContain('no policy allows');
  });
});

test('a right counts as used when a call needed it, and not when another statement allowed the call too', () => {
  const used = new UsedRights();
  const asked = new Permissions([], used);
  const limited = (key: string) => ({
    Effect: 'Allow',
    Action: ['dynamodb:GetItem', 'dynamodb:Query'],
    Resource: TABLE,
    Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [key, 'Z#*'] } },
  });
  asked.refusal(role(limited('A#*')), getItem({ 'dynamodb:LeadingKeys': ['A#1'] }));
  expect(used.list()).toEqual([{ role: 'Function', may: 'read', of: 'A#*' }]);
  asked.refusal(role(limited('B#*'), limited('B#*')), getItem({ 'dynamodb:LeadingKeys': ['B#1'] }));
  expect(used.list()).toHaveLength(1);
});

test('a right is named as in the stacks, whatever statements CDK has merged', () => {
  const table = 'arn:aws:dynamodb:me-central-1:000000000000:table/Tawtheeq-Records-TableCD117FA1';
  const granted = {
    ...role(
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
        Resource: [table, `${table}/index/listing`],
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'A#*' } },
      },
      {
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::tawtheeq-documents7e5b2978/results/*',
      },
      {
        Effect: 'Allow',
        Action: ['sqs:DeleteMessage', 'sqs:ReceiveMessage', 'sqs:SendMessage'],
        Resource: 'arn:aws:sqs:me-central-1:000000000000:Tawtheeq-Service-BatchesChunks2574EC90',
      },
      { Effect: 'Deny', Action: 'kms:Sign', Resource: '*' },
    ),
    arn: 'arn:aws:iam::000000000000:role/Tawtheeq-Service-SupervisionSweeperRole9FB0E5AD',
  };
  const sweeper = { role: 'SupervisionSweeper' };
  expect(rightsOf(granted)).toEqual([
    { ...sweeper, may: 'read', of: 'A#*' },
    { ...sweeper, may: 'read', of: 'Table/index/listing' },
    { ...sweeper, may: 'write', of: 'A#*' },
    { ...sweeper, may: 'write', of: 'Table/index/listing' },
    { ...sweeper, may: 'write', of: 'results/*' },
    { ...sweeper, may: 'receive', of: 'BatchesChunks' },
    { ...sweeper, may: 'sqs:SendMessage', of: 'BatchesChunks' },
  ]);
});
